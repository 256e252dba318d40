/// The shape of a process in time: its cumulative hazard as a function of elapsed time.
///
/// `cumulative` is the integral of the hazard (events per day) from elapsed time 0; it is 0 at 0 and
/// never falls. Elapsed times are days and not negative. A conforming type gives `cumulative` and
/// `elapsed(reaching:)`; the other requirements have defaults made of these two, and exist so that a
/// shape can answer them without cancellation or with fewer calls of the mathematical library.
public protocol CumulativeHazard: Sendable {
  /// Expected events of the unmodified process from 0 to `elapsed` days.
  func cumulative(_ elapsed: Double) -> Double

  /// The first elapsed time (days) at which `cumulative` reaches a value; infinity if it never does.
  func elapsed(reaching value: Double) -> Double

  /// Cumulative hazard between two elapsed times (days), `start` <= `end`.
  func increment(from start: Double, to end: Double) -> Double

  /// The elapsed time (days), not before `start`, at which `increment` more has accumulated.
  func elapsed(after start: Double, adding increment: Double) -> Double

  /// The elapsed time (days) at which `factor` times as much as between `start` and `end` has
  /// accumulated since `start`: where a planned firing moves when its hazard is divided by `factor`.
  func rescaled(from start: Double, to end: Double, by factor: Double) -> Double
}

extension CumulativeHazard {
  /// The difference of two cumulative hazards.
  @inlinable public func increment(from start: Double, to end: Double) -> Double {
    max(0, cumulative(end) - cumulative(start))
  }

  /// The inverse at the sum.
  @inlinable public func elapsed(after start: Double, adding increment: Double) -> Double {
    max(start, elapsed(reaching: cumulative(start) + increment))
  }

  /// The inverse at the rescaled increment.
  @inlinable public func rescaled(
    from start: Double, to end: Double, by factor: Double
  ) -> Double {
    elapsed(after: start, adding: factor * increment(from: start, to: end))
  }
}
