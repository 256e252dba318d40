/// Entities that wait, first come first served within priority classes.
///
/// Class 0 is served first. The links are stored by entity (8 bytes and a class), so that anyone can
/// leave from any place at once: a renege is the owner's clock firing and a call of `leave`.
/// Every operation costs O(1), or O(classes) to find who is next; none allocates.
public struct WaitingLine: ~Copyable {
  @usableFromInline struct Links {
    @usableFromInline var before: Int32
    @usableFromInline var after: Int32
    @inlinable init(before: Int32, after: Int32) {
      self.before = before
      self.after = after
    }
  }
  @usableFromInline struct Class {
    @usableFromInline var first: Int32 = -1
    @usableFromInline var last: Int32 = -1
    @usableFromInline var length = 0
    @usableFromInline var integral: Int64 = 0
    @usableFromInline var changed: EventTime = .zero
    @usableFromInline init() {}
  }

  /// Priority classes, 1 to 255.
  public let classCount: Int
  @usableFromInline let entityCount: Int
  @usableFromInline let links: UnsafeMutablePointer<Links>
  @usableFromInline let classOf: UnsafeMutablePointer<UInt8>
  @usableFromInline let classes: UnsafeMutablePointer<Class>

  @inlinable static var outside: UInt8 { .max }

  /// An empty line for entities numbered from 0, observed from time zero.
  public init(entities: Int, classes classCount: Int = 1) {
    precondition((1...255).contains(classCount), "\(classCount) priority classes")
    precondition((0...EventKey.entityLimit).contains(entities), "\(entities) entities")
    self.classCount = classCount
    entityCount = entities
    links = .allocate(capacity: entities)
    classOf = .allocate(capacity: entities)
    classes = .allocate(capacity: classCount)
    reset()
  }

  deinit {
    links.deallocate()
    classOf.deallocate()
    classes.deallocate()
  }

  /// Empties the line and starts observation again at time zero; O(entities).
  public mutating func reset() {
    links.initialize(repeating: Links(before: -1, after: -1), count: entityCount)
    classOf.initialize(repeating: Self.outside, count: entityCount)
    classes.initialize(repeating: Class(), count: classCount)
  }

  /// Whether the entity waits.
  @inlinable public func contains(_ entity: UInt32) -> Bool {
    precondition(Int(entity) < entityCount, "entity \(entity) of \(entityCount)")
    return classOf[Int(entity)] != Self.outside
  }

  /// The class in which the entity waits, or nil.
  @inlinable public func priority(of entity: UInt32) -> Int? {
    contains(entity) ? Int(classOf[Int(entity)]) : nil
  }

  /// Puts an entity that does not wait at the end of a priority class.
  @inlinable public mutating func join(
    _ entity: UInt32, priority: Int = 0, at now: EventTime
  ) {
    precondition(!contains(entity), "entity \(entity) waits already")
    precondition(priority >= 0 && priority < classCount, "class \(priority) of \(classCount)")
    let own = classes + priority
    observe(own, until: now)
    let last = own.pointee.last
    links[Int(entity)] = Links(before: last, after: -1)
    classOf[Int(entity)] = UInt8(truncatingIfNeeded: priority)
    if last >= 0 {
      links[Int(last)].after = Int32(entity)
    } else {
      own.pointee.first = Int32(entity)
    }
    own.pointee.last = Int32(entity)
    own.pointee.length &+= 1
  }

  /// Takes a waiting entity out, wherever it stands.
  @inlinable public mutating func leave(_ entity: UInt32, at now: EventTime) {
    precondition(contains(entity), "entity \(entity) does not wait")
    let own = classes + Int(classOf[Int(entity)])
    observe(own, until: now)
    let link = links[Int(entity)]
    classOf[Int(entity)] = Self.outside
    if link.before >= 0 {
      links[Int(link.before)].after = link.after
    } else {
      own.pointee.first = link.after
    }
    if link.after >= 0 {
      links[Int(link.after)].before = link.before
    } else {
      own.pointee.last = link.before
    }
    own.pointee.length &-= 1
  }

  /// Who is served next: the longest waiting of the first class that is not empty.
  @inlinable public var next: UInt32? {
    for priority in 0..<classCount where classes[priority].first >= 0 {
      return UInt32(classes[priority].first)
    }
    return nil
  }

  /// Takes out and returns who is served next.
  @inlinable public mutating func leaveNext(at now: EventTime) -> UInt32? {
    guard let entity = next else { return nil }
    leave(entity, at: now)
    return entity
  }

  @inlinable @inline(__always) func observe(
    _ own: UnsafeMutablePointer<Class>, until now: EventTime
  ) {
    assert(now >= own.pointee.changed, "time ran backwards")
    own.pointee.integral &+=
      Int64(own.pointee.length) &* (now.ticks &- own.pointee.changed.ticks)
    own.pointee.changed = now
  }
}

/// Several lines kept in one: an entity waits in at most one of them, so the links are shared.
extension WaitingLine {
  /// The entity that leaves first among those of some priority classes.
  ///
  /// - Complexity: O(number of classes).
  @inlinable public func next(in range: Range<Int>) -> UInt32? {
    precondition(range.upperBound <= classCount, "classes \(range) of \(classCount)")
    for priority in range where classes[priority].first >= 0 {
      return UInt32(classes[priority].first)
    }
    return nil
  }
}
