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

  /// Moves a bucket's list, in order, into the empty open bucket, and begins to walk another in advance.
  ///
  /// Works on copies of the fields: stores through pointers would make the compiler reload them.
  @inlinable @inline(__always) mutating func gather(_ bucket: Int) {
    let (nodes, open, pending) = (nodes, open, pending)
    let (records, stride, bytes) = (
      recordBase ?? UnsafeRawPointer(pending), recordStride, recordBytes
    )
    let first = heads[bucket]
    var node = first
    var last = first
    var count = 0
    heads[bucket] = 0
    while node != 0 && count < Self.sortedLimit {
      let current = nodes + Int(node)
      var key = current.pointee.key
      last = node
      node = current.pointee.next
      let entity = Int(truncatingIfNeeded: key & 0xFF_FFFF)
      // Once more, for those that no scout has reached: a tenth of the time with 100,000 entities.
      ckernel_prefetch(pending + entity)
      prefetchRecord(records + entity &* stride, bytes: bytes)
      // Without a branch on the keys, which would be guessed wrong once for each of them.
      for slot in 0..<count {
        let other = open[slot]
        open[slot] = max(other, key)
        key = min(other, key)
      }
      open[count] = key
      count &+= 1
    }
    // The list becomes the head of the free list as it stands.
    nodes[Int(last)].next = freeNode
    freeNode = first
    openCount = count
    if node != 0 { gatherHeap(node) }
    let ahead = bucket &+ Self.scoutCount
    if ahead < bucketCount { sendScout(to: ahead) }
  }

  /// Begins to walk a later bucket's list in advance; its scout has done with the bucket that just opened.
  @inlinable @inline(__always) mutating func sendScout(to bucket: Int) {
    let first = heads[bucket]
    scouts[bucket & (Self.scoutCount &- 1)] = first
    ckernel_prefetch(nodes + Int(first))
  }

  /// Moves one scout a node on, and fetches the records of that node's entity.
  ///
  /// A list that is walked when its bucket opens waits for memory at each node in turn. The scouts walk the
  /// next lists, by turns, while the model works. They only hint: whether their nodes are still in a list
  /// does not matter, and at the end of a list they stay at node 0, because a branch would cost more.
  @inlinable @inline(__always) mutating func fetchAhead() {
    scoutTurn = (scoutTurn &+ 1) & (Self.scoutCount &- 1)
    let node = nodes + Int(scouts[scoutTurn])
    let next = node.pointee.next
    scouts[scoutTurn] = next
    ckernel_prefetch(nodes + Int(next))
    let entity = Int(truncatingIfNeeded: node.pointee.key & 0xFF_FFFF)
    ckernel_prefetch(pending + entity)
    let record = (recordBase ?? UnsafeRawPointer(pending)) + entity &* recordStride
    prefetchRecord(record, bytes: recordBytes)
  }

  @inlinable @inline(__always) func prefetchRecord(_ record: UnsafeRawPointer, bytes: Int) {
    var line = record
    repeat {
      ckernel_prefetch(line)
      line += 64
    } while line < record + bytes
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
