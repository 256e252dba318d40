import ArgumentParser
import Experiments

/// `moudsim evidence`: the sources of the numbers, as a document.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Print the evidence behind the built-in parameters, as Markdown.",
    discussion: """
      EXAMPLE:
        moudsim evidence --output docs/evidence.md
      """)

  @Option(help: "File to write instead of standard output.", completion: .file())
  var output: String?

  func run() throws {
    let text = EvidenceDocument().markdown
    guard let output else { return try Terminal.result(text) }
    try TextFile.write(text, to: output)
  }
}
