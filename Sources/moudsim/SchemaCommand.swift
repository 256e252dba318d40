import ArgumentParser
import Experiments

/// `moudsim schema`: what may stand in a scenario file, and what stands in the files of a run.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of files to write, or the dictionary of files of a run.",
    discussion: """
      Editors complete and check the files with the schemas.

      EXAMPLE:
        moudsim schema > scenario.schema.json
        moudsim schema --policies > policy.schema.json
        moudsim schema --sweeps > sweep.schema.json
        moudsim schema --outputs > docs/outputs.md
      """)

  @Flag(help: "Print the dictionary of a run's files instead, as Markdown.")
  var outputs = false

  @Flag(help: "Print the schema of policy files instead.")
  var policies = false

  @Flag(help: "Print the schema of sweep files instead.")
  var sweeps = false

  func validate() throws {
    if [outputs, policies, sweeps].count(where: { $0 }) > 1 {
      throw ValidationError("--outputs, --policies and --sweeps: give one of them.")
    }
  }

  func run() throws {
    let schema =
      policies
      ? ScenarioSchema.policyText : sweeps ? ScenarioSchema.sweepText : ScenarioSchema.text
    try Terminal.result(outputs ? OutputSchema.markdown : schema)
  }
}
