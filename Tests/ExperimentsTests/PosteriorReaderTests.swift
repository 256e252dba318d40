import Foundation
import Testing

@testable import Experiments

@Suite("Files of joint draws")
struct PosteriorReaderTests {
  private static let policies = """
    title: One place and a policy
    communities:
      - {name: Ash, population: 300}
    run: {horizonYears: 1, seed: 5}
    strategies:
      - {name: remote, policies: [telehealth]}

    """

  private func read(_ csv: String, for scenario: Scenario) throws(Faults) -> PosteriorDraws? {
    let collector = FaultCollector()
    let file = InputDigest(name: "p.csv", sha256: "0")
    let draws = PosteriorReader.read(csv, from: file, for: scenario, collector: collector)
    try collector.throwIfAny()
    return draws
  }

  /// What is wrong with a file, one text each; fails the test where nothing is.
  private func faults(
    _ csv: String, for scenario: Scenario, sourceLocation: SourceLocation = #_sourceLocation
  ) -> [String] {
    do throws(Faults) {
      _ = try read(csv, for: scenario)
      Issue.record("read without a fault", sourceLocation: sourceLocation)
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  @Test("Columns are inputs in the order of the file, rows are draws; their number is not read")
  func sound() throws {
    let csv = "dropout.shape.methadone,draw,population.male\r\n0.7,1,0.25\r\n1e-1,x,1\r\n"
    let draws = try #require(try read(csv, for: scenario(smallScenario)))
    #expect(draws.inputs.map(\.key) == ["dropout.shape.methadone", "population.male"])
    #expect(draws.inputs.map(\.range) == [0.1...3, 0...1])
    #expect(draws.rows == [[0.7, 0.25], [0.1, 1]])
    #expect(draws.words == "2 inputs together from p.csv (2 rows)")
  }

  @Test("Everything that is wrong is told at once, with its place")
  func everything() throws {
    let csv = """
      draw,population.male,population.mail,population.male,dropout.shape.methadone
      1,0.5,1,0.5,0.7
      2,x,1,0.5
      3,1.5,1,nan,
      4,-0.1,1,1e999,"0,7"

      """
    #expect(
      faults(csv, for: try scenario(smallScenario)) == [
        "p.csv:1:22: error: population.mail: unknown parameter. Did you mean 'population.male'? "
          + "All keys: moudsim parameters.",
        "p.csv:1:38: error: the column 'population.male' is given twice. Rename one.",
        "p.csv:3:1: error: 4 cells. Expected 5 cells, as in the header.",
        "p.csv:4:3: error: population.male: 1.5 is outside 0...1.",
        "p.csv:4:9: error: population.male: 'nan' is not a number. Only finite numbers are allowed.",
        "p.csv:4:13: error: dropout.shape.methadone: the cell is empty. Give a number.",
        "p.csv:5:3: error: population.male: -0.1 is outside 0...1.",
        "p.csv:5:10: error: population.male: '1e999' is not a number. It is too large for a number.",
        "p.csv:5:16: error: dropout.shape.methadone: '0,7' is not a number. Write digits with a "
          + "decimal point only, like 1250.5 or 0.5.",
      ])
  }

  @Test(
    "Broken tables are told with their place",
    arguments: [
      ("", "p.csv:1:1: error: the file has no header row."),
      ("draw,population.male\n", "p.csv:1:1: error: there are no rows below the header."),
      (
        "draw\n1\n", "p.csv:1:1: error: no column is an input. Name columns by keys of parameters."
      ),
      (
        "draw;population.male\n1;0.5\n",
        "p.csv:1:1: error: the header is one cell. Separate cells by commas."
      ),
      ("population.male,\n0.5,1\n", "p.csv:1:17: error: a column has no name."),
      (
        "draw,population.male\n1,\"0.5\n2,0.5\n",
        "p.csv:2:3: error: a quote is opened here and never closed."
      ),
      (
        "population.male\nabc\n",
        "p.csv:2:1: error: population.male: 'abc' is not a number."
      ),
    ])
  func broken(csv: String, expected: String) throws {
    #expect(faults(csv, for: try scenario(smallScenario)) == [expected])
  }

  @Test("A parameter that no community takes is a fault, one that some take is not")
  func notTaken() throws {
    let csv = "population.male\n0.5\n"
    let own = "{name: Town, population: 100, parameters: {population.male: 0.4}}"
    let text = "title: t\nrun: {horizonDays: 365}\ncommunities:\n  - \(own)\n"
    #expect(
      faults(csv, for: try scenario(text)) == [
        "p.csv:1:1: error: population.male: the scenario does not take it: every community has a "
          + "number of its own. Delete the column, or those numbers."
      ])
    let mixed = try scenario(text + "  - {name: Village, population: 100}\n")
    #expect(try read(csv, for: mixed)?.rows == [[0.5]])
  }

  @Test("Fentanyl's share is not taken where the scenario has a schedule of it")
  func supply() throws {
    let csv = "supply.fentanylShare\n0.5\n"
    #expect(try read(csv, for: scenario(smallScenario))?.rows == [[0.5]])
    let set = try scenario(small("supply: {fentanylShare: 0.3}"))
    #expect(faults(csv, for: set).map { $0.contains("the scenario does not take it") } == [true])
  }

  @Test("An input that the scenario correlates with others is a fault")
  func correlated() throws {
    let inputs = "[population.male, dropout.shape.methadone]"
    let set = try scenario(
      small("uncertainty: {correlated: [{inputs: \(inputs), correlation: 0.5}]}"))
    #expect(
      faults("draw,population.male\n1,0.5\n", for: set) == [
        "p.csv:1:6: error: population.male: the scenario correlates it with other inputs "
          + "(uncertainty.correlated). Take it out there, or delete the column."
      ])
  }

  @Test("Parts of a whole must sum to 1 in every row")
  func shares() throws {
    let csv = "population.race.white,population.race.black\n0.7,0.3\n0.6,0.5\n"
    #expect(
      faults(csv, for: try scenario(smallScenario)) == [
        "p.csv:3:5: error: population.race.black: population.race.* must sum to 1 and sums to 1.1: "
          + "white 0.6, black 0.5."
      ])
  }

  @Test("Effects of policies may be columns; prices, settings and effects below the floor may not")
  func effects() throws {
    let read = try ScenarioReader.read(text: Self.policies, file: "s.yaml")
    let effect = "policy.telehealth.dropoutHazard\n0.45\n"
    #expect(try self.read(effect, for: read)?.rows == [[0.45]])
    // Retention among the controls, a share: the measure has no such number.
    #expect(
      faults("policy.telehealth.dropoutHazard\n1.5\n", for: read).map { $0.prefix(12) } == [
        "p.csv:2:1: e"
      ])
    let strict = try ScenarioReader.read(
      text: Self.policies, file: "s.yaml",
      overrides: [ScenarioOverride(key: "run.evidenceFloor", value: "B")])
    for (csv, scenario) in [(effect, strict), ("policy.telehealth.uptake\n0.5\n", read)] {
      #expect(
        faults(csv, for: scenario).map { $0.contains("the scenario draws no such input") } == [true]
      )
    }
    #expect(
      faults("policy.telehealth.dropoutHazrd\n1\n", for: read).map {
        $0.contains("Did you mean 'policy.telehealth.dropoutHazard'?")
      } == [true])
  }

  @Test("More than twenty faults are counted, not listed: the first ones are")
  func many() throws {
    let csv = "population.male\n" + String(repeating: "x\n", count: 29) + "x,1\n"
    let found = faults(csv, for: try scenario(smallScenario))
    #expect(found.count == 21)
    #expect(found.contains("p.csv: error: 10 more faults in this file."))
    #expect(found.contains("p.csv:21:1: error: population.male: 'x' is not a number."))
    #expect(!found.contains { $0.contains("2 cells") })
  }

  @Test("A file is told by the hash of its bytes; what cannot be read, by its place")
  func files() throws {
    let small = try scenario(smallScenario)
    let csv = "\u{FEFF}population.male\n0.5\n"
    let folder = try TemporaryFolder(["p.csv": csv])
    let path = folder.path + "/p.csv"
    let draws = try PosteriorReader.read(path: path, for: small)
    #expect(draws.file == InputDigest(name: path, sha256: SHA256.hex(of: csv)))
    #expect(draws.rows == [[0.5]])

    try folder.write(Data("population.male\n0.".utf8) + Data([0xC3, 0x28]), to: "p.csv")
    #expect {
      try PosteriorReader.read(path: path, for: small)
    } throws: {
      "\($0)" == "\(path):2:3: error: the text is not UTF-8. Save the file as UTF-8."
    }
    #expect {
      try PosteriorReader.read(path: "/nowhere/p.csv", for: small)
    } throws: {
      "\($0)" == "--posterior /nowhere/p.csv: error: there is no file '/nowhere/p.csv'."
    }
  }
}
