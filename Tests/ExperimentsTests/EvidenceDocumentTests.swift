import Foundation
import TestSupport
import Testing

@testable import Experiments

@Suite("The evidence document")
struct EvidenceDocumentTests {
  private func document() throws -> String {
    let evidence = try SmallEvidence.load()
    return EvidenceDocument(
      parameters: evidence.parameters, bibliography: evidence.bibliography
    ).markdown
  }

  @Test("It counts the numbers by grade")
  func counts() throws {
    let text = try document()
    #expect(text.contains("its 5 numbers"))
    #expect(text.contains("in people with opioid use disorder | 1 |\n| B |"))
    #expect(text.contains("| [Who the people are](#who-the-people-are) |  |  | 3 |  |  |  |"))
  }

  @Test("Each number stands under its part of the model with unit, range, grade, source and note")
  func rows() throws {
    let text = try document()
    #expect(
      text.contains(
        """
        ## Staying in treatment

        | number | value | unit | may be set to | uncertainty | grade | source | note |
        |---|---:|---|---|---|---|---|---|
        | `dropout.shape.methadone` | 0.7 | dimensionless | 0.1 to 3 | normal(0.7, 0.1) | A | \
        [jones2021](#source-jones2021) (calculated) | Shape \\| of the curve |

        """))
    #expect(
      text.contains(
        "| `supply.fentanylShare` | 0.89 | share | 0 to 1 | not varied | X | assumption |  |"))
  }

  @Test("The sources are listed with links")
  func sources() throws {
    #expect(
      try document().hasSuffix(
        """
        ## Sources

        - <a id="source-jones2021"></a>**jones2021**. Jones B. A cohort. Journal 2021;2:2. \
        <https://example.org/jones> Licence: public domain. *Abstract only.*
        - <a id="source-smith2020"></a>**smith2020**. Smith A. A trial. Journal 2020;1:1. \
        [doi:10.1000/abc](https://doi.org/10.1000/abc)

        """))
  }

  @Test("docs/evidence.md is what the program prints")
  func committed() throws {
    let committed = try String(
      contentsOfFile: PackageRoot.path("docs/evidence.md"), encoding: .utf8)
    let isCurrent = committed == EvidenceDocument().markdown
    #expect(isCurrent, "docs/evidence.md is stale. Run: make docs")
  }

  @Test("Every built-in number appears once, under a part of the model")
  func builtIn() {
    let text = EvidenceDocument().markdown
    for key in BuiltIn.parameters.keys {
      #expect(text.components(separatedBy: "| `\(key)` |").count == 2, "\(key)")
    }
  }
}
