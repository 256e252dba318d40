internal import Foundation

/// A share of a sweep: number `index` of `count`, counted from 1.
public struct SweepShard: Sendable, Equatable, CustomStringConvertible {
  /// Which share, 1...`count`.
  public let index: Int
  /// How many shares there are.
  public let count: Int

  /// Everything in one share.
  public static let whole = SweepShard(index: 1, count: 1)!

  /// The largest number of shares.
  public static let most = 100_000

  /// Names a share; nil where there is no such.
  public init?(index: Int, count: Int) {
    guard (1...Self.most).contains(count), (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `3/8`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1] else { return nil }
    self.init(index: index, count: count)
  }

  /// The share of a task of a Slurm array; nil outside of one.
  ///
  /// - Parameters:
  ///   - given: the environment; nil for that of the process.
  /// - Throws: `Faults` where the array's numbers leave gaps, so that shares would be left out.
  public static func ofArrayTask(_ given: [String: String]? = nil) throws(Faults) -> SweepShard? {
    let environment = given ?? ProcessInfo.processInfo.environment
    guard let task = environment["SLURM_ARRAY_TASK_ID"].flatMap({ Int($0) }) else { return nil }
    func number(_ name: String) -> Int? {
      environment["SLURM_ARRAY_TASK_" + name].flatMap { Int($0) }
    }
    if let count = number("COUNT"), let first = number("MIN"), let last = number("MAX"),
      last - first + 1 == count, let shard = SweepShard(index: task - first + 1, count: count)
    {
      return shard
    }
    throw Faults([
      Fault(
        file: "SLURM_ARRAY_TASK_ID=\(task)", path: "",
        message: "the array's tasks do not follow each other without gaps, so their number says "
          + "nothing about shards. Give --shard <i>/<n>.")
    ])
  }

  /// Whether a row's replication belongs to the share; rows and replications count from 0.
  ///
  /// Nothing changes places when rows or replications are added.
  func holds(row: Int, replication: Int, chunk: Int) -> Bool {
    (row + replication / chunk) % count == index - 1
  }

  /// `3/8`.
  public var description: String { "\(index)/\(count)" }
}
