internal import Foundation

/// `manifest.json`: everything needed to make a run again, and to know whether its files are whole.
struct Manifest: Encodable {
  /// The machine.
  struct Host: Encodable {
    var name = ProcessInfo.processInfo.hostName
    var system = ProcessInfo.processInfo.operatingSystemVersionString
    var processors = ProcessInfo.processInfo.processorCount
  }

  /// `complete`, or `incomplete` for a run that was stopped.
  enum Status: String, Encodable {
    case complete, incomplete
  }

  var schemaVersion = ProgramVersion.outputSchema
  var program = "moudsim"
  var version = ProgramVersion.current
  var sourceCommit: String?
  var status: Status
  var command: [String]
  var host = Host()
  var threads: Int
  var started: String
  var wallSeconds: Double
  var scenario: String
  /// The strategy of a run; nil for a comparison.
  var strategy: String?
  /// The strategies of a comparison, and the one that the others are compared with.
  var strategies: [String]?
  var comparator: String?
  var title: String
  /// As text: a 64-bit number is more than many readers of JSON keep.
  var seed: String
  var generator =
    "Philox4x32-10 (Salmon 2011, doi:10.1145/2063384.2063405), counter-based, 64-bit key"
  var keyLayout =
    "key: leading 64 bits of the Philox block at counter (replication, 1, 0, 0) under the seed; "
    + "counter of a draw: (block, occurrence, patient, community << 8 | process). "
    + "The strategy is part of neither."
  var replicationsPlanned: Int
  var replicationsFinished: Int
  var communities: [String]
  var strata: [String]
  var horizonDays: Double
  var warmUpDays: Double
  var inputs: [InputDigest]
  var outputs: [WrittenFile]

  /// The text of the file: keys in alphabetical order.
  func json() -> String {
    JSONFile.text(of: self)
  }
}
