import ArgumentParser
import Experiments
import Foundation

/// `moudsim sensitivity`: how the difference between two strategies depends on the inputs.
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Which inputs a decision depends on, and where it tips.",
    discussion: """
      Compares two strategies with one input after the other at the ends of its central 95 % range, \
      all others as given (one-way, a tornado); with two inputs on a grid (--two-way); or finds the \
      number of an input at which the difference is zero (--threshold). The difference is that in \
      net benefit, or in a metric (--metric). Every point has the same random numbers; prices need \
      no new simulation. Stopped or killed, it goes on where it was when it is run again, and ends \
      in the same bytes.

      Inputs are parameters (moudsim parameters), prices and utilities among them, effects of \
      policies (policy.<policy>.<lever>), and policy.<policy>.cost.perPersonReached, \
      cost.perPersonMonth, cost.perCommunityYear, uptake, days and halfLifeDays.

      EXAMPLE:
        moudsim sensitivity strategies/pgx --scale 0.1 --replications 20 --top 10
        moudsim sensitivity strategies/pgx-threshold --from 0.5 --to 1 \\
          --threshold policy.pgx-assumed.dropoutHazard
        moudsim sensitivity strategies/pgx \\
          --threshold policy.pgx-guided-dosing.cost.perPersonReached --from 0 --to 1000
      """)

  @Argument(
    help: "A scenario file with strategies, or the name of a shipped scenario.",
    completion: .file(extensions: ["yaml"])
  )
  var scenario: String

  @OptionGroup var setting: SettingArguments

  @Option(help: "The strategy. (default: the first one beside the comparator)")
  var strategy: String?

  @Option(
    help: """
      What it is compared with. (default: the first strategy without policies; base, no policies, \
      where there is none)
      """)
  var comparator: String?

  @Option(help: "A metric of outcomes.csv to compare, instead of net benefit.")
  var metric: String?

  @Option(
    name: .customLong("input"),
    help: "The key of an input to try; may be repeated. (default: all that are uncertain)")
  var inputs: [String] = []

  @Option(help: "How many inputs to print, those with the longest bars first.")
  var top = 15

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Two inputs to try together, on a grid.", valueName: "key key"))
  var twoWay: [String] = []

  @Option(help: "Numbers of each input with --two-way, 2 or more.")
  var steps = 5

  @Option(
    help: ArgumentHelp(
      "Find the number of this input at which the difference is zero.", valueName: "key"))
  var threshold: String?

  @Option(help: "The lowest number with --threshold. (default: that of the central 95 %)")
  var from: Double?

  @Option(help: "The highest number with --threshold.")
  var to: Double?

  @Option(
    name: .customLong("range"),
    help: ArgumentHelp(
      "Try an input from one number to another, instead of its central 95 %; may be repeated.",
      valueName: "key=low..high"))
  var ranges: [String] = []

  @Option(
    name: .customLong("at"),
    help: ArgumentHelp(
      "The number that an input has throughout; may be repeated.", valueName: "key=value"))
  var fixed: [String] = []

  @Option(help: "Simulations of each strategy at every point, instead of the scenario's.")
  var replications: Int?

  @Option(help: "People and places are multiplied by this, to trade precision for speed.")
  var scale = 1.0

  @Option(help: "The experiment's seed, instead of the scenario's.")
  var seed: UInt64?

  @Option(
    help:
      "Folder of the analysis. (default: Output/<scenario>/sensitivity-<question>-seed<seed>...)",
    completion: .directory)
  var output: String?

  @Flag(help: "Replace what stands in the folder, and what is kept of another analysis.")
  var replace = false

  @OptionGroup var execution: ExecutionArguments

  func validate() throws {
    if let replications, replications < 1 {
      throw ValidationError("--replications \(replications) must be 1 or more.")
    }
    if !(scale > 0 && scale <= 100) {
      throw ValidationError("--scale \(scale) must be above 0 and at most 100.")
    }
    if top < 1 { throw ValidationError("--top \(top) must be 1 or more.") }
    if output == "" { throw ValidationError("--output must name a folder.") }
    try validateQuestion()
    _ = try (readRanges(), readFixed())
  }

  private func validateQuestion() throws {
    let asked = [!inputs.isEmpty, !twoWay.isEmpty, threshold != nil].count { $0 }
    if asked > 1 {
      throw ValidationError("Give one of --input, --two-way and --threshold.")
    }
    if !twoWay.isEmpty, twoWay.count != 2 {
      throw ValidationError("--two-way takes two keys; \(twoWay.count) given.")
    }
    if steps < 2 { throw ValidationError("--steps \(steps) must be 2 or more.") }
    if (from == nil) != (to == nil) {
      throw ValidationError("Give both --from and --to, or neither.")
    }
    if let from, let to {
      if threshold == nil { throw ValidationError("--from and --to need --threshold.") }
      if !(from.isFinite && to.isFinite && from < to) {
        throw ValidationError("--from \(from) must be below --to \(to).")
      }
    }
  }

  /// The number in an argument `key=value`.
  private func parts(_ argument: String, _ option: String) throws -> (key: String, value: String) {
    guard let place = argument.lastIndex(of: "="), place > argument.startIndex else {
      throw ValidationError("\(option) '\(argument)' has no key or no '='. Write key=value.")
    }
    return (String(argument[..<place]), String(argument[argument.index(after: place)...]))
  }

  private func readFixed() throws -> Scenario.Inputs {
    var numbers: Scenario.Inputs = [:]
    for argument in fixed {
      let (key, text) = try parts(argument, "--at")
      guard let value = Double(text), value.isFinite else {
        throw ValidationError("--at '\(argument)': '\(text)' is not a number.")
      }
      numbers[key] = value
    }
    return numbers
  }

  private func readRanges() throws -> [String: ClosedRange<Double>] {
    var all: [String: ClosedRange<Double>] = [:]
    for argument in ranges {
      let (key, text) = try parts(argument, "--range")
      let ends = text.components(separatedBy: "..").map { Double($0) }
      guard ends.count == 2, let low = ends[0], let high = ends[1], low < high,
        low.isFinite, high.isFinite
      else {
        throw ValidationError("--range '\(argument)' is not of the form key=low..high.")
      }
      all[key] = low...high
    }
    return all
  }

  private func plan(_ scenario: Scenario) throws -> SensitivityPlan {
    let contrast = try SensitivityPlan.Contrast(
      scenario, strategy: strategy, comparator: comparator, metric: metric)
    let (ranges, fixed) = (try readRanges(), try readFixed())
    let count = scenario.run.replications
    if let threshold {
      let ends = from.flatMap { from in to.map { from...$0 } } ?? ranges[threshold]
      return try .threshold(contrast, threshold, ends: ends, fixed: fixed, replications: count)
    }
    if let first = twoWay.first, let second = twoWay.last {
      return try .twoWay(
        contrast, first, second, steps: steps, ranges: ranges, fixed: fixed, replications: count)
    }
    return try .oneWay(
      contrast, keys: inputs, ranges: ranges, fixed: fixed, replications: count)
  }

  func run() throws {
    var further: [ScenarioOverride] = []
    if let replications {
      further.append(ScenarioOverride(key: "run.replications", value: String(replications)))
    }
    if let seed { further.append(ScenarioOverride(key: "run.seed", value: String(seed))) }
    let plan = try plan(setting.read(scenario, further).scaled(by: scale))
    let folder = output ?? plan.defaultOutput
    let run = try SensitivityRun(
      plan,
      RunRequest(
        output: folder, replaces: replace,
        threads: execution.workers,
        command: Invocation.command))
    guard !execution.dryRun else { return try outline(plan, folder) }

    Signals.stopRunWhenInterrupted()
    let display = execution.display
    let ending = try run.execute(
      cancellation: Signals.cancellation, progress: { display.show($0) })
    display.finish()
    guard let results = ending.results, let written = ending.folder else {
      throw Stopped(
        description: "error: stopped; finished and kept in \(run.log): \(ending.kept.text). "
          + "Run again: \(Invocation.text)")
    }
    if !ending.resumed.isEmpty, !execution.quiet {
      Terminal.message("note: finished by an earlier run: \(ending.resumed.text).")
    }
    try Terminal.result(
      SensitivityReport(results, shown: top).text + "\nFiles: \(written)\n")
  }

  private func outline(_ plan: SensitivityPlan, _ folder: String) throws {
    try Terminal.result(
      """
      \(scenario) would be analysed:
      \(RunOutline(plan.scenario).text)  compared      \(plan.strategyName) with \(plan.comparatorName), \(plan.measured.name)
        question      \(plan.question.words)
        output        \(folder)

      """)
  }
}
