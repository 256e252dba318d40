internal import Synchronization

/// Counts evaluations from several threads and reports how far a calibration has come.
final class EvaluationCounter: Sendable {
  private let finished = Mutex(0)
  private let total: Int
  private let report: @Sendable (RunProgress) -> Void

  init(total: Int, report: @escaping @Sendable (RunProgress) -> Void) {
    self.total = total
    self.report = report
  }

  /// Counts one more.
  func count() {
    let now = finished.withLock { finished in
      finished = Swift.min(finished + 1, total)
      return finished
    }
    report(RunProgress(finished: now, total: total))
  }
}
