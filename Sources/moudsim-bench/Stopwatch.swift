#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Seconds since it was made: of the wall, and of this thread's processor time.
struct Stopwatch {
  private let startWall = Self.seconds(CLOCK_MONOTONIC)
  private let startCPU = Self.seconds(CLOCK_THREAD_CPUTIME_ID)

  var wall: Double { Self.seconds(CLOCK_MONOTONIC) - startWall }
  var cpu: Double { Self.seconds(CLOCK_THREAD_CPUTIME_ID) - startCPU }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
