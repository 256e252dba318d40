internal import CKernel

/// Memory for one record per entity.
///
/// Events visit records in no order. A record therefore begins where a cache line does if its size allows,
/// and millions of them stand on large pages: with small ones each visit would want another entry of the
/// page tables (docs/performance.md).
public enum RecordMemory {
  static var cacheLine: Int { 64 }
  static var largePage: Int { 2 << 20 }
  /// Bytes from which records are put on large pages; below, it makes no difference.
  static var manyBytes: Int { 32 << 20 }

  /// Uninitialised memory for `count` records, to be freed with `deallocate`.
  public static func allocate<Record>(_: Record.Type, count: Int) -> UnsafeMutablePointer<Record> {
    let bytes = max(1, count * MemoryLayout<Record>.stride)
    let areMany = bytes >= manyBytes
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: areMany ? largePage : cacheLine)
    if areMany { ckernel_prefer_large_pages(memory, bytes) }
    return memory.bindMemory(to: Record.self, capacity: count)
  }
}
