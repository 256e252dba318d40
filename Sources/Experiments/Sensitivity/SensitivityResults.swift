internal import Statistics

/// What came of a sensitivity analysis.
public struct SensitivityResults: Sendable {
  /// What was analysed.
  public let plan: SensitivityPlan
  /// What was found.
  let finding: Finding

  /// What was found, by kind of question.
  enum Finding: Sendable {
    /// The difference as given, and the inputs by falling swing.
    case oneWay(RunningMoments, [Bar])
    /// Cells of the grid, the second input changing fastest.
    case twoWay([Cell])
    case threshold(SensitivityRange, ThresholdSearch.Answer)
  }

  /// An input of a tornado.
  struct Bar: Sendable {
    let range: SensitivityRange
    /// The difference between strategies at the ends.
    let atLow: RunningMoments
    let atHigh: RunningMoments
    /// The difference at the high end less that at the low end, replication by replication.
    let swing: RunningMoments

    /// The length of the bar.
    var length: Double { abs(swing.mean ?? 0) }
  }

  /// A cell of a two-way grid.
  struct Cell: Sendable {
    let first: Double
    let second: Double
    let difference: RunningMoments
  }

  /// Adds up differences in the order of `SensitivityPlan.points`.
  init(_ plan: SensitivityPlan, _ differences: [[Double?]]) {
    self.plan = plan
    switch plan.question {
    case .oneWay(let ranges):
      let bars = ranges.enumerated().map { index, range in
        let (low, high) = (differences[2 * index + 1], differences[2 * index + 2])
        return Bar(
          range: range, atLow: Self.moments(low), atHigh: Self.moments(high),
          swing: Self.moments(
            zip(low, high).map { low, high in low.flatMap { low in high.map { $0 - low } } }))
      }
      finding = .oneWay(
        Self.moments(differences[0]),
        // Equal bars keep the order of the inputs.
        bars.enumerated().sorted {
          ($0.element.length, $1.offset) > ($1.element.length, $0.offset)
        }.map(\.element))
    case .twoWay(let first, let second, let steps):
      finding = .twoWay(
        first.numbers(steps).enumerated().flatMap { row, one in
          second.numbers(steps).enumerated().map { column, two in
            Cell(
              first: one, second: two,
              difference: Self.moments(differences[row * steps + column]))
          }
        })
    case .threshold: preconditionFailure("a threshold is searched for")
    }
  }

  /// What a search found.
  init(_ plan: SensitivityPlan, _ range: SensitivityRange, _ answer: ThresholdSearch.Answer) {
    self.plan = plan
    finding = .threshold(range, answer)
  }

  /// Moments of the values that are defined.
  static func moments(_ values: [Double?]) -> RunningMoments {
    var moments = RunningMoments()
    for value in values.compactMap(\.self) { moments.add(value) }
    return moments
  }
}
