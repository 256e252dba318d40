internal import Foundation

/// The files of a sweep's folder.
struct SweepPaths: Sendable {
  let folder: String

  var manifest: String { "\(folder)/manifest.json" }
  var design: String { "\(folder)/design.csv" }
  var scenario: String { "\(folder)/scenario.yaml" }
  var sweep: String { "\(folder)/sweep.yaml" }
  var parts: String { "\(folder)/parts" }
  var results: String { "\(folder)/results.csv" }
  var failures: String { "\(folder)/failures.csv" }
  var slurm: String { "\(folder)/slurm" }

  /// A shard's file when it is finished.
  func part(_ shard: SweepShard) -> String { "\(parts)/\(shard.index)-of-\(shard.count).part" }

  /// A shard's file while it is being written, or where it was stopped.
  func writing(_ shard: SweepShard) -> String { part(shard) + ".writing" }

  /// A file of the folder `parts` and the shard that it holds.
  struct PartName: Sendable, Comparable {
    var path: String
    var shard: SweepShard
    var isFinished: Bool

    static func < (left: PartName, right: PartName) -> Bool {
      (left.shard.count, left.shard.index, left.isFinished ? 0 : 1)
        < (right.shard.count, right.shard.index, right.isFinished ? 0 : 1)
    }
  }

  /// The part files that there are, in order.
  var partNames: [PartName] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parts)) ?? []
    return names.compactMap { name -> PartName? in
      let isFinished = name.hasSuffix(".part")
      guard isFinished || name.hasSuffix(".part.writing") else { return nil }
      let numbers = name.prefix { $0 != "." }.split(separator: "-")
      guard numbers.count == 3, numbers[1] == "of", let index = Int(numbers[0]),
        let count = Int(numbers[2]), let shard = SweepShard(index: index, count: count)
      else { return nil }
      return PartName(path: "\(parts)/\(name)", shard: shard, isFinished: isFinished)
    }.sorted()
  }
}
