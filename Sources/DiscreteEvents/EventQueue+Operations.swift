extension EventQueue {
  /// Makes `time` and `rank` the entity's pending event; a former one is dropped.
  ///
  /// `time` must not lie before `now`. An event after the horizon is not kept: it would never
  /// happen, and `isScheduled` is false afterwards. Complexity: O(1) amortised.
  @inlinable @inline(__always) public mutating func schedule(
    _ entity: UInt32, at time: EventTime, rank: EventRank
  ) {
    precondition(Int(entity) < entityCount, "entity \(entity) of \(entityCount)")
    precondition(time.ticks >= nowTicks, "an event at \(time.days) before now, \(now.days)")
    guard time.ticks &>> 38 == 0 else {
      pending[Int(entity)] = Self.none
      return
    }
    let key =
      UInt64(bitPattern: time.ticks) &<< 26 | UInt64(rank.rawValue) &<< 24 | UInt64(entity)
    guard key <= lastKey else {
      pending[Int(entity)] = Self.none
      return
    }
    pending[Int(entity)] = key
    let bucket = Int(truncatingIfNeeded: key &>> bucketShift)
    if bucket <= openBucket {
      insertOpen(key)
    } else {
      push(key, bucket: bucket)
    }
  }

  /// Drops the entity's pending event, if it has one.
  ///
  /// Complexity: O(1).
  @inlinable public mutating func cancel(_ entity: UInt32) {
    precondition(Int(entity) < entityCount, "entity \(entity) of \(entityCount)")
    pending[Int(entity)] = Self.none
  }

  /// Whether the entity has an event that will happen by the horizon.
  @inlinable public func isScheduled(_ entity: UInt32) -> Bool {
    precondition(Int(entity) < entityCount, "entity \(entity) of \(entityCount)")
    return pending[Int(entity)] != Self.none
  }

  /// The entity's pending event, or nil.
  @inlinable public func pendingEvent(of entity: UInt32) -> EventKey? {
    isScheduled(entity) ? EventKey(unchecked: pending[Int(entity)]) : nil
  }

  /// Removes and returns the next event if it happens at or before `limit`; otherwise returns nil
  /// and moves `now` to `limit` (or to the horizon, if that is earlier).
  ///
  /// Complexity: O(1) amortised when the event rate was guessed within a factor of a few, otherwise
  /// O(log n) in the n events of the open bucket.
  @inlinable @inline(__always) public mutating func popNext(upTo limit: EventTime) -> EventKey? {
    let last =
      limit.ticks &>> 38 == 0
      ? min(lastKey, UInt64(bitPattern: limit.ticks) &<< 26 | 0x3FF_FFFF) : lastKey
    while true {
      while openCount > 0 {
        let key = openIsHeap ? open[0] : open[openCount &- 1]
        let entity = Int(truncatingIfNeeded: key & 0xFF_FFFF)
        if pending[entity] != key {
          dropOpenTop()
          continue
        }
        guard key <= last else { return nothing(until: last) }
        dropOpenTop()
        fetchAhead()
        pending[entity] = Self.none
        nowTicks = Int64(truncatingIfNeeded: key &>> 26)
        return EventKey(unchecked: key)
      }
      guard openNextBucket(upTo: Int(truncatingIfNeeded: last &>> bucketShift)) else {
        return nothing(until: last)
      }
    }
  }

  @usableFromInline mutating func nothing(until last: UInt64) -> EventKey? {
    nowTicks = max(nowTicks, Int64(truncatingIfNeeded: last &>> 26))
    return nil
  }

  /// Adds a key to the list of a bucket that is not open yet.
  @inlinable @inline(__always) mutating func push(_ key: UInt64, bucket: Int) {
    var node = freeNode
    if node != 0 {
      freeNode = nodes[Int(node)].next
    } else {
      if Int(freshNode) == nodeCapacity { makeRoomForNodes() }
      if freeNode != 0 {
        node = freeNode
        freeNode = nodes[Int(node)].next
      } else {
        node = freshNode
        freshNode &+= 1
      }
    }
    (nodes + Int(node)).initialize(to: Node(key: key, next: heads[bucket]))
    heads[bucket] = node
  }

  /// Sweeps stale nodes out of the wheel; doubles the pool if half of it is still in use.
  @usableFromInline mutating func makeRoomForNodes() {
    var kept = 0
    for bucket in 0..<bucketCount where heads[bucket] != 0 {
      var node = heads[bucket]
      var list: UInt32 = 0
      while node != 0 {
        let next = nodes[Int(node)].next
        let key = nodes[Int(node)].key
        if pending[Int(key & 0xFF_FFFF)] == key {
          nodes[Int(node)].next = list
          list = node
          kept += 1
        } else {
          nodes[Int(node)].next = freeNode
          freeNode = node
        }
        node = next
      }
      heads[bucket] = list
    }
    guard 2 * kept > nodeCapacity else { return }
    let larger = RecordMemory.allocate(Node.self, count: 2 * nodeCapacity)
    larger.moveInitialize(from: nodes, count: Int(freshNode))
    nodes.deallocate()
    nodes = larger
    nodeCapacity *= 2
  }
}
