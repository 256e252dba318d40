import Experiments
import TestSupport
import Testing
import TreatmentModel

/// `docs/model.md` against the code: what it lists is what there is, in the same order.
@Suite("docs/model.md")
struct ModelDocumentTests {
  /// The rows of the table that follows `<!-- table: name -->`, without header; cells without ticks.
  static func table(_ name: String, in lines: [String]) -> [[String]] {
    guard let mark = lines.firstIndex(of: "<!-- table: \(name) -->") else { return [] }
    return lines[(mark + 1)...].prefix { $0.hasPrefix("|") }.dropFirst(2).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { $0.filter { $0 != "`" }.trimmed }
    }
  }

  /// The first columns of a table.
  static func rows(_ name: String, columns: [Int] = [0]) throws -> [[String]] {
    let table = table(name, in: try document())
    return try table.map { row in try columns.map { try #require(row[safe: $0]) } }
  }

  static func document() throws -> [String] { try HouseTests.read("docs/model.md").lines }

  /// The arrows of the state diagram, those from the start mark left out.
  static func arrows(in lines: [String]) -> Set<String> {
    Set(
      lines.compactMap { line in
        let ends = line.split(separator: " : ").first?.split(separator: " --> ") ?? []
        guard ends.count == 2, !line.contains("[*]") else { return nil }
        return ends.map { String($0).trimmed }.joined(separator: " --> ")
      })
  }

  /// Texts between backticks that look like a parameter's key: words joined by dots.
  static func keyPatterns(in lines: [String], groups: Set<String>) -> [String] {
    lines.flatMap { line in
      line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }.filter { text in
      let parts = text.split(separator: ".")
      return parts.count > 1 && groups.contains(String(parts[0]))
    }
  }

  /// Whether a key is one that the pattern means; `<word>` stands for one part.
  static func matches(_ pattern: String, _ key: String) -> Bool {
    let parts = pattern.split(separator: ".")
    let words = key.split(separator: ".")
    return parts.count == words.count
      && zip(parts, words).allSatisfy { $0.hasPrefix("<") || $0 == $1 }
  }

  @Test("care states and their moves")
  func moves() throws {
    let rows = try Self.rows("moves", columns: [0, 2])
    #expect(
      rows == CareState.allCases.map { [$0.name, $0.moves.map(\.name).joined(separator: ", ")] })
  }

  @Test("the diagram shows the moves, but those to death")
  func diagram() throws {
    let arrows = CareState.allCases.flatMap { state in
      state.moves.filter { $0 != .dead }.map { "\(state.name) --> \($0.name)" }
    }
    #expect(Self.arrows(in: try Self.document()) == Set(arrows))
  }

  @Test("use states")
  func useStates() throws {
    #expect(try Self.rows("use") == UseState.allCases.map { [$0.name] })
  }

  @Test("medications, and which keep up tolerance")
  func medications() throws {
    let rows = try Self.rows("medications", columns: [0, 2])
    #expect(rows == Medication.allCases.map { [$0.name, $0.isAgonist ? "yes" : "no"] })
  }

  @Test("resources")
  func resources() throws {
    #expect(try Self.rows("resources") == ResourceKind.allCases.map { [$0.name] })
  }

  @Test("clocks are the processes below 16")
  func clocks() throws {
    let clocks = Process.allCases.filter { $0.rawValue < 16 }
    #expect(try Self.rows("clocks") == clocks.map { [String(describing: $0)] })
  }

  @Test("processes and their numbers in the key")
  func processes() throws {
    let rows = try Self.rows("processes", columns: [0, 1])
    #expect(rows == Process.allCases.map { [String($0.rawValue), String(describing: $0)] })
  }

  @Test("levers and their scales")
  func levers() throws {
    let rows = try Self.rows("levers", columns: [0, 1])
    #expect(
      rows == Lever.allCases.map { [String(describing: $0), String(describing: $0.scale)] })
  }

  @Test("families of costs and their perspectives")
  func perspectives() throws {
    let rows = try Self.rows("perspectives", columns: [0, 2])
    #expect(
      rows == CostFamily.allCases.map { [$0.rawValue, $0.perspectives.joined(separator: ", ")] })
  }

  @Test("counts and risk windows")
  func counts() throws {
    #expect(try Self.rows("events") == EventCount.allCases.map { [$0.name] })
    #expect(try Self.rows("risks") == RiskCount.allCases.map { [$0.name] })
    #expect(try Self.rows("windows") == RiskWindow.allCases.map { [$0.name] })
  }

  @Test("every key that is named exists, and every parameter is named")
  func parameterKeys() throws {
    let keys = BuiltIn.parameters.keys
    let groups = Set(keys.map { String($0.split(separator: ".")[0]) })
    let patterns = Self.keyPatterns(in: try Self.document(), groups: groups)
    let unknown = patterns.filter { pattern in !keys.contains { Self.matches(pattern, $0) } }
    #expect(unknown == [])
    let unnamed = keys.filter { key in !patterns.contains { Self.matches($0, key) } }
    #expect(unnamed == [])
  }

  @Test("the readers of the document find faults")
  func readersFindFaults() {
    let lines = [
      "<!-- table: use -->", "| state | meaning |", "|---|---|", "| `regular` | daily use |",
      "| `rare` | |", "", "  a --> b : moves", "  [*] --> a", "`dropout.<kind>` and `dropout.x.y`",
    ]
    #expect(Self.table("use", in: lines) == [["regular", "daily use"], ["rare", ""]])
    #expect(Self.table("none", in: lines) == [])
    #expect(Self.arrows(in: lines) == ["a --> b"])
    let patterns = Self.keyPatterns(in: lines, groups: ["dropout"])
    #expect(patterns == ["dropout.<kind>", "dropout.x.y"])
    #expect(Self.matches(patterns[0], "dropout.shape"))
    #expect(!Self.matches(patterns[0], "dropout.x.y"))
  }
}

extension String {
  /// Without spaces at the ends.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}

extension Array {
  /// The element, or nil beyond the end.
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
