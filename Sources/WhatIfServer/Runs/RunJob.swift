import Experiments

/// A run on its way from the queue to the shelf of finished runs.
struct RunJob {
  /// Where a run stands.
  enum State {
    case queued, running, finished
  }

  let setting: WhatIfSetting
  var state = State.queued
  /// Stops what is being computed.
  var cancellation = Cancellation()
  /// What was told last.
  var latest: RunEvent?
  /// The newest result; kept for downloads.
  var result: WhatIfResult?
  var watchers: [Int: AsyncStream<RunEvent>.Continuation] = [:]
  var hadWatchers = false
  /// When somebody last asked for it, or left.
  var touched: ContinuousClock.Instant

  /// Tells all watchers, and remembers.
  mutating func tell(_ event: RunEvent) {
    latest = event
    for watcher in watchers.values { watcher.yield(event) }
  }

  /// Ends all streams.
  mutating func dismiss() {
    for watcher in watchers.values { watcher.finish() }
    watchers = [:]
  }
}
