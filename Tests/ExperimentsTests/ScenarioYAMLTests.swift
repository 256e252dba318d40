import Foundation
import TestSupport
import Testing

@testable import Experiments

@Suite("Strict YAML")
struct ScenarioYAMLTests {
  private func faults(ofYAML text: String) -> [String] {
    let collector = FaultCollector()
    _ = YAMLDocument.parse(text, file: "f.yaml", collector: collector)
    return collector.faults.map(\.description)
  }

  @Test("Values keep their line, their column and their quotes")
  func places() throws {
    let collector = FaultCollector()
    let parsed = YAMLDocument.parse(
      "a: 1\nb:\n  - 'x'\n", file: "f.yaml", collector: collector)
    let root = try #require(parsed)
    #expect(collector.faults.isEmpty)
    #expect(root["a"]?.kind == .scalar("1", isPlain: true))
    #expect(root["a"]?.place == Place(file: "f.yaml", line: 1, column: 4))
    guard case .list(let values) = root["b"]?.kind else {
      Issue.record("b is no list")
      return
    }
    #expect(values.first?.kind == .scalar("x", isPlain: false))
    #expect(values.first?.place == Place(file: "f.yaml", line: 3, column: 5))
  }

  @Test(
    "What is not YAML is told with its place",
    arguments: [
      (
        "a: [1, 2\nb: 3\n",
        "f.yaml:2:2: error: not YAML: while parsing a flow sequence, did not find expected ',' or "
          + "']'. Check indentation, quotes and colons."
      ),
      (
        "a: 'x\n",
        "f.yaml:2:1: error: not YAML: while scanning a quoted scalar, found unexpected end of "
          + "stream. Check indentation, quotes and colons."
      ),
      (
        "a: 1\n\tb: 2\n",
        "f.yaml:2:1: error: not YAML: while scanning a plain scalar, found a tab character that "
          + "violates indentation. Check indentation, quotes and colons."
      ),
      (
        "a: 1\nb: \u{1}\n",
        "f.yaml:2:4: error: not YAML: control characters are not allowed. Check indentation, "
          + "quotes and colons."
      ),
      (
        "a: 1\n---\nb: 2\n",
        "f.yaml:2:1: error: not YAML: expected a single document in the stream, but found another "
          + "document. Check indentation, quotes and colons."
      ),
      ("", "f.yaml: error: the file is empty."),
      ("# only a comment\n", "f.yaml: error: the file is empty."),
    ])
  func syntax(text: String, expected: String) {
    #expect(faults(ofYAML: text) == [expected])
  }

  @Test("Anchors, aliases and tags are refused, wherever they stand")
  func anchorsAndTags() {
    let text = "a: &x 1\nb: *x\nc: !!int 5\nd: {e: [!secret 7]}\n"
    #expect(
      faults(ofYAML: text) == [
        "f.yaml:1:4: error: a: anchors (&) and aliases (*) are not allowed. Write the value out.",
        "f.yaml:1:4: error: b: anchors (&) and aliases (*) are not allowed. Write the value out.",
        "f.yaml:3:4: error: c: the tag 'tag:yaml.org,2002:int' is not allowed. Remove it.",
        "f.yaml:4:9: error: d.e[0]: the tag '!secret' is not allowed. Remove it.",
      ])
  }

  @Test(
    "A flood of aliases is refused before it is expanded", .timeLimit(.minutes(Sanitizer.minutes)))
  func billionLaughs() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 {
      text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
    }
    text += "? *a40\n: 1\n? *a40\n: 2\n"
    #expect(
      faults(ofYAML: text) == [
        "f.yaml:2:10: error: anchors (&) and aliases (*) are not allowed. Write the value out."
      ])
  }

  @Test("Every key given twice is told at its second place, with CRLF too")
  func duplicates() {
    let text = "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\na: 3\n"
    let expected = [
      "f.yaml:5:3: error: the key 'c' is given twice, first in line 3. Keep one.",
      "f.yaml:6:1: error: the key 'a' is given twice, first in line 1. Keep one.",
      "f.yaml:7:1: error: the key 'a' is given twice, first in line 1. Keep one.",
    ]
    #expect(faults(ofYAML: text) == expected)
    #expect(faults(ofYAML: text.replacing("\n", with: "\r\n")) == expected)
    #expect(
      faults(ofYAML: "a: {b: 1, b: 2}\n") == [
        "f.yaml:1:5: error: the key 'b' is given twice. Keep one."
      ])
  }

  @Test("A key must be a text, and private-use characters are refused")
  func keys() {
    #expect(
      faults(ofYAML: "? [a, b]\n: 1\n") == ["f.yaml:1:3: error: a key must be a text."])
    #expect(
      faults(ofYAML: "a: 1\nb: x\u{E000}\n") == [
        "f.yaml:2:5: error: private-use characters are not allowed."
      ])
  }

  @Test("Nesting without end is refused without a crash")
  func nesting() {
    let text = "a: " + String(repeating: "[", count: 5_000)
    let found = faults(ofYAML: text)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("f.yaml:1:") == true)
  }

  @Test(
    "Numbers are those of JSON",
    arguments: [
      ("0", 0), ("-0.5", -0.5), ("1e3", 1000), ("2.5E-2", 0.025), ("1250", 1250),
      ("5e-324", Double.leastNonzeroMagnitude), ("1.7976931348623157e+308", 1.7976931348623157e308),
    ])
  func numbers(text: String, value: Double) throws {
    #expect(try NumberText.double(text) == value)
  }

  @Test(
    "What only looks like a number is refused",
    arguments: [
      "010", "-01", ".5", "5.", "+1", "1_000", "1,000", "0x10", "0o7", "1:30", ".nan", "NaN",
      ".inf", "-.inf", "1e999", "1e-999", "", "-", "e5", "1e", "12a", "١٢", "50 %", "true",
    ])
  func nonNumbers(text: String) {
    #expect(throws: NumberText.Problem.self) { try NumberText.double(text) }
  }

  @Test("Numbers are written so that they read back to the same number")
  func roundTrip() throws {
    for value in [
      0, -1.5, 0.1, 1.0 / 3, 1e21, 1e-7, Double.leastNonzeroMagnitude, 1826.25, 30.4375,
    ] {
      #expect(try NumberText.double(NumberText.text(value)) == value)
    }
    #expect(NumberText.text(1826) == "1826")
  }

  @Test(
    "The nearest name is offered where there is one",
    arguments: [
      ("conselors", "counsellors"), ("seeed", "seed"), ("Seed", "seed"),
      ("horizondays", "horizonDays"),
      ("xyz", nil), ("", nil),
    ])
  func nearest(written: String, expected: String?) {
    let names = ["counsellors", "seed", "horizonDays"]
    #expect(NearestName.of(written, among: names) == expected)
  }

  @Test("Edit distances worked by hand")
  func distances() {
    #expect(NearestName.distance("kitten", "sitting") == 3)
    #expect(NearestName.distance("ab", "ba") == 1)
    #expect(NearestName.distance("", "abc") == 3)
    #expect(NearestName.distance("same", "same") == 0)
  }
}
