/// Units that are seized and released (places, machines, staff), counted over time.
///
/// When the capacity falls below the units in use nobody is evicted: releases drain the resource,
/// and it has room again once fewer units are in use than the new capacity. Who waits, and in which
/// order, is a `WaitingLine`'s business.
public struct Resource: Equatable, Sendable {
  // Units that may be in use; the largest Int when unlimited.
  @usableFromInline var limit: Int
  @usableFromInline var used = 0
  @usableFromInline var integral: Int64 = 0
  @usableFromInline var changed: EventTime

  /// A resource with nothing in use, observed from `start` on.
  public init(capacity: Capacity, start: EventTime = .zero) {
    limit = capacity.limit
    changed = start
  }

  /// Units in use.
  @inlinable public var inUse: Int { used }

  /// Units that may be in use at once.
  @inlinable public var capacity: Capacity { limit == .max ? .unlimited : .finite(limit) }

  /// Whether a unit can be seized now.
  @inlinable public var hasRoom: Bool { used < limit }

  /// Units in use above the capacity, after it fell.
  @inlinable public var excess: Int { max(0, used - limit) }

  /// Takes a unit at time `now`; false, and nothing changes, if there is no room.
  @inlinable public mutating func seize(at now: EventTime) -> Bool {
    guard used < limit else { return false }
    observe(until: now)
    used &+= 1
    return true
  }

  /// Gives a unit back at time `now`; stops the program if none is in use.
  @inlinable public mutating func release(at now: EventTime) {
    precondition(used > 0, "released a unit that nobody held")
    observe(until: now)
    used &-= 1
  }

  /// Changes the capacity from now on; see the type for a capacity below the units in use.
  public mutating func setCapacity(_ capacity: Capacity) { limit = capacity.limit }

  /// Units in use times ticks (2^-20 day), from the start of observation to `now`.
  @inlinable public func occupancyTicks(until now: EventTime) -> Int64 {
    integral + Int64(used) * (now.ticks - changed.ticks)
  }

  @inlinable @inline(__always) mutating func observe(until now: EventTime) {
    assert(now >= changed, "time ran backwards")
    integral = occupancyTicks(until: now)
    changed = now
  }
}
