internal import Foundation

/// `manifest.json` of a sweep: what was planned, and by what.
struct SweepManifest: Codable, Sendable {
  var schemaVersion = SweepManifest.schema
  var program = "moudsim"
  var version = ProgramVersion.current
  /// Hash of the parameters that the program carries.
  var parametersSha256 = SweepManifest.builtInHash
  var name: String
  var title: String
  var command: [String]
  var planned: String
  /// As text: a 64-bit number is more than many readers of JSON keep.
  var seed: String
  var replications: Int
  /// Replications of a row that always share a shard.
  var chunk: Int
  var strategies: [String]
  var metrics: [String]
  var form: SweepForm
  var failures: FailureRule
  var columns: [SweepColumn]
  var rows: Int
  /// Hash of the rows' ids.
  var rowsSha256: String
  /// Hash of the scenario with all that it refers to.
  var scenarioSha256: String
  /// Hash of `scenario.yaml` as it stands in the folder.
  var scenarioFileSha256: String
  var inputs: [InputDigest]

  /// Version of the files in a sweep's folder.
  static let schema = 1

  static var builtInHash: String {
    SHA256.hex(of: BuiltIn.digests.map(\.sha256).joined(separator: "\n"))
  }

  /// What every row's id and every part file rests on.
  var basis: String {
    [
      "moudsim \(version)", "parameters \(parametersSha256)", "scenario \(scenarioSha256)",
      "seed \(seed)",
    ].joined(separator: "\n")
  }

  /// Tells part files of this sweep from those of others; rows and replications may be added.
  var identity: String {
    let parts = [basis] + columns.map(\.key) + strategies + metrics
    return SHA256.hex(of: parts.joined(separator: "\n"))
  }

  var units: SweepUnits {
    SweepUnits(rows: rows, strategies: strategies.count, replications: replications)
  }

  mutating func setRows(_ rows: [SweepRow]) {
    self.rows = rows.count
    rowsSha256 = Self.hash(rows)
  }

  static func hash(_ rows: some Sequence<SweepRow>) -> String {
    SHA256.hex(of: rows.map(\.name).joined(separator: "\n"))
  }

  /// The text of the file: keys in alphabetical order.
  var json: String {
    JSONFile.text(of: self)
  }

  /// Reads the file.
  static func read(_ path: String) throws(Faults) -> SweepManifest {
    func fault(_ message: String) -> Faults {
      Faults([Fault(file: path, path: "", message: message)])
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw fault("there is no such file, so this is no sweep. Plan one: moudsim sweep plan.")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let manifest: SweepManifest
    do {
      manifest = try decoder.decode(SweepManifest.self, from: data)
    } catch {
      throw fault("this is no manifest of a sweep. Plan the sweep again.")
    }
    guard manifest.schemaVersion == schema, manifest.version == ProgramVersion.current,
      manifest.parametersSha256 == builtInHash
    else {
      throw fault(
        "the sweep was planned by moudsim \(manifest.version) with other numbers or files than "
          + "this program's, \(ProgramVersion.current). Use that program, or plan it again.")
    }
    return manifest
  }
}
