import Foundation
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Scenarios that extend others")
struct ScenarioExtendsTests {
  private func read(_ folder: TemporaryFolder, _ name: String) throws -> Scenario {
    let path = folder.path + "/" + name
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try scenario(text, file: path)
  }

  private func faults(_ folder: TemporaryFolder, _ name: String) -> [String] {
    do {
      _ = try read(folder, name)
      return []
    } catch let faults as Faults {
      return faults.faults.map { $0.description.replacing(folder.path + "/", with: "") }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("Mappings are merged by key; lists and single parameters are replaced")
  func merging() throws {
    let base = """
      title: Base
      communities: [{name: a, population: 1}, {name: b, population: 2}]
      run: {horizonDays: 100, seed: 7, replications: 2}
      parameters:
        population.male: {value: 0.5, note: old}
        dropout.shape.methadone: 0.5
      outputs: {strata: [sex], events: true}
      """
    let child = """
      title: Child
      extends: base.yaml
      run: {horizonYears: 1, seed: 8}
      parameters: {population.male: {value: 0.4}}
      outputs: {strata: [race]}
      """
    let folder = try TemporaryFolder(["base.yaml": base, "x/child.yaml": child])
    try folder.write(
      Data(child.replacing("base.yaml", with: "../base.yaml").utf8), to: "x/child.yaml")
    let merged = try read(folder, "x/child.yaml")
    #expect(merged.title == "Child")
    #expect(merged.model.communities.map(\.name) == ["a", "b"])
    #expect(merged.model.horizonDays == 365.25)
    #expect(merged.run == RunPlan(replications: 2, seed: 8))
    #expect(merged.model.communities[0].parameters["population.male"] == 0.4)
    #expect(merged.model.communities[0].parameters["dropout.shape.methadone"] == 0.5)
    #expect(merged.model.stratifications == [.race])
    #expect(merged.outputs.events)
    #expect(!merged.resolvedYAML.contains("\"old"))
  }

  @Test("A fault is told in the file that holds it")
  func faultInParent() throws {
    let folder = try TemporaryFolder([
      "base.yaml": "title: Base\nrun: {horizonDays: none}\n",
      "child.yaml": "extends: base.yaml\ncommunities: [{name: a, population: 0}]\n",
    ])
    #expect(
      faults(folder, "child.yaml") == [
        "child.yaml:2:37: error: communities[0].population: 0 is outside 1...100000000.",
        "base.yaml:2:20: error: run.horizonDays: none is not a number.",
      ])
  }

  @Test("A circle is refused")
  func circle() throws {
    let folder = try TemporaryFolder([
      "a.yaml": "extends: b.yaml\n", "b.yaml": "extends: ./a.yaml\n", "c.yaml": "extends: c.yaml\n",
    ])
    #expect(
      faults(folder, "a.yaml") == [
        "b.yaml:1:10: error: extends: './a.yaml' extends this scenario in turn. Break the circle."
      ])
    #expect(
      faults(folder, "c.yaml") == [
        "c.yaml:1:10: error: extends: 'c.yaml' extends this scenario in turn. Break the circle."
      ])
  }

  @Test("A circle through a link is refused too")
  func circleThroughLink() throws {
    let folder = try TemporaryFolder(["a.yaml": "extends: x/a.yaml\n"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/x", withDestinationPath: folder.path)
    #expect(
      faults(folder, "a.yaml") == [
        "a.yaml:1:10: error: extends: 'x/a.yaml' extends this scenario in turn. Break the circle."
      ])
  }

  @Test("A file may extend a shipped scenario by its name or by a path to its folder")
  func shipped() throws {
    for name in ["three-counties", "Scenarios/three-counties.yaml"] {
      let folder = try TemporaryFolder([
        "a.yaml": "extends: \(name)\nrun: {horizonDays: 30}\nstartDate: 2025-12-01\n"
      ])
      let read = try ScenarioReader.read(path: folder.path + "/a.yaml")
      #expect(read.name == "a")
      #expect(read.model.horizonDays == 30)
      #expect(read.model.communities.count == 3)
    }
  }

  @Test("A missing file is told where it is named, with the shipped scenarios")
  func missing() throws {
    let folder = try TemporaryFolder(["a.yaml": "title: t\nextends: masachusetts\n"])
    let found = faults(folder, "a.yaml")
    #expect(
      found == [
        "a.yaml:2:10: error: extends: there is no file 'masachusetts'. Did you mean "
          + "'massachusetts'? Shipped scenarios: \(BuiltIn.scenarios.joined(separator: ", "))."
      ])
    let faults = #expect(throws: Faults.self) { try ScenarioReader.read(path: "none.yaml") }
    #expect(
      faults?.description
        == "none.yaml: error: there is no file 'none.yaml'. Shipped scenarios: "
        + "\(BuiltIn.scenarios.joined(separator: ", ")).")
  }

  @Test("Files that are no text in UTF-8 are told with the place")
  func encodings() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data("title: caf".utf8) + Data([0xE9, 0x0A]), to: "latin.yaml")
    try folder.write(Data("a: 1\nb: é".utf8) + Data([0xFF]), to: "broken.yaml")
    func fault(_ path: String) -> String {
      do {
        _ = try ScenarioReader.read(path: path)
        return ""
      } catch {
        return error.description.replacing(folder.path, with: "")
      }
    }
    #expect(
      fault(folder.path + "/latin.yaml")
        == "/latin.yaml:1:11: error: the text is not UTF-8. Save the file as UTF-8.")
    #expect(
      fault(folder.path + "/broken.yaml")
        == "/broken.yaml:2:5: error: the text is not UTF-8. Save the file as UTF-8.")
    #expect(fault(folder.path) == ": error: '' is a folder. Name a file in it.")
  }

  @Test("A byte-order mark and Windows ends of line are read")
  func windows() throws {
    let folder = try TemporaryFolder()
    let text = smallScenario.replacing("\n", with: "\r\n")
    try folder.write(Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), to: "w.yaml")
    let collector = FaultCollector()
    let decoded = InputFile.text(
      at: folder.path + "/w.yaml", blame: Place(file: "w"), blamePath: "", collector: collector)
    #expect(try scenario(decoded ?? "").title == "Small")
  }
}
