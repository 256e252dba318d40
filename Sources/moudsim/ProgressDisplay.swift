import ArgumentParser
import Experiments
import Synchronization

/// Shows on standard error how far a run has come, its rate, and the time that is left.
final class ProgressDisplay: Sendable {
  /// How progress is shown; never in colour, so NO_COLOR asks for nothing more.
  enum Style: String, ExpressibleByArgument, CaseIterable {
    /// A line now and then.
    case plain
    /// One line that is rewritten.
    case bar
    case none
  }

  private struct State {
    var shown: ContinuousClock.Instant
    var isLineOpen = false
    var hasToldOfStop = false
  }

  private let style: Style
  private let started = ContinuousClock.now
  private let state: Mutex<State>

  init(_ style: Style) {
    self.style = style
    state = Mutex(State(shown: .now))
  }

  /// Least time between two signs of life.
  private var pause: Duration {
    switch style {
    case .plain: .seconds(5)
    case .bar: .milliseconds(100)
    case .none: .zero
    }
  }

  /// Tells of progress, unless that was done a moment ago.
  func show(_ progress: RunProgress) {
    guard style != .none else { return }
    state.withLock { state in
      if Signals.cancellation.isCancelled, !state.hasToldOfStop {
        state.hasToldOfStop = true
        endLine(&state)
        Terminal.message("Stopping after the tasks at hand; Ctrl-C again stops at once.")
      }
      let now = ContinuousClock.now
      guard now - state.shown >= pause else { return }
      state.shown = now
      let line = Self.line(progress, elapsed: now - started)
      switch style {
      case .plain: Terminal.message(line)
      case .bar:
        Terminal.status(Self.bar(progress) + line)
        state.isLineOpen = true
      case .none: break
      }
    }
  }

  /// Leaves the terminal on a fresh line.
  func finish() { state.withLock { endLine(&$0) } }

  private func endLine(_ state: inout State) {
    if state.isLineOpen { Terminal.status("") }
    state.isLineOpen = false
  }

  private static func bar(_ progress: RunProgress) -> String {
    let width = 24
    let done = width * progress.finished / progress.total
    return "[" + String(repeating: "#", count: done)
      + String(repeating: ".", count: width - done) + "] "
  }

  private static func line(_ progress: RunProgress, elapsed: Duration) -> String {
    let seconds = elapsed / .seconds(1)
    let rate = Double(progress.finished) / seconds
    let left = Int((Double(progress.total - progress.finished) / rate).rounded(.up))
    let clock =
      left >= 3600
      ? "\(left / 3600) h \(left / 60 % 60) min"
      : left >= 60
        ? "\(left / 60) min \(left % 60) s"
        : "\(left) s"
    let perSecond = (rate * 10).rounded() / 10
    return "\(progress.finished) of \(progress.total) tasks, "
      + "\(100 * progress.finished / progress.total) %, \(perSecond) a second, \(clock) left"
  }
}
