import ArgumentParser
import Experiments
import Foundation

/// `moudsim run`: one strategy, many replications, a folder of files.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a scenario: outcomes, time series, retention curves.",
    discussion: """
      Prints the main figures with their 95 % Monte Carlo interval, beside published ones where \
      the scenario has them, and writes a folder of tables (moudsim schema --outputs describes \
      them). The files do not depend on the number of threads. Ctrl-C stops after the tasks at \
      hand and keeps the finished replications.

      EXAMPLE:
        moudsim run massachusetts --replications 20 --set run.horizonYears=2
        moudsim run trials/start --cohort patients.csv --output Output/start
      """)

  @OptionGroup var source: ScenarioArguments

  @Option(help: "Number of replications, instead of the scenario's.")
  var replications: Int?

  @Option(
    help: "Folder of the run. (default: Output/<scenario>/seed<seed>-r<replications>)",
    completion: .directory)
  var output: String?

  @Flag(
    help: "With --strategy: whose lives it changes in the first replication, and why.")
  var changedLives = false

  @Flag(help: "Replace a run that stands in the folder.")
  var replace = false

  @OptionGroup var execution: ExecutionArguments

  func validate() throws {
    if let replications, replications < 1 {
      throw ValidationError("--replications \(replications) must be 1 or more.")
    }
    if changedLives, source.strategy == nil || source.strategy == Scenario.base {
      throw ValidationError(
        "--changed-lives compares a strategy with the run without policies. Name one: --strategy.")
    }
    if output == "" { throw ValidationError("--output must name a folder.") }
  }

  func run() throws {
    let base = try source.readBase(
      replications.map { [ScenarioOverride(key: "run.replications", value: String($0))] } ?? [])
    let scenario = try source.choose(in: base)
    let folder = output ?? RunRequest.defaultOutput(of: scenario)
    let run = try ScenarioRun(
      scenario,
      RunRequest(
        output: folder, replaces: replace,
        threads: execution.workers,
        command: Invocation.command,
        base: changedLives ? base.model : nil))
    guard !execution.dryRun else {
      try Terminal.result(
        "\(source.scenario) would run:\n\(RunOutline(scenario).text)  output        \(folder)\n")
      return
    }

    Signals.stopRunWhenInterrupted()
    let display = execution.display
    let ending = try run.execute(
      cancellation: Signals.cancellation, progress: { display.show($0) },
      notice: { if !execution.quiet { Terminal.message("note: \($0)") } })
    display.finish()
    if let folder = ending.folder {
      let path = ending.isComplete ? "" : " (incomplete)"
      try Terminal.result(
        RunReport(scenario, ending.results).text
          + (ending.changedLives.map { "\n\($0.text)" } ?? "") + "\nFiles: \(folder)\(path)\n")
    }
    guard ending.isComplete else { throw stopped(ending, scenario) }
  }

  private func stopped(_ ending: ScenarioRun.Ending, _ scenario: Scenario) -> Stopped {
    let kept = ending.folder.map { "they are in \($0)" } ?? "nothing was written"
    return Stopped(
      description: "error: stopped after \(ending.results.replications) of "
        + "\(scenario.run.replications) replications; \(kept). Run again: \(Invocation.text)")
  }
}
