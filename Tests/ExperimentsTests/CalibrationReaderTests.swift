import Testing

@testable import Experiments

@Suite("Calibration files") struct CalibrationReaderTests {
  /// The faults of a calibration, without the folder.
  private func faults(_ text: String) throws -> [String] {
    let folder = try CalibrationFixtures.folder(text)
    do throws(Faults) {
      _ = try CalibrationReader.read(path: folder.path + "/fit.yaml")
      return []
    } catch {
      return error.faults.map { $0.description.replacing(folder.path + "/", with: "") }
    }
  }

  private func changed(_ old: String, _ new: String) -> String {
    CalibrationFixtures.calibration.replacing(old, with: new)
  }

  @Test("A file with its defaults; only targets for calibration are taken")
  func defaults() throws {
    let folder = try CalibrationFixtures.folder()
    let file = try CalibrationReader.read(path: folder.path + "/fit.yaml")
    #expect(file.name == "fit")
    #expect(file.date == "2026-11-21")
    #expect(file.targets.map(\.name) == ["deaths", "seeking"])
    #expect(file.parameters.map(\.origin) == [.evidence, .bounds])
    #expect(file.parameters[1].input.range == 0.5...8)
    #expect(file.method.design == .latinHypercube)
    #expect(file.method.tolerance == 0.02)
    #expect(file.inputs.count == 2)
    #expect(file.defaultOutput == "Output/calibration/fit")
  }

  @Test("A held-back target is refused at its line")
  func heldBack() throws {
    let text = changed("{file: targets.yaml}", "{file: targets.yaml, names: [deaths, kept]}")
    #expect(
      try faults(text) == [
        "fit.yaml:7:42: error: targets[0].names[1]: 'kept' is held back for validation, so nothing "
          + "may be fitted to it. Name a target with the use calibration."
      ])
  }

  @Test("Unknown targets, targets named twice, no targets at all")
  func targets() throws {
    let unknown = changed("{file: targets.yaml}", "{file: targets.yaml, names: [death]}")
    #expect(try faults(unknown)[0].contains("there is no target 'death'. Did you mean 'deaths'?"))
    let twice = changed("{file: targets.yaml}", "{file: targets.yaml}\n  - {file: targets.yaml}")
    #expect(try faults(twice)[0].contains("'deaths' is the name of an earlier target."))
    let none = changed("{file: targets.yaml}", "{file: targets.yaml, names: []}")
    #expect(try faults(none)[0].contains("no target has the use calibration"))
  }

  @Test(
    "Parameters and priors that cannot be",
    arguments: [
      ("overdose.perYear: evidence", "overdose.perYeer: evidence", "unknown parameter"),
      ("evidence", "evidense", "'evidense' is not allowed"),
      ("[0.5, 8]", "[8, 0.5]", "Write [lower, upper]"),
      ("[0.5, 8]", "[2, 2]", "give two different numbers in 0.1...40"),
      ("[0.5, 8]", "[0.01, 8]", "give two different numbers in 0.1...40"),
      ("{bounds: [0.5, 8]}", "{distribution: {fixed: []}}", "a fixed parameter cannot be fitted"),
      ("{bounds: [0.5, 8]}", "{distribution: {uniform: [50, 60]}}", "nothing of the distribution"),
      ("{bounds: [0.5, 8]}", "{}", "give a distribution or bounds"),
      ("overdose.perYear", "population.race.black", "a part of a whole cannot be fitted alone"),
      ("points: 24", "points: 20, batches: 2", "unknown key. Did you mean 'batch'?"),
      ("batch: 12", "batch: 30", "24 first points are fewer than a batch of 30"),
      ("date: 2026-11-21", "date: tomorrow", "date"),
    ])
  func parameters(_ old: String, _ new: String, _ message: String) throws {
    let found = try faults(changed(old, new))
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }
}
