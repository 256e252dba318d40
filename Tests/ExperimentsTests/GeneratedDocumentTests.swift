import Experiments
import Testing

/// The document that `make docs` writes is what the program would write now; `OutputReportTests` does
/// the same for the dictionary of outputs.
@Suite("Generated documents")
struct GeneratedDocumentTests {
  @Test("docs/evidence.md is up to date: if not, make docs")
  func evidence() throws {
    let text = try HouseTests.read("docs/evidence.md").lines.joined(separator: "\n") + "\n"
    let isCurrent = text == EvidenceDocument().markdown
    #expect(isCurrent)
  }
}
