#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Seconds since it was made: of the wall, and of processor time.
struct Stopwatch {
  /// Whose processor time counts.
  enum Scope {
    case thisThread, allThreads

    fileprivate var clock: clockid_t {
      switch self {
      case .thisThread: CLOCK_THREAD_CPUTIME_ID
      case .allThreads: CLOCK_PROCESS_CPUTIME_ID
      }
    }
  }

  private let scope: Scope
  private let startWall: Double
  private let startCPU: Double

  init(_ scope: Scope = .thisThread) {
    self.scope = scope
    startWall = Self.seconds(CLOCK_MONOTONIC)
    startCPU = Self.seconds(scope.clock)
  }

  var wall: Double { Self.seconds(CLOCK_MONOTONIC) - startWall }
  var cpu: Double { Self.seconds(scope.clock) - startCPU }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
