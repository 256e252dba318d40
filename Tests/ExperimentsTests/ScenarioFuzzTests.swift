import TestSupport
import Testing

@testable import Experiments

@Suite("Damaged scenarios")
struct ScenarioFuzzTests {
  private static let scenarioText = """
    title: "Three: counties" # a comment
    population: {kind: synthetic, open: true}
    startDate: 2026-01-01
    supply: {fentanylShare: {initial: 0.5, changes: [{date: 2027-01-01, value: 0.6}]}}
    parameters:
      population.race.white: 0.5
      population.race.black: 0.5
      dropout.shape.methadone:
        value: 0.6
        note: >-
          folded
          text
        distribution: {beta: [2, 3]}
    priorities: [pregnant, recentOverdose]
    run:
      horizonYears: 5
      warmUpDays: 365.25
      seed: 7
    outputs: {strata: [sex, race], events: false}
    communities:
      - name: Harbor
        population: 1000
        resources:
          otpPlaces: {initial: 30, changes: [{day: 10, value: 40}, {day: 20, value: 50}]}
          officePlaces: unlimited
      - name: Pine
        population: 10
        parameters: {population.male: 0.4}
    references:
      - metric: retention.methadone.day28
        value: 0.9
        interval: [0.8, 0.95]
        source: smith2020

    """

  private func damaged(_ text: String, with generator: inout SplitMix64) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0...Int.random(in: 0..<2, using: &generator) {
      let index = Int.random(in: lines.indices, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0 where lines.count > 1: lines.remove(at: index)
      case 1: lines.insert(lines[index], at: Int.random(in: lines.indices, using: &generator))
      case 2: lines[index] = "  " + lines[index]
      case 3: lines[index] = String(lines[index].dropFirst())
      default: flip(&lines[index], with: &generator)
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test("200 damaged cohort files either read or tell where they are wrong; none crashes")
  func damagedCohort() throws {
    let text = """
      title: t
      run: {horizonDays: 10}
      population:
        kind: cohort
        columns: {id: id, age: age, sex: sex, traits: {injects: iv}}
      """
    let rows = "id,age,sex,iv\n1,30,male,1\n2,,female,\n\"3, \"\"a\"\"\",41.5,,0\n"
    var generator = SplitMix64(seed: 7)
    let evidence = try SmallEvidence.load()
    var readable = 0
    for round in 0..<200 {
      let folder = try TemporaryFolder(["c.csv": damaged(rows, with: &generator)])
      let path = folder.path + "/c.csv"
      do throws(Faults) {
        _ = try ScenarioReader.read(text: text, file: "f.yaml", cohort: path, evidence: evidence)
        readable += 1
      } catch {
        #expect(error.faults.allSatisfy { $0.line != nil }, "round \(round): \(error)")
      }
    }
    #expect((10...190).contains(readable), "\(readable) of 200 could be read")
  }

  private func flip(_ line: inout String, with generator: inout SplitMix64) {
    guard !line.isEmpty else { return }
    let pool = Array("abzAZ019 .,:;-_#'\"[]{}&*!|>%@`?\\\t\u{0}\u{7}\u{FEFF}é😀\r\u{2028}~=<$")
    var characters = Array(line)
    let position = Int.random(in: characters.indices, using: &generator)
    let character = pool.randomElement(using: &generator) ?? "x"
    if Bool.random(using: &generator) {
      characters[position] = character
    } else {
      characters.insert(character, at: position)
    }
    line = String(characters)
  }

  @Test("500 damaged scenarios either read or tell where they are wrong; none crashes")
  func damage() throws {
    var generator = SplitMix64(seed: 20_261_121)
    let evidence = try SmallEvidence.load()
    var readable = 0
    for round in 0..<500 {
      let text = damaged(Self.scenarioText, with: &generator)
      do throws(Faults) {
        let read = try ScenarioReader.read(text: text, file: "f.yaml", evidence: evidence)
        // What was accepted must also survive being written and read again.
        let again = try ScenarioReader.read(
          text: read.resolvedYAML, file: "r.yaml", evidence: evidence)
        #expect(again.resolvedYAML == read.resolvedYAML, "round \(round): \(text)")
        readable += 1
      } catch {
        let placed = error.faults.filter { $0.line != nil && $0.column != nil }
        #expect(placed.count == error.faults.count, "round \(round): \(error)\n\(text)")
        #expect(error.faults.allSatisfy { $0.file == "f.yaml" }, "round \(round): \(error)")
      }
    }
    // Both ways out are taken often: the damage is neither harmless nor always fatal.
    #expect((25...475).contains(readable), "\(readable) of 500 could be read")
  }
}
