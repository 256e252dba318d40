#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Memory of this process, as its allocator and its kernel report it.
enum HeapUse {
  /// Largest resident set so far, in megabytes (2^20 bytes).
  static var peakMegabytes: Double {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) / 1_048_576
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Double(usage.ru_maxrss) / 1024
    #endif
  }

  /// Bytes that are allocated now; nil where the C library cannot tell.
  ///
  /// From glibc's `malloc_info`: all memory taken from the system less what is free. Blocks that
  /// are allocated and freed between two calls are not seen.
  static func bytes() -> Int? {
    #if canImport(Glibc)
      typealias Report = @convention(c) (Int32, UnsafeMutablePointer<FILE>) -> Int32
      guard let symbol = dlsym(nil, "malloc_info") else { return nil }
      var text: UnsafeMutablePointer<CChar>?
      var size = 0
      guard let stream = open_memstream(&text, &size) else { return nil }
      let failed = unsafeBitCast(symbol, to: Report.self)(0, stream) != 0
      fclose(stream)
      defer { free(text) }
      guard !failed, let text else { return nil }
      let lines = String(cString: text).split(separator: "\n")
      func last(_ start: String) -> Int {
        let line = lines.last { $0.hasPrefix(start) }
        return line?.split(separator: "\"").compactMap { Int($0) }.last ?? 0
      }
      return last("<system type=\"current\"") + last("<total type=\"mmap\"")
        - last("<total type=\"fast\"") - last("<total type=\"rest\"")
    #else
      return nil
    #endif
  }
}
