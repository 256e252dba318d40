import Testing

@testable import Experiments

/// Names that a spreadsheet would run when it opens a result (CWE-1236).
@Suite("Names that look like formulas")
struct SpreadsheetFormulaTests {
  @Test(
    "are refused: a formula, a sign, a command, and what a spreadsheet skips before one",
    arguments: ["=1+1", "=HYPERLINK(\"a\")", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
  func formula(name: String) {
    #expect(SpreadsheetFormula.complaint(name) != nil)
  }

  @Test(
    "are told from others: numbers with a sign, and signs that stand later",
    arguments: ["-12", "+3.5", "a=1", "Ash-Birch", "P-0001", "", "Ünlü", "1e5", "\"=1\""])
  func harmless(name: String) {
    #expect(SpreadsheetFormula.complaint(name) == nil)
  }

  @Test("of communities and strategies are told with their place, all at once")
  func scenario() {
    let text = """
      title: Small
      communities:
        - {name: "=cmd|' /C calc'!A0", population: 10}
        - {name: Ash, population: 10}
      run: {horizonDays: 10}
      strategies:
        - {name: "+more", policies: []}
      """
    #expect(
      faults(text).map { String($0.prefix { $0 != "'" }) } == [
        "s.yaml:3:12: error: communities[0].name: ", "s.yaml:7:12: error: strategies[0].name: ",
      ])
  }
}
