internal import Foundation

/// Long computations away from the threads that answer requests.
enum BackgroundWork {
  /// Does some work on a thread of its own and waits for it without blocking.
  static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }
}
