import Foundation
import TestSupport
import Testing

/// Rules of the house that the compiler does not know (docs/decisions/0001-layers.md).
@Suite("House")
struct HouseTests {
  /// A text file of the package, by its path from the root.
  struct File {
    let path: String
    let lines: [String]
  }

  /// Where a module may be imported: in paths that begin so.
  struct ImportRule {
    let module: String
    let places: [String]
  }

  static let importRules = [
    ImportRule(module: "CGSL", places: ["Sources/Randomness/", "Sources/Statistics/"]),
    ImportRule(module: "Yams", places: ["Sources/Experiments/Scenario/"]),
    ImportRule(module: "Hummingbird", places: ["Sources/WhatIfServer/"]),
    ImportRule(module: "HummingbirdCore", places: ["Sources/WhatIfServer/"]),
    ImportRule(module: "Dispatch", places: ["Sources/Experiments/Run/TaskPool.swift"]),
  ]

  /// Folders of layer 0, which could simulate a bank or a harbour as well.
  static let layerZero = [
    "Sources/CGSL", "Sources/CKernel", "Sources/DiscreteEvents", "Sources/Randomness",
    "Sources/Statistics",
  ]

  /// Words of the domain, as parts of words and in any case.
  ///
  /// `patient` is not among them: `StreamAddress` calls the owner of a draw so, because the layout
  /// of the key is published with every run and is read by people who think of patients.
  static let clinicalWords = [
    "methadone", "buprenorphine", "naltrexone", "overdose", "relapse", "opioid", "clinic",
    "induction",
  ]

  /// Marks of unfinished work, in two pieces so that this file does not hold them.
  static let unfinished = ["TO" + "DO", "FIX" + "ME"]

  static let longestFile = 400

  /// The text files below some folders of the package.
  static func files(in folders: [String], endings: [String]) throws -> [File] {
    try folders.flatMap { folder in
      let root = PackageRoot.path(folder)
      let names = FileManager.default.enumerator(atPath: root)?.allObjects as? [String]
      return try #require(names, "no folder \(folder)").sorted()
        .filter { name in endings.contains { name.hasSuffix("." + $0) } }
        .map { try read(folder + "/" + $0) }
    }
  }

  static func read(_ path: String) throws -> File {
    let text = try String(contentsOfFile: PackageRoot.path(path), encoding: .utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return File(path: path, lines: lines)
  }

  /// The modules that a file imports: the word after `import`, or the first part of `a.b`.
  static func imports(of file: File) -> Set<String> {
    Set(
      file.lines.compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
          words[..<index].allSatisfy(isImportModifier)
        else { return nil }
        let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let name = words[(index + 1)...].first { !kinds.contains($0) }
        return name?.split(separator: ".").first.map(String.init)
      })
  }

  private static func isImportModifier(_ word: String) -> Bool {
    word.hasPrefix("@")
      || ["public", "package", "internal", "fileprivate", "private"].contains(word)
  }

  /// Files that import the module of a rule where they may not.
  static func offenders(against rule: ImportRule, among files: [File]) -> [String] {
    files.filter { file in
      imports(of: file).contains(rule.module)
        && !rule.places.contains { file.path.hasPrefix($0) }
    }.map(\.path)
  }

  /// `path:line` of the lines that hold one of the words.
  static func lines(_ words: [String], among files: [File]) -> [String] {
    files.flatMap { file in
      file.lines.enumerated().filter { _, line in
        let line = line.lowercased()
        return words.contains { line.contains($0.lowercased()) }
      }.map { "\(file.path):\($0.offset + 1)" }
    }
  }

  @Test("GSL, Yams, Hummingbird and Dispatch are imported only where they belong")
  func importsHaveTheirPlace() throws {
    let sources = try Self.files(in: ["Sources"], endings: ["swift"])
    for rule in Self.importRules {
      #expect(Self.offenders(against: rule, among: sources) == [])
      let users = sources.filter { Self.imports(of: $0).contains(rule.module) }
      #expect(!users.isEmpty, "nobody imports \(rule.module): is the rule still needed?")
    }
  }

  @Test("nothing is exported again")
  func nothingIsReexported() throws {
    let sources = try Self.files(in: ["Sources"], endings: ["swift"])
    #expect(Self.lines(["@_exported"], among: sources) == [])
  }

  @Test("layer 0 knows no clinical word")
  func layerZeroIsGeneral() throws {
    let files = try Self.files(in: Self.layerZero, endings: ["swift", "h", "c", "modulemap"])
    #expect(Self.lines(Self.clinicalWords, among: files) == [])
  }

  @Test("files are at most 400 lines")
  func filesAreShort() throws {
    let files = try Self.files(in: ["Sources", "Tests"], endings: ["swift", "h", "c"])
    let long = files.filter { $0.lines.count > Self.longestFile }
    #expect(long.map { "\($0.path): \($0.lines.count)" } == [])
  }

  @Test("nothing is marked as unfinished")
  func nothingIsUnfinished() throws {
    var files = try Self.files(
      in: ["Sources", "Tests", "docs", "scripts", "Benchmarks"],
      endings: ["swift", "h", "c", "md", "yaml", "py", "prepare", "test", "docs"])
    for path in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", "Package.swift"] {
      files.append(try Self.read(path))
    }
    #expect(Self.lines(Self.unfinished, among: files) == [])
  }

  @Test("the rules find what they forbid")
  func rulesFindOffenders() {
    let file = File(
      path: "Sources/DiscreteEvents/Bad.swift",
      lines: [
        "internal import Foundation", "@preconcurrency public import CGSL",
        "import struct Yams.Node", "// import Dispatch", "let important = 1",
        "/// Time to Relapse.", "// TO" + "DO",
      ])
    #expect(Self.imports(of: file) == ["Foundation", "CGSL", "Yams"])
    #expect(Self.offenders(against: Self.importRules[0], among: [file]) == [file.path])
    #expect(Self.offenders(against: Self.importRules[4], among: [file]) == [])
    #expect(Self.lines(Self.clinicalWords, among: [file]) == [file.path + ":6"])
    #expect(Self.lines(Self.unfinished, among: [file]) == [file.path + ":7"])
  }
}
