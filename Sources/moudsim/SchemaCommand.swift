import ArgumentParser
import Experiments

/// `moudsim schema`: what may stand in a scenario file, and what stands in the files of a run.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario files, or the dictionary of outputs.",
    discussion: """
      Editors complete and check scenario files with the schema.

      EXAMPLE:
        moudsim schema > scenario.schema.json
        moudsim schema --outputs > docs/outputs.md
      """)

  @Flag(help: "Print the dictionary of a run's files instead, as Markdown.")
  var outputs = false

  func run() throws {
    try Terminal.result(outputs ? OutputSchema.markdown : ScenarioSchema.text)
  }
}
