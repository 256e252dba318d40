import ArgumentParser
import Experiments
import Foundation

/// `moudsim compare`: all strategies of a scenario, with the same random numbers.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the strategies of a scenario, with the same random numbers for each.",
    discussion: """
      Every person lives once under each strategy, so differences are seen person by person and \
      with far fewer replications than by runs of their own. Prints differences with their 95 % \
      Monte Carlo interval, whose lives changed, and interactions of a factorial design; writes \
      a folder with a report for a browser (report.html) and tables (moudsim schema --outputs \
      describes them). The files do not depend on \
      the number of threads. Ctrl-C stops after the tasks at hand and keeps the finished \
      replications.

      EXAMPLE:
        moudsim compare strategies/factorial-pgx-stigma-telehealth-peer --replications 20
        moudsim compare strategies/access-package --precision overdose_deaths=5
        moudsim compare strategies/stigma --evidence-floors
        moudsim compare strategies/access-package --budget 2000000
      """)

  @Argument(
    help: "A scenario file, or the name of a shipped scenario.",
    completion: .file(extensions: ["yaml"])
  )
  var scenario: String

  @OptionGroup var setting: SettingArguments

  @Option(
    name: .customLong("strategy"),
    help: "A strategy to compare; may be repeated. (default: all)")
  var strategies: [String] = []

  @Option(
    help: """
      What the others are compared with. (default: the first strategy without policies; base, no \
      policies, where there is none)
      """)
  var comparator: String?

  @Option(help: "The experiment's seed, instead of the scenario's.")
  var seed: UInt64?

  @Option(help: "Number of replications, instead of the scenario's.")
  var replications: Int?

  @Option(
    help: ArgumentHelp(
      "Add ten replications at a time until the 95 % interval of this difference is known within "
        + "the half-width, for every strategy; may be repeated.", valueName: "metric=half-width"))
  var precision: [String] = []

  @Option(help: "Most replications with --precision.")
  var maxReplications = 1000

  @Flag(
    help: "Rank the strategies also with evidence of grade A only, A and B, and so on, believed.")
  var evidenceFloors = false

  @Option(help: "The metric by which --evidence-floors ranks.")
  var floorMetric = "overdose_deaths"

  @Option(
    help: "Print the best strategy and the best mix that cost at most so much a year more.")
  var budget: Double?

  @Flag(
    help: """
      Write outcomes.csv and reach.csv also by community, and series.csv: every replication month \
      by month. With many strategies these are large.
      """)
  var detail = false

  @Flag(help: "Write no report.html.")
  var noReport = false

  @Option(
    help:
      "Folder of the comparison. (default: Output/<scenario>/compare-seed<seed>-r<replications>)",
    completion: .directory)
  var output: String?

  @Flag(help: "Replace a run that stands in the folder.")
  var replace = false

  @OptionGroup var execution: ExecutionArguments

  func validate() throws {
    if let replications, replications < 1 {
      throw ValidationError("--replications \(replications) must be 1 or more.")
    }
    if maxReplications < 2 {
      throw ValidationError("--max-replications \(maxReplications) must be 2 or more.")
    }
    if output == "" { throw ValidationError("--output must name a folder.") }
    if let budget, !(budget >= 0 && budget.isFinite) {
      throw ValidationError("--budget \(budget) must be 0 or more.")
    }
    if let fault = FloorResults.complaint(about: floorMetric) {
      throw ValidationError("--floor-metric: \(fault)")
    }
    _ = try goals()
  }

  func run() throws {
    let comparison = try readComparison()
    let goals = try goals()
    let folder =
      output
      ?? ComparisonRequest.defaultOutput(
        of: comparison, isPartial: !strategies.isEmpty || comparator != nil, goals: goals)
    let request = RunRequest(
      output: folder, replaces: replace,
      threads: execution.workers,
      command: Invocation.command, writesReport: !noReport)
    let run = try ComparisonRun(
      comparison,
      ComparisonRequest(
        request, goals: goals, mostReplications: maxReplications,
        floorMetric: evidenceFloors ? floorMetric : nil, isDetailed: detail,
        consumers: [EconomicComparison(comparison), DistributionalComparison(comparison)]))
    guard !execution.dryRun else { return try outline(comparison, folder) }

    Signals.stopRunWhenInterrupted()
    let display = execution.display
    let ending = try run.execute(
      cancellation: Signals.cancellation, progress: { display.show($0) },
      notice: { if !execution.quiet { Terminal.message("note: \($0)") } })
    display.finish()
    if let folder = ending.folder {
      let path = ending.isComplete ? "" : " (incomplete)"
      try Terminal.result(
        ([ComparisonText(ending.results, goals: goals).text]
          + ending.consumers.flatMap(texts) + ["Files: \(folder)\(path)\n"]).joined(separator: "\n")
      )
    }
    guard ending.isComplete else { throw stopped(ending) }
  }

  private func texts(_ consumer: any ComparisonConsumer) -> [String] {
    switch consumer {
    case let economics as EconomicComparison:
      [economics.text] + [budget.map { economics.text(budget: $0) }].compactMap(\.self)
    case let distribution as DistributionalComparison: [distribution.text].compactMap(\.self)
    default: []
    }
  }

  private func readComparison() throws -> Comparison {
    var further: [ScenarioOverride] = []
    if let replications {
      further.append(ScenarioOverride(key: "run.replications", value: String(replications)))
    }
    if let seed { further.append(ScenarioOverride(key: "run.seed", value: String(seed))) }
    return try Comparison(
      setting.read(scenario, further), strategies: strategies, comparator: comparator)
  }

  private func goals() throws -> [PrecisionGoal] {
    try precision.map { argument in
      do throws(PrecisionGoal.Misfit) {
        return try PrecisionGoal(argument: argument)
      } catch {
        throw ValidationError("--precision: \(error.description)")
      }
    }
  }

  private func outline(_ comparison: Comparison, _ folder: String) throws {
    let names = comparison.strategies.map(\.name).joined(separator: ", ")
    try Terminal.result(
      """
      \(scenario) would compare:
      \(RunOutline(comparison.scenario).text)  compared      \(names)
        comparator    \(comparison.reference.name)
        output        \(folder)

      """)
  }

  private func stopped(_ ending: ComparisonRun.Ending) -> Stopped {
    let kept = ending.folder.map { "they are in \($0)" } ?? "nothing was written"
    return Stopped(
      description: "error: stopped after \(ending.results.replications) of "
        + "\(ending.planned) replications; \(kept). Run again: \(Invocation.text)")
  }
}
