public import CKernel

/// The open bucket: the keys of the next stretch of time, in order.
///
/// Up to `sortedLimit` keys stand in descending order, so that the next event is the last element.
/// More than that become a binary min-heap, which keeps a bucket that is far too wide at O(log n).
extension EventQueue {
  /// Opens the next non-empty bucket at or before `limit`; false if there is none.
  @inlinable mutating func openNextBucket(upTo limit: Int) -> Bool {
    var bucket = openBucket
    repeat {
      bucket &+= 1
      if bucket > limit {
        openBucket = max(openBucket, limit)
        return false
      }
    } while heads[bucket] == 0
    openBucket = bucket
    openIsHeap = false
    gather(bucket)
    return true
  }

  /// Moves a bucket's list, in order, into the empty open bucket.
  ///
  /// Works on copies of the fields: stores through pointers would make the compiler reload them.
  @inlinable @inline(__always) mutating func gather(_ bucket: Int) {
    let (nodes, open, pending) = (nodes, open, pending)
    let (records, stride, lines) = (
      recordBase ?? UnsafeRawPointer(pending), recordStride, recordLines
    )
    var node = heads[bucket]
    var free = freeNode
    var count = 0
    heads[bucket] = 0
    while node != 0 && count < Self.sortedLimit {
      let current = nodes + Int(node)
      let key = current.pointee.key
      let next = current.pointee.next
      current.pointee.next = free
      free = node
      node = next
      let entity = Int(truncatingIfNeeded: key & 0xFF_FFFF)
      ckernel_prefetch(pending + entity)
      var record = records + entity &* stride
      for _ in 0..<lines {
        ckernel_prefetch(record)
        record += 64
      }
      var slot = count
      while slot > 0 && open[slot &- 1] < key {
        open[slot] = open[slot &- 1]
        slot &-= 1
      }
      open[slot] = key
      count &+= 1
    }
    // The next list starts with a miss of the cache unless it is asked for now: 4 to 5 %.
    if bucket &+ 1 < bucketCount { ckernel_prefetch(nodes + Int(heads[bucket &+ 1])) }
    openCount = count
    freeNode = free
    if node != 0 { gatherHeap(node) }
  }

  /// Moves the rest of a long list into the open bucket.
  @usableFromInline mutating func gatherHeap(_ first: UInt32) {
    var node = first
    while node != 0 {
      let next = nodes[Int(node)].next
      insertOpenHeap(nodes[Int(node)].key)
      nodes[Int(node)].next = freeNode
      freeNode = node
      node = next
    }
  }

  @inlinable @inline(__always) mutating func insertOpen(_ key: UInt64) {
    if !openIsHeap && openCount < Self.sortedLimit {
      var slot = openCount
      while slot > 0 && open[slot &- 1] < key {
        open[slot] = open[slot &- 1]
        slot &-= 1
      }
      open[slot] = key
      openCount &+= 1
    } else {
      insertOpenHeap(key)
    }
  }

  @inlinable @inline(__always) mutating func dropOpenTop() {
    if openIsHeap { dropOpenHeapTop() } else { openCount &-= 1 }
  }

  @usableFromInline mutating func insertOpenHeap(_ key: UInt64) {
    if !openIsHeap {
      // An ascending array is a min-heap.
      let keys = UnsafeMutableBufferPointer(start: open, count: openCount)
      for slot in 0..<openCount / 2 { keys.swapAt(slot, openCount - 1 - slot) }
      openIsHeap = true
    }
    if openCount == openCapacity { makeRoomInOpen() }
    var slot = openCount
    openCount += 1
    while slot > 0 {
      let parent = (slot - 1) / 2
      if open[parent] <= key { break }
      open[slot] = open[parent]
      slot = parent
    }
    open[slot] = key
  }

  @usableFromInline mutating func dropOpenHeapTop() {
    openCount -= 1
    if openCount > 0 { siftDown(open[openCount], from: 0) } else { openIsHeap = false }
  }

  private mutating func siftDown(_ key: UInt64, from start: Int) {
    var slot = start
    while true {
      var child = 2 * slot + 1
      if child >= openCount { break }
      if child + 1 < openCount && open[child + 1] < open[child] { child += 1 }
      if key <= open[child] { break }
      open[slot] = open[child]
      slot = child
    }
    open[slot] = key
  }

  /// Drops stale keys of a full open bucket; doubles it if half of them were live.
  private mutating func makeRoomInOpen() {
    var kept = 0
    for index in 0..<openCount {
      let key = open[index]
      if pending[Int(key & 0xFF_FFFF)] == key {
        open[kept] = key
        kept += 1
      }
    }
    openCount = kept
    for slot in stride(from: kept / 2 - 1, through: 0, by: -1) { siftDown(open[slot], from: slot) }
    guard 2 * kept > openCapacity else { return }
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * openCapacity)
    larger.moveInitialize(from: open, count: kept)
    open.deallocate()
    open = larger
    openCapacity *= 2
  }
}
