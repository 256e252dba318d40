extension EventQueue {
  /// Keys that the queue has memory for; it stays near three per entity whatever is rescheduled.
  public var pooledKeys: Int { nodeCapacity + openCapacity }

  /// A sentence naming the first broken invariant, or nil; O(entities + buckets + nodes), for tests.
  ///
  /// Every pending event is stored once or more in the bucket of its time (never in one that is
  /// already past), none lies before `now` or after the horizon, the open bucket is ordered, and
  /// each node is either in a list or free.
  public func brokenInvariant() -> String? {
    var found = Set<UInt64>()
    var listed = 0
    for bucket in 0..<bucketCount {
      var node = heads[bucket]
      while node != 0 {
        let key = nodes[Int(node)].key
        if Int(key >> bucketShift) != bucket { return "key \(key) is in bucket \(bucket)" }
        if bucket <= openBucket { return "bucket \(bucket) is past and not empty" }
        found.insert(key)
        listed += 1
        node = nodes[Int(node)].next
      }
    }
    for index in 0..<openCount {
      found.insert(open[index])
      if openIsHeap {
        if index > 0 && open[(index - 1) / 2] > open[index] { return "heap broken at \(index)" }
      } else if index > 0 && open[index - 1] < open[index] {
        return "open bucket out of order at \(index)"
      }
    }
    var free = 0
    var node = freeNode
    while node != 0 {
      free += 1
      node = nodes[Int(node)].next
    }
    if listed + free + 1 != Int(freshNode) {
      return "\(listed) nodes in lists and \(free) free of \(freshNode - 1)"
    }
    for entity in 0..<entityCount where pending[entity] != Self.none {
      let key = pending[entity]
      if Int(key & 0xFF_FFFF) != entity { return "entity \(entity) has another's key" }
      if key > lastKey { return "entity \(entity) is scheduled after the horizon" }
      if Int64(key >> 26) < nowTicks { return "entity \(entity) is scheduled before now" }
      if !found.contains(key) { return "the event of entity \(entity) is lost" }
    }
    return nil
  }
}
