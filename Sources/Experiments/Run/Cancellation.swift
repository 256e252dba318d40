internal import Synchronization

/// A request to stop at the next task boundary; it may come from any thread or a signal handler.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Makes a request that has not been made yet.
  public init() {}

  /// Asks the run to stop; lock-free, so a signal handler may call it.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Whether somebody asked to stop.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
