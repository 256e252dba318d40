/// What differs between groups and what is noise within them, from equally many values in each.
///
/// Analysis of variance with random effects. A component below 0 is what the data say when there is
/// nothing to see; it is reported so. For a group of values from one parameter draw, each value a
/// replication: `between` is parameter uncertainty, the rest Monte Carlo noise (O'Hagan, Stevenson and
/// Madan 2007, doi:10.1002/hec.1199).
public struct VarianceComponents: Hashable, Sendable {
  /// How the values of different groups belong together.
  public enum Design: Hashable, Sendable {
    /// Values are independent between groups: one-way analysis.
    case nested
    /// Value `j` of every group shares random numbers: two-way analysis without interaction.
    case crossed
  }

  /// How the values of different groups belong together.
  public let design: Design
  /// The number of groups, at least 2.
  public let groups: Int
  /// The number of values in each group, at least 2.
  public let replications: Int
  /// The mean of all values.
  public let mean: Double
  /// The variance between groups, that of infinitely many values in each.
  public let between: Double
  /// The variance of what value `j` has in common in all groups; 0 in a nested design.
  public let shared: Double
  /// The variance that is left.
  public let residual: Double
  /// The variance of the mean of all values, as an estimate of the mean of infinitely many.
  public let varianceOfMean: Double

  /// Separates the variance of values given by group and replication.
  public init(_ values: [[Double]], design: Design) {
    let (groups, replications) = (values.count, values.first?.count ?? 0)
    precondition(
      groups > 1 && replications > 1 && values.allSatisfy { $0.count == replications },
      "VarianceComponents: not two groups or more of equally many values, two or more")
    let all = RunningMoments(values.joined())
    guard let mean = all.mean, let variance = all.variance else { preconditionFailure() }
    let (rows, columns) = (Double(groups), Double(replications))
    let total = variance * (rows * columns - 1)
    let rowMeans = values.map { $0.reduce(0, +) / columns }
    let columnMeans = (0..<replications).map { column in
      values.reduce(0) { $0 + $1[column] } / rows
    }
    let betweenRows = columns * Self.squares(rowMeans, about: mean)
    let betweenColumns = rows * Self.squares(columnMeans, about: mean)
    let rowSquare = betweenRows / (rows - 1)
    switch design {
    case .nested:
      residual = (total - betweenRows) / (rows * (columns - 1))
      shared = 0
      varianceOfMean = rowSquare / (rows * columns)
    case .crossed:
      let columnSquare = betweenColumns / (columns - 1)
      residual = (total - betweenRows - betweenColumns) / ((rows - 1) * (columns - 1))
      shared = (columnSquare - residual) / rows
      varianceOfMean = (rowSquare + columnSquare - residual) / (rows * columns)
    }
    between = (rowSquare - residual) / columns
    (self.design, self.groups, self.replications, self.mean) = (design, groups, replications, mean)
  }

  /// The variance of a single value in a group: the Monte Carlo noise of one replication.
  public var noise: Double { shared + residual }

  /// The noise that is left in the mean of a group and differs between groups.
  public var noiseOfGroupMeans: Double { residual / Double(replications) }

  /// The standard error of the mean, or nil where its variance is estimated as negative.
  public var standardErrorOfMean: Double? {
    varianceOfMean >= 0 ? varianceOfMean.squareRoot() : nil
  }

  /// The number of replications for each draw that estimates the mean best for the effort.
  ///
  /// Nil without variance between groups, where one draw would do. In a nested design, sqrt(noise /
  /// between x draw / replication); O'Hagan, Stevenson and Madan (2007), doi:10.1002/hec.1199.
  ///
  /// - Parameters:
  ///   - drawEffort: the effort that a new draw takes before any replication, at least 0.
  ///   - replicationEffort: the effort of a replication in the same unit, above 0.
  public func efficientReplications(
    drawEffort: Double, replicationEffort: Double
  ) -> Double? {
    precondition(
      drawEffort >= 0 && replicationEffort > 0,
      "VarianceComponents: efforts \(drawEffort) and \(replicationEffort)")
    guard between > 0, residual >= 0 else { return nil }
    return max(1, (residual / between * drawEffort / replicationEffort).squareRoot())
  }

  private static func squares(_ values: [Double], about mean: Double) -> Double {
    values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}
