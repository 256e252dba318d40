extension WaitingLine {
  /// Entities waiting in one class.
  @inlinable public func length(priority: Int) -> Int {
    precondition(priority >= 0 && priority < classCount, "class \(priority) of \(classCount)")
    return classes[priority].length
  }

  /// Entities waiting in all classes.
  @inlinable public var length: Int {
    var sum = 0
    for priority in 0..<classCount { sum += classes[priority].length }
    return sum
  }

  /// Length of one class times ticks (2^-20 day), from time zero to `now`.
  @inlinable public func lengthTicks(priority: Int, until now: EventTime) -> Int64 {
    precondition(priority >= 0 && priority < classCount, "class \(priority) of \(classCount)")
    let own = classes[priority]
    return own.integral + Int64(own.length) * (now.ticks - own.changed.ticks)
  }

  /// Length of all classes times ticks (2^-20 day), from time zero to `now`.
  @inlinable public func lengthTicks(until now: EventTime) -> Int64 {
    var sum: Int64 = 0
    for priority in 0..<classCount { sum += lengthTicks(priority: priority, until: now) }
    return sum
  }

  /// A sentence naming the first broken invariant, or nil; O(entities), for tests.
  ///
  /// Each class is one chain without a loop whose links agree in both directions, its length counts
  /// its members, and nobody outside the chains is marked as waiting.
  public func brokenInvariant() -> String? {
    var chained = 0
    for priority in 0..<classCount {
      var before: Int32 = -1
      var entity = classes[priority].first
      var count = 0
      while entity >= 0 {
        count += 1
        if count > entityCount { return "class \(priority) has a loop" }
        if links[Int(entity)].before != before { return "entity \(entity) has a wrong link back" }
        if Int(classOf[Int(entity)]) != priority { return "entity \(entity) has a wrong class" }
        before = entity
        entity = links[Int(entity)].after
      }
      if classes[priority].last != before { return "class \(priority) has a wrong end" }
      if classes[priority].length != count { return "class \(priority) counts wrong" }
      chained += count
    }
    var marked = 0
    for entity in 0..<entityCount where classOf[entity] != Self.outside { marked += 1 }
    return marked == chained ? nil : "\(marked) entities are marked and \(chained) wait"
  }
}
