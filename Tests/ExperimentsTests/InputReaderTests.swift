import Foundation
import TestSupport
import Testing

@testable import Experiments

@Suite("Readers of what comes from outside")
struct InputReaderTests {
  /// The committed inputs of a reader: seeds of the search, and inputs that once broke a promise.
  private static func inputs(of reader: InputReader) throws -> [(name: String, bytes: [UInt8])] {
    try ["corpus", "found"].flatMap { kind in
      let folder = PackageRoot.path("Tests/Fuzz/\(kind)/\(reader.rawValue)")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return try names.sorted().map { name in
        (name, Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))))
      }
    }
  }

  @Test("Inputs that the search has kept: none breaks a promise", arguments: InputReader.allCases)
  func kept(reader: InputReader) throws {
    var verdicts: [InputReader.Verdict] = []
    for (name, bytes) in try Self.inputs(of: reader) {
      let verdict = reader.verdict(on: bytes)
      if case .broken(let reason) = verdict { Issue.record("\(reader) \(name): \(reason)") }
      verdicts.append(verdict)
    }
    // Both ways out are taken: the inputs are neither all broken nor all harmless.
    #expect(verdicts.contains(.accepted))
    #expect(verdicts.contains(.refused))
  }

  private static let hostile: [String: [UInt8]] = [
    "nothing": [],
    "a byte-order mark": [0xEF, 0xBB, 0xBF],
    "bytes without a meaning": Array("title: ".utf8) + [0xFF, 0xFE, 0x00],
    "UTF-16": [0xFE, 0xFF, 0x00, 0x61, 0x00, 0x3A],
    "zeros": [UInt8](repeating: 0, count: 10_000),
    "a zero within": Array("title: a\u{0}b\n".utf8),
    "brackets without end": [UInt8](repeating: 0x5B, count: 20_000),
    "braces without end": Array(String(repeating: "{\"a\":", count: 20_000).utf8),
    "dashes without end": Array(String(repeating: "- ", count: 20_000).utf8),
    "questions without end": Array(String(repeating: "? ", count: 20_000).utf8),
    "quotes without end": [UInt8](repeating: 0x22, count: 20_001),
    "a number beyond all": Array(("title: 1" + String(repeating: "0", count: 100_000)).utf8),
    "a line without end": Array(String(repeating: "x", count: 1 << 16).utf8),
    "lines without end": Array(String(repeating: "\n", count: 1 << 16).utf8),
    "commas without end": [UInt8](repeating: 0x2C, count: 20_000),
    "only a tag": Array("!!binary".utf8),
    "two documents": Array("--- {}\n--- {}\n".utf8),
  ]

  @Test(
    "Hostile inputs are refused by every reader", .timeLimit(.minutes(Sanitizer.minutes)),
    arguments: InputReader.allCases)
  func hostile(reader: InputReader) {
    for (name, bytes) in Self.hostile {
      #expect(reader.verdict(on: bytes) == .refused, "\(name)")
    }
  }

  @Test("Refusals without a place or with control characters break the promise")
  func promise() {
    func complaint(_ line: Int?, _ column: Int?, _ message: String) -> String? {
      InputReader.complaint(
        about: Faults([Fault(file: "f", line: line, column: column, path: "", message: message)]))
    }
    #expect(complaint(1, 1, "wrong.") == nil)
    #expect(complaint(nil, nil, "the file is empty.") == nil)
    #expect(complaint(nil, nil, "wrong.") == "no place: f: error: wrong.")
    #expect(complaint(0, 1, "wrong.") == "an impossible place: f:0:1: error: wrong.")
    #expect(complaint(1, 1, "") == "no message: f:1:1: error: ")
  }

  @Test("What cannot be seen is written out in faults, on one line")
  func hidden() {
    let fault = Fault(
      file: "f", line: 1, column: 2, path: "a\nb",
      message: "'\u{1B}[31mred\u{0}\u{2028}\u{202E}' is wrong.")
    #expect(
      fault.description
        == "f:1:2: error: a\\u000Ab: '\\u001B[31mred\\u0000\\u2028\\u202E' is wrong.")
  }

  @Test(
    "A flood of aliases is refused whatever their names and ends of line",
    .timeLimit(.minutes(Sanitizer.minutes)),
    arguments: ["0", "-", "_", "z"], ["\n", "\r", "\u{85}", "\u{2028}"])
  func floods(name: String, newline: String) throws {
    var text = "a0: &\(name)0 [x, x]\n"
    for level in 1...40 {
      let alias = "*\(name)\(level - 1)"
      text += "a\(level): &\(name)\(level) [\(newline) \(alias),\(newline) \(alias)]\n"
    }
    text += "? *\(name)40\n: 1\n? *\(name)40\n: 2\n"
    let collector = FaultCollector()
    #expect(YAMLDocument.parse(text, file: "f.yaml", collector: collector) == nil)
    let fault = try #require(collector.faults.first)
    #expect(fault.message == "anchors (&) and aliases (*) are not allowed. Write the value out.")
  }

  /// The faults of a file, by what reads it.
  private func refusal(_ read: () throws -> Void) -> String? {
    do {
      try read()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("Files that are too large are refused, unread", .timeLimit(.minutes(Sanitizer.minutes)))
  func large() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/large.yaml"
    try folder.write(Data(), to: "large.yaml")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 100 << 20)
    try handle.close()
    let document = "error: the file is larger than 4 MiB. Is it the right file? "
    let people = "People belong into a cohort file."
    #expect(
      refusal { _ = try ScenarioReader.read(path: path) } == "\(path): \(document)\(people)")
    #expect(refusal { _ = try PolicyReader.read(path) } == "\(path): \(document)\(people)")
    // A file without end and without a size.
    #expect(
      refusal { _ = try TargetReader.read(path: "/dev/zero") }
        == "/dev/zero: \(document)\(people)")
    let cohort = "title: t\nrun: {horizonDays: 1}\npopulation: {kind: cohort, columns: {id: id}}\n"
    #expect(
      refusal { _ = try scenario(cohort, cohort: path) }
        == "\(path): error: the file is larger than 64 MiB. Keep only the rows and columns that "
        + "are used.")
  }
}
