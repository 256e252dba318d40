import ArgumentParser
import Experiments

/// `moudsim schema`: what may stand in a scenario file, and what stands in the files of a run.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario or policy files, or the dictionary of outputs.",
    discussion: """
      Editors complete and check scenario and policy files with the schemas.

      EXAMPLE:
        moudsim schema > scenario.schema.json
        moudsim schema --policies > policy.schema.json
        moudsim schema --outputs > docs/outputs.md
      """)

  @Flag(help: "Print the dictionary of a run's files instead, as Markdown.")
  var outputs = false

  @Flag(help: "Print the schema of policy files instead.")
  var policies = false

  func validate() throws {
    if outputs, policies { throw ValidationError("--outputs and --policies: give one of them.") }
  }

  func run() throws {
    let schema = policies ? ScenarioSchema.policyText : ScenarioSchema.text
    try Terminal.result(outputs ? OutputSchema.markdown : schema)
  }
}
