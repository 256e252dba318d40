import ArgumentParser
import Experiments
import Foundation

/// `moudsim psa`: every strategy under many draws of the uncertain inputs.
struct PSACommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "psa",
    abstract: "Uncertainty of the inputs: acceptability of strategies, value of information.",
    discussion: """
      Draws every parameter, effect of a policy, price and utility that has a distribution, runs \
      all strategies of the scenario in each draw, and writes costs.csv, effects.csv and params.csv \
      (matrices that R's BCEA, dampack and voi read), acceptability curves, the value of perfect \
      and partial information, and a report for a browser (report.html). Stopped or killed, it goes on where it was when it is run again, and \
      ends in the same bytes.

      Parameters that were calibrated together are drawn together with --posterior: each draw takes \
      one row of the file, so that their correlations are kept, and every other input from its \
      distribution. With latinHypercube and as many draws as rows, each row is taken once.

      EXAMPLE:
        moudsim psa strategies/pgx --draws 500 --scale 0.1
        moudsim psa my-county.yaml --posterior Output/calibration/my-fit/posterior.csv
      """)

  @Argument(
    help: "A scenario file with strategies, or the name of a shipped scenario.",
    completion: .file(extensions: ["yaml"])
  )
  var scenario: String

  @OptionGroup var setting: SettingArguments

  @Option(help: "Number of draws, 2 or more.")
  var draws = 1000

  @Option(
    help: "Simulations of each strategy in each draw; two or more tell chance from uncertainty.")
  var replications = 1

  /// The names of `DrawDesign.Method` as arguments.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case monteCarlo, latinHypercube, sobol, halton

    var design: DrawDesign.Method {
      switch self {
      case .monteCarlo: .monteCarlo
      case .latinHypercube: .latinHypercube
      case .sobol: .sobol
      case .halton: .halton
      }
    }
  }

  @Option(help: "How draws are spread; sobol takes at most 40 inputs.")
  var method = Method.latinHypercube

  @Option(
    help: ArgumentHelp(
      "A CSV file of joint draws, such as a calibration's posterior.csv: a column for each parameter, "
        + "a row for each draw.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var posterior: String?

  @Option(help: "People and places are multiplied by this, to trade precision for speed.")
  var scale = 1.0

  @Option(help: "The experiment's seed, instead of the scenario's.")
  var seed: UInt64?

  @Flag(help: "Write no report.html.")
  var noReport = false

  @Option(
    help: """
      Folder of the analysis. \
      (default: Output/<scenario>/psa-[<posterior>-]seed<seed>-d<draws>-r<replications>)
      """,
    completion: .directory)
  var output: String?

  @Flag(help: "Replace what stands in the folder, and begin anew.")
  var replace = false

  @OptionGroup var execution: ExecutionArguments

  func validate() throws {
    if draws < 2 { throw ValidationError("--draws \(draws) must be 2 or more.") }
    if replications < 1 {
      throw ValidationError("--replications \(replications) must be 1 or more.")
    }
    if !(scale > 0 && scale <= 100) {
      throw ValidationError("--scale \(scale) must be above 0 and at most 100.")
    }
    if output == "" { throw ValidationError("--output must name a folder.") }
  }

  func run() throws {
    let seed = seed.map { [ScenarioOverride(key: "run.seed", value: String($0))] } ?? []
    let read = try setting.read(scenario, seed).scaled(by: scale)
    let plan = try ProbabilisticPlan(
      read, draws: draws, replications: replications, method: method.design,
      posterior: posterior.map { try PosteriorReader.read(path: $0, for: read) })
    let folder = output ?? defaultOutput(of: read)
    let run = try ProbabilisticRun(
      plan,
      RunRequest(
        output: folder, replaces: replace,
        threads: execution.workers,
        command: Invocation.command, writesReport: !noReport))
    guard !execution.dryRun else { return try outline(plan, folder) }

    Signals.stopRunWhenInterrupted()
    let display = execution.display
    let ending = try run.execute(
      cancellation: Signals.cancellation, progress: { display.show($0) })
    display.finish()
    guard let report = ending.report, let written = ending.folder else {
      throw Stopped(
        description: "error: stopped after \(ending.finished) of \(draws) draws; they are kept in "
          + "\(run.log). Run again: \(Invocation.text)")
    }
    if ending.resumed > 0, !execution.quiet {
      Terminal.message("note: \(ending.resumed) draws were finished by an earlier run.")
    }
    try Terminal.result(
      report.text + "\nFiles: \(written)\n")
  }

  private func defaultOutput(of scenario: Scenario) -> String {
    let joint = posterior.map {
      "\(URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent)-"
    }
    let size = "seed\(scenario.run.seed)-d\(draws)-r\(replications)"
    return "Output/\(scenario.name)/psa-\(joint ?? "")\(size)"
  }

  private func outline(_ plan: ProbabilisticPlan, _ folder: String) throws {
    let jointly = plan.design.posterior.map { "\n  jointly       \($0.words)" } ?? ""
    try Terminal.result(
      """
      \(scenario) would be analysed:
      \(RunOutline(plan.scenario).text)  compared      \(plan.strategies.joined(separator: ", "))
        draws         \(plan.draws) of \(plan.design.inputs.count) inputs, \(plan.design.method.rawValue)\(jointly)
        simulations   \(plan.draws * plan.replications * plan.strategies.count)
        output        \(folder)

      """)
  }
}
