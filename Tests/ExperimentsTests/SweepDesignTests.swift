import Foundation
import TestSupport
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Sweep designs")
struct SweepDesignTests {
  /// Reads a sweep of a shipped scenario.
  private func read(_ text: String, csv: String? = nil) throws -> SweepFile {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "sweep-design-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if let csv {
      try csv.write(to: folder.appending(path: "d.csv"), atomically: false, encoding: .utf8)
    }
    let file = folder.appending(path: "s.yaml")
    try text.write(to: file, atomically: false, encoding: .utf8)
    do {
      return try SweepFile.read(file.path)
    } catch {
      throw Faults(
        error.faults.map {
          Fault(
            file: $0.file.replacing(folder.path + "/", with: ""), line: $0.line,
            column: $0.column, path: $0.path, message: $0.message)
        })
    }
  }

  private func rows(_ design: String) throws -> [[String]] {
    try read("title: T\nscenario: three-counties\n" + design).rows
  }

  @Test("a grid has every combination, the last factor changes fastest; constraints drop rows")
  func grid() throws {
    let found = try rows(
      """
      design: {kind: grid}
      factors:
        - {key: parameters.taper.perYear, name: a, values: [0.1, 0.2]}
        - {key: parameters.overdose.perYear, name: b, range: [0.01, 0.1], levels: 3, scale: log}
      constraints: ["b < 0.05"]
      """)
    #expect(
      found == [
        ["0.1", "0.01"], ["0.1", "0.0316227766017"], ["0.2", "0.01"], ["0.2", "0.0316227766017"],
      ])
  }

  @Test("points of a Latin hypercube stand in every stratum; Sobol and Halton as by hand")
  func samples() throws {
    let factors = """
      factors:
        - {key: parameters.taper.perYear, range: [0, 1]}
        - {key: parameters.overdose.perYear, range: [0.1, 0.2]}
      """
    let cube = try rows("design: {kind: latinHypercube, points: 10, seed: 4}\n" + factors)
    for axis in 0..<2 {
      let strata = cube.map { row -> Int in
        let value = Double(row[axis])!
        return Int(axis == 0 ? value * 10 : (value - 0.1) * 100)
      }
      #expect(strata.sorted() == Array(0..<10))
    }
    // Sobol': 1/2, then 3/4 and 1/4; Halton: bases 2 and 3.
    let sobol = try rows("design: {kind: sobol, points: 3}\n" + factors)
    #expect(sobol == [["0.5", "0.15"], ["0.75", "0.125"], ["0.25", "0.175"]])
    let halton = try rows("design: {kind: halton, points: 2}\n" + factors)
    #expect(halton == [["0.5", "0.133333333333"], ["0.25", "0.166666666667"]])
    let short = try rows("design: {kind: random, points: 5, seed: 1}\n" + factors)
    let long = try rows("design: {kind: random, points: 9, seed: 1}\n" + factors)
    #expect(Array(long.prefix(5)) == short)
  }

  @Test("a factor may take the distribution of the evidence")
  func evidence() throws {
    // population.male is beta(173.5, 139.1), whose median is 0.5552 (R: qbeta(0.5, 173.5, 139.1)).
    let found = try rows(
      """
      design: {kind: sobol, points: 1}
      factors: [{key: parameters.population.male, distribution: evidence}]
      """)
    #expect(abs(Double(found[0][0])! - 0.5552) < 0.0002)
  }

  @Test("rows may come from a list or a CSV file")
  func given() throws {
    let list = try rows(
      """
      design: {kind: list}
      rows:
        - {parameters.taper.perYear: 0.1, "communities[0].resources.otpPlaces": unlimited}
        - {"communities[0].resources.otpPlaces": 7, parameters.taper.perYear: 0.2}
      """)
    #expect(list == [["0.1", "unlimited"], ["0.2", "7"]])
    let csv = try read(
      "title: T\nscenario: three-counties\ndesign: {kind: csv, file: d.csv}\n",
      csv: "parameters.taper.perYear,run.horizonDays\n0.1,100\n0.2,200\n")
    #expect(csv.rows == [["0.1", "100"], ["0.2", "200"]])
  }

  @Test("all that is wrong is told at once, each with its place")
  func faults() throws {
    let text = """
      title: T
      scenario: three-counties
      strategies: [bass]
      metrics: [overdosis, retention.methadone.day99999]
      seeds: 4
      design: {kind: grid, points: 4}
      factors:
        - {key: parameters.taper.perYaer, values: [1]}
        - {key: run.seed, values: [1]}
        - {key: parameters.taper.perYear, range: [2, 1], levels: 3}
        - {key: parameters.overdose.perYear, range: [0, 1], levels: 3, scale: log}
        - {key: parameters.seek.severeRatio, range: [1, 2]}
        - {key: parameters.seek.noPhoneRatio}
      constraints: ["a < 3", "x"]

      """
    let error = #expect(throws: Faults.self) { try read(text) }
    let found = try #require(error).faults.map { "\($0.line ?? 0):\($0.path)" }
    #expect(
      found == [
        "3:strategies", "3:strategies[0]", "4:metrics[0]", "4:metrics[1]", "5:seeds",
        "6:design.points",
        "9:factors[1].key", "10:factors[2].range", "11:factors[3].range", "12:factors[4]",
        "13:factors[5]", "14:constraints[0]", "14:constraints[1]",
      ], "\(error.map { "\($0)" } ?? "")")
    let unknown = #expect(throws: Faults.self) {
      try rows("design: {kind: grid}\nfactors: [{key: parameters.taper.perYaer, values: [1]}]\n")
    }
    #expect(
      unknown?.faults.first?.message.contains("Did you mean 'taper.perYear'?") == true,
      "\(unknown.map { "\($0)" } ?? "")")
  }

  @Test("the shipped sweeps can be read", arguments: BuiltIn.sweeps)
  func shipped(name: String) throws {
    let sweep = try SweepFile.read(name)
    #expect(!sweep.rows.isEmpty)
    let plan = Sweep(sweep, output: "nowhere", command: [])
    #expect(try plan.check(threads: 2).impossible == 0)
  }

  @Test("shares hold every run once, however many there are, and keep it when the sweep grows")
  func shares() {
    for count in [1, 2, 7, 64] {
      for row in 0..<20 {
        for replication in 0..<9 {
          let owners = (1...count).filter {
            SweepShard(index: $0, count: count)!.holds(
              row: row, replication: replication, chunk: 4)
          }
          #expect(owners.count == 1)
        }
      }
    }
    #expect(SweepShard("3/8") == SweepShard(index: 3, count: 8))
    for text in ["0/8", "9/8", "3", "3/", "/8", "3/8/1", "a/b", "-1/8"] {
      #expect(SweepShard(text) == nil)
    }
  }

  @Test("CRC-32 is that of ISO 3309; a flattened scenario reads back to the same")
  func texts() throws {
    // The check value of the catalogue of parametrised CRC algorithms.
    #expect(String(decoding: CRC32.hex(of: Array("123456789".utf8)), as: UTF8.self) == "cbf43926")
    for name in BuiltIn.scenarios where !name.hasPrefix("trials/") {
      let collector = FaultCollector()
      let tree = try #require(ScenarioSource(collector: collector).load(name))
      let text = YAMLText.document(tree)
      let again = try ScenarioReader.read(text: text, file: "\(name).yaml")
      let first = try ScenarioReader.read(path: name)
      let isSame = again.resolvedYAML == first.resolvedYAML
      #expect(isSame, "\(name)")
    }
  }

  @Test("a way through lists sets one element, a named one, or all")
  func keyPaths() throws {
    func population(_ key: String) throws -> [Int] {
      try ScenarioReader.read(
        path: "three-counties", overrides: [ScenarioOverride(key: key, value: "77")]
      ).model.communities.map(\.population)
    }
    #expect(try population("communities[1].population") == [11000, 77, 3000])
    #expect(try population("communities[Pine Ridge].population") == [11000, 6000, 77])
    #expect(try population("communities[*].population") == [77, 77, 77])
    for (key, text) in [
      ("communities[9].population", "Give a number from 0 to 2, or *"),
      ("communities[Pine].population", "or a name: Harbor City, Lakeside, Pine Ridge."),
      ("communities[1.population", "no way through a file"), ("title[0]", "no list"),
    ] {
      let error = #expect(throws: Faults.self) { try population(key) }
      #expect(error?.description.contains(text) == true, "\(error.map { "\($0)" } ?? "")")
    }
  }
}
