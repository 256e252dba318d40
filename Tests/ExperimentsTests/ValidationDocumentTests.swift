import Testing

@testable import Experiments

/// `docs/validation.md` tells of every check and target that there is; its numbers take minutes, so they
/// are written by `make validate` and only their rows are compared here.
@Suite("docs/validation.md")
struct ValidationDocumentTests {
  private func document() throws -> [String] {
    try HouseTests.read("docs/validation.md").lines
  }

  @Test("every shipped target has a row, with its published value: if not, make validate")
  func targets() throws {
    let lines = try document()
    for target in try TargetReader.read(paths: BuiltIn.targetNames).flatMap(\.targets) {
      let start = "| \(target.title)"
      let value = " | \(ValidationDocument.number(target.value)) | "
      let rows = lines.filter { $0.hasPrefix(start + value) || $0.hasPrefix(start + " (people") }
      #expect(!rows.isEmpty, "\(target.name)")
    }
  }

  @Test("what the document says to be outside is explained, where nothing was set to meet it")
  func explanations() throws {
    let outside = try document().filter { $0.contains("| **outside** |") }
    for target in try TargetReader.read(paths: BuiltIn.targetNames).flatMap(\.targets)
    where outside.contains(where: { $0.hasPrefix("| \(target.title) ") }) {
      #expect(!target.explanation.isEmpty, "\(target.name)")
    }
  }

  @Test("no check against theory or another program fails, and the curve of fentanyl rises")
  func checks() throws {
    let lines = try document()
    #expect(lines.filter { $0.contains("| **no** |") } == [])
    #expect(lines.contains("The ratio rises with fentanyl."))
  }
}
