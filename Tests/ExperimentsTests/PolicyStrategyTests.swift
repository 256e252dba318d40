import DiscreteEvents
import Foundation
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Strategies")
struct PolicyStrategyTests {
  private static let town = """
    title: t
    startDate: 2026-01-01
    run: {horizonDays: 1000, warmUpDays: 100}
    communities:
      - {name: Town, population: 10, resources: {officePlaces: 100}}
      - {name: Village, population: 10, resources: {officePlaces: 10}}

    """

  private func read(_ text: String, file: String = "s.yaml") throws -> Scenario {
    try scenario(Self.town + text, file: file)
  }

  private func faults(_ text: String) -> [String] {
    ExperimentsTests.faults(Self.town + text).map { $0.replacing("s.yaml:", with: "") }
  }

  @Test("A scenario has strategies, its model none; a strategy's model has its policies")
  func names() throws {
    let read = try read(
      """
      strategies:
        - {name: nothing, policies: []}
        - {name: two, title: Two of them, policies: [telehealth, cbt]}
      """)
    #expect(read.model.policies.isEmpty && read.strategy == "base")
    #expect(read.strategies.map(\.name) == ["nothing", "two"])
    #expect(read.strategies.map(\.title) == ["nothing", "Two of them"])
    let chosen = try read.choosing("two")
    #expect(chosen.strategy == "two")
    #expect(chosen.model.policies.map(\.name) == ["telehealth", "cbt"])
    #expect(try read.choosing("base").model.policies.isEmpty)
    let unknown = #expect(throws: UnknownStrategy.self) { try read.choosing("too") }
    #expect(
      unknown?.description
        == "There is no strategy 'too'. Did you mean 'two'? Strategies: base, nothing, two.")
  }

  @Test("Days of a policy count from the start of observation, those of the model from time zero")
  func timing() throws {
    let read = try read(
      """
      strategies:
        - name: a
          policies:
            - telehealth
            - {use: cbt, timing: {start: 2026-02-01, end: 60, rampDays: 5}}
            - {use: exercise, timing: {start: -100}}
      """)
    let timings = read.strategies[0].policies.map(\.timing)
    #expect(timings[0] == Timing(start: 100))
    #expect(timings[1] == Timing(start: 131, end: 160, rampDays: 5))
    #expect(timings[2].start == 0)
  }

  @Test("A use may set uptake, effects, people and score; an effect set by hand is an assumption")
  func settings() throws {
    let read = try read(
      """
      combining: {attenuated: 0.5}
      strategies:
        - name: a
          policies:
            - use: take-home-doses
              as: take-home-town
              uptake: 0.25
              effects: {dropoutHazard: 0.7}
              who: {communities: [Town], ages: [18, 40]}
              targeting: {highRisk: {required: [injects]}, sensitivity: 0.8, specificity: 0.6}
      """)
    let policy = read.strategies[0].policies[0]
    #expect(policy.name == "take-home-town" && policy.reach.uptake == 0.25)
    #expect(policy.effects.map(\.value) == [0.7])
    #expect(policy.reach.who == Eligibility(ages: 18...40, communities: ["Town"]))
    #expect(policy.reach.targeting?.accuracy.specificity == 0.6)
    #expect(read.strategies[0].files[0].effects[0].evidence.grade == .x)
    #expect(try read.choosing("a").model.combining == .attenuated(0.5))
  }

  @Test("The evidence floor takes effects away and leaves the policy")
  func floor() throws {
    let text = "strategies: [{name: a, policies: [take-home-doses, telehealth]}]\n"
    let all = try read(text)
    let good = try scenario(
      (Self.town + text).replacing("warmUpDays: 100", with: "warmUpDays: 100, evidenceFloor: B"))
    #expect(all.evidenceFloor == .x && good.evidenceFloor == .b)
    #expect(all.strategies[0].policies.map(\.effects.count) == [1, 1])
    #expect(good.strategies[0].policies.map(\.effects.count) == [1, 0])
    #expect(good.strategies[0].files.map(\.cost) == all.strategies[0].files.map(\.cost))
  }

  @Test("A factorial has every combination, from none to all")
  func factorial() throws {
    let read = try read("factorial:\n  p: [cbt]\n  q: [exercise, nutrition]\n")
    #expect(read.strategies.map(\.name) == ["none", "p", "q", "p+q"])
    #expect(
      read.strategies.map { $0.policies.map(\.name) } == [
        [], ["cbt"], ["exercise", "nutrition"], ["cbt", "exercise", "nutrition"],
      ])
  }

  @Test("Places change while a policy is in force, where it reaches")
  func resources() throws {
    let read = try read(
      """
      strategies:
        - name: a
          policies:
            - use: prescriber-training-panel-expansion
              timing: {start: 50, end: 80}
              who: {communities: [Town]}
      """)
    let chosen = try read.choosing("a").model.communities
    let places = try #require(chosen[0].capacity[.officePlaces])
    let days = [0.0, 149.9, 150, 179.9, 180]
    #expect(
      days.map { places.value(at: $0) } == [100, 100, 119, 119, 100].map { Capacity.finite($0) })
    #expect(chosen[1].capacity[.officePlaces] == Schedule(.finite(10)))
    #expect(read.model.communities[0].capacity[.officePlaces] == Schedule(.finite(100)))
  }

  @Test("A policy file outside the package is read by its path, relative to the scenario")
  func outside() throws {
    let folder = try TemporaryFolder(["p/own.yaml": smallPolicy])
    let path = folder.path + "/s.yaml"
    let first = try read("strategies: [{name: a, policies: [p/own.yaml]}]\n", file: path)
    #expect(first.strategies[0].policies.map(\.name) == ["small"])
    #expect(first.strategies[0].files[0].path == folder.path + "/p/own.yaml")
    let again = try scenario(first.resolvedYAML, file: "elsewhere/r.yaml")
    #expect(again.strategies[0].policies == first.strategies[0].policies)
    #expect(try PolicyReader.read("Scenarios/policies/cbt.yaml").name == "cbt")
  }

  @Test("A fault in a policy file is told in that file")
  func faultOutside() throws {
    let folder = try TemporaryFolder(["own.yaml": smallPolicy.replacing("0.5", with: "5")])
    let path = folder.path + "/s.yaml"
    let faults = #expect(throws: Faults.self) {
      try read("strategies: [{name: a, policies: [./own.yaml]}]\n", file: path)
    }
    #expect(
      faults?.description.replacing(folder.path, with: "")
        == "/./own.yaml:6:37: error: reach.uptake: 5 is outside 0...1.")
  }

  @Test("A policy of one's own runs without a build")
  func run() throws {
    let folder = try TemporaryFolder([
      "own.yaml": smallPolicy,
      "s.yaml": """
      title: t
      extends: three-counties
      communities: [{name: Town, population: 50}]
      run: {horizonDays: 100, warmUpDays: 0, replications: 1}
      strategies: [{name: mine, policies: [own.yaml]}]
      """,
    ])
    var scenario = try ScenarioReader.read(
      text: try String(contentsOfFile: folder.path + "/s.yaml", encoding: .utf8),
      file: folder.path + "/s.yaml",
      evidence: EvidenceBase(
        parameters: BuiltIn.parameters,
        bibliography: Bibliography(
          BuiltIn.bibliography.entries + SmallEvidence.load().bibliography.entries)))
    scenario = try scenario.choosing("mine")
    let output = folder.path + "/out"
    let ending = try ScenarioRun(scenario, RunRequest(output: output, threads: 1))
      .execute(cancellation: Cancellation())
    #expect(ending.isComplete)
    let rows = try String(contentsOfFile: output + "/outcomes.csv", encoding: .utf8)
      .split(separator: "\n")
    #expect(rows.dropFirst().allSatisfy { $0.hasPrefix("mine,") } && rows.count > 10)
    let manifest = try String(contentsOfFile: output + "/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"strategy\" : \"mine\""))
    #expect(RunRequest.defaultOutput(of: scenario) == "Output/s/mine-seed20261121-r1")
  }

  @Test("Resolved strategies read back to the same, and are then their own resolution")
  func resolved() throws {
    let first = try read(
      """
      combining: strongest
      factorial: {p: [cbt], q: [{use: exercise, as: sport, uptake: 0.1}]}
      strategies:
        - name: a
          policies:
            - {use: telehealth, timing: {start: 2026-02-01, end: 200, halfLifeDays: 90}}
            - use: contingency-management
              effects: {dropoutHazard: 0.9, lapseHazard: 0.8}
              who: {required: [phone], races: [black], uses: [lapse], communities: [Village]}
              targeting:
                highRisk: {excluded: [employed]}
                sensitivity: 0.8
                specificity: 0.7
                byRace: {black: {sensitivity: 0.4, specificity: 0.7}}
      """)
    let second = try scenario(first.resolvedYAML)
    #expect(second.resolvedYAML == first.resolvedYAML)
    #expect(second.strategies.map(\.name) == ["a", "none", "p", "q", "p+q"])
    #expect(second.strategies.map(\.policies) == first.strategies.map(\.policies))
    #expect(second.model.combining == .strongest)
  }

  @Test(
    "Each fault says what was found and what to do",
    arguments: [
      (
        "strategies: [{name: a, policies: [telehealt]}]",
        "7:35: error: strategies[0].policies[0]: there is no policy 'telehealt'. Did you mean "
          + "'telehealth'? Name a shipped policy (moudsim policies lists them), or a file like "
          + "./telehealt.yaml."
      ),
      (
        "strategies: [{name: a, policies: [./none.yaml]}]",
        "7:35: error: strategies[0].policies[0]: there is no file './none.yaml'."
      ),
      (
        "strategies: [{name: base, policies: []}]",
        "7:21: error: strategies[0].name: 'base' is the run without policies. Give another name."
      ),
      (
        "strategies: [{name: a b, policies: []}]",
        "7:21: error: strategies[0].name: 'a b' is no name. Write letters, digits and - _ . + only."
      ),
      (
        "strategies: [{name: a, policies: []}, {name: a, policies: []}]",
        "7:46: error: strategies[1].name: 'a' is the name of an earlier strategy. Give another."
      ),
      (
        "strategies: [{name: a, policies: [cbt, cbt]}]",
        "7:40: error: strategies[0].policies[1]: the policy 'cbt' is used twice. Keep one, or give it "
          + "another name: as."
      ),
      (
        "strategies: [{name: a, policies: [{use: cbt, effects: {seekHazard: 2}}]}]",
        "7:56: error: strategies[0].policies[0].effects.seekHazard: the policy 'cbt' does not move "
          + "it. Allowed here: dropoutHazard, lapseHazard."
      ),
      (
        "strategies: [{name: a, policies: [{use: cbt, who: {communities: [Twon]}}]}]",
        "7:35: error: strategies[0].policies[0]: the policy is limited to 'Twon', which is no "
          + "community of the scenario. Did you mean 'Town'? Communities: Town, Village."
      ),
      (
        "strategies: [{name: a, policies: [{use: cbt, timing: {start: -101}}]}]",
        "7:35: error: strategies[0].policies[0]: the policy would start on day -101, before the run "
          + "begins, at day -100."
      ),
      (
        "strategies: [{name: a, policies: [{use: cbt, timing: {end: 2025-12-31}}]}]",
        "7:35: error: strategies[0].policies[0]: the policy would end on day -1, which is not after "
          + "its start, day 0."
      ),
      (
        "factorial: {a: [cbt], b: [cbt]}",
        "7:12: error: factorial: the policy 'cbt' is in two factors. Give one of them another name: "
          + "as."
      ),
      (
        "factorial: {a: [], b: [], c: [], d: [], e: [], f: [], g: []}",
        "7:12: error: factorial: 7 factors are given. Give 1 to 6."
      ),
      (
        "combining: add",
        "7:12: error: combining: 'add' is not allowed. Allowed here: multiply, strongest."
      ),
      (
        "combining: {attenuated: 2}", "7:25: error: combining.attenuated: 2 is outside 0...1."
      ),
    ])
  func texts(line: String, message: String) {
    #expect(faults(line) == [message])
  }
}
