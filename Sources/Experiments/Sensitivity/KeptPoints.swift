/// How much of a sensitivity analysis is kept, so that it needs no second simulation.
public struct KeptPoints: Sendable, Equatable {
  /// Points of which all replications are finished.
  public let whole: Int
  /// Finished replications of other points.
  public let others: Int

  /// So many points.
  init(whole: Int, others: Int) {
    self.whole = whole
    self.others = others
  }

  /// Counts the results in a log whose keys are a point's and then the replication.
  init(_ log: ResultLog, replications: Int) {
    let counts = Dictionary(grouping: log.points) { $0.dropLast() }.values.map(\.count)
    whole = counts.count { $0 == replications }
    others = counts.reduce(0) { $0 + ($1 == replications ? 0 : $1) }
  }

  /// Whether nothing is kept.
  public var isEmpty: Bool { whole == 0 && others == 0 }

  /// The numbers in words.
  public var text: String {
    let points = "\(whole) point\(whole == 1 ? "" : "s")"
    guard others > 0 else { return points }
    return "\(points) and \(others) replication\(others == 1 ? "" : "s") of others"
  }
}
