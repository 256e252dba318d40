internal import CAllocationCount

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Memory of this process, as its allocator and its kernel report it.
enum HeapUse {
  /// Largest resident set so far, in bytes.
  static var peakBytes: Int {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #endif
  }

  /// Blocks allocated so far, those that were freed included; nil where nobody counts (glibc only).
  static var allocations: Int? {
    let count = allocation_count()
    return count < 0 ? nil : Int(count)
  }

  /// Blocks allocated since an earlier count.
  static func allocations(since earlier: Int?) -> Int? {
    guard let earlier, let now = allocations else { return nil }
    return now - earlier
  }
}
