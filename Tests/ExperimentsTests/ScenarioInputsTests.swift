import Foundation
import Testing

@testable import Experiments

@Suite("The files that a scenario was read from") struct ScenarioInputsTests {
  private static let child = """
    extends: base.yaml
    population:
      kind: cohort
      cohort: people.csv
      columns: {id: id}

    """
  private static let base = "title: Base\nrun: {horizonDays: 100}\n"
  private static let people = "id\na\nb\n"

  @Test("Its own, what it extends, and the cohort that it names, as they were read")
  func all() throws {
    let folder = try TemporaryFolder([
      "child.yaml": Self.child, "base.yaml": Self.base, "people.csv": Self.people,
    ])
    let read = try ScenarioReader.read(path: folder.path + "/child.yaml")
    #expect(
      read.inputs == [
        InputDigest(name: folder.path + "/child.yaml", sha256: SHA256.hex(of: Self.child)),
        InputDigest(name: folder.path + "/base.yaml", sha256: SHA256.hex(of: Self.base)),
        InputDigest(name: folder.path + "/people.csv", sha256: SHA256.hex(of: Self.people)),
      ])
  }

  @Test("A cohort from the command line takes the place of the scenario's")
  func cohort() throws {
    let folder = try TemporaryFolder([
      "child.yaml": Self.child, "base.yaml": Self.base, "others.csv": "id\nc\n",
    ])
    let read = try ScenarioReader.read(
      path: folder.path + "/child.yaml", cohort: folder.path + "/others.csv")
    #expect(read.inputs.map(\.name).last == folder.path + "/others.csv")
    #expect(read.inputs.count == 3)
  }

  @Test("Shipped scenarios, also below one that extends them")
  func shipped() throws {
    let folder = try TemporaryFolder(["mine.yaml": "extends: three-counties\n"])
    let read = try ScenarioReader.read(path: folder.path + "/mine.yaml")
    let text = try #require(BuiltIn.scenario("three-counties"))
    #expect(
      read.inputs.last
        == InputDigest(
          name: "Scenarios/three-counties.yaml (built in)", sha256: SHA256.hex(of: text)))
    #expect(read.inputs.count == 2)
  }

  @Test("The manifest lists them and the built-in parameters")
  func manifest() throws {
    try RunFixtures.withFolder { folder in
      let files = try TemporaryFolder([
        "child.yaml": Self.child, "base.yaml": Self.base, "people.csv": Self.people,
      ])
      let scenario = try ScenarioReader.read(
        path: files.path + "/child.yaml",
        overrides: [ScenarioOverride(key: "run.replications", value: "1")])
      _ = try ScenarioRun(scenario, RunRequest(output: "\(folder)/run", threads: 1)).execute(
        cancellation: Cancellation())
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/run/manifest.json"))
      let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let inputs = try #require(manifest["inputs"] as? [[String: String]])
      #expect(
        inputs.compactMap { $0["name"] } == [
          files.path + "/child.yaml", files.path + "/base.yaml", files.path + "/people.csv",
          "parameters.yaml (built in)",
        ])
      #expect(inputs[2]["sha256"] == SHA256.hex(of: Self.people))
    }
  }
}
