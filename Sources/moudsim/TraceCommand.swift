import ArgumentParser
import Experiments

/// `moudsim trace`: one life, event by event.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Tell the life of one simulated person, event by event.",
    discussion: """
      The person lives the same life as in the run with the same seed and replication.

      EXAMPLE:
        moudsim trace massachusetts --patient 17 --community Suffolk
      """)

  @OptionGroup var source: ScenarioArguments

  @Option(help: "Number of the person in the community, from 0.")
  var patient: UInt32

  @Option(help: "Name of the community. (default: the first)")
  var community: String?

  @Option(help: "Number of the replication, from 1.")
  var replication: UInt32 = 1

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if replication < 1 { throw ValidationError("--replication counts from 1.") }
  }

  func run() throws {
    let story = try LifeTrace.story(
      of: patient, in: try source.read(), community: community, replication: replication)
    try Terminal.result(json ? story.json : story.text)
  }
}
