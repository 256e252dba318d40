/// The pending events of a run: at most one per entity, popped in the order (time, rank, entity).
///
/// A wheel of time buckets over the whole horizon. A bucket is a list of packed keys; it is sorted
/// when it opens, so that scheduling and popping cost O(1) at 4 to 24 events per bucket. The queue
/// knows the next buckets' events before they happen and prefetches their owners' records.
///
/// An entity's former event is not searched for: a key that differs from the entity's pending key is
/// stale and is skipped when met, so `cancel` and rescheduling are O(1). Stale keys are swept out
/// when the node pool is full. No operation allocates, except that pools may double.
///
/// A wrong guess of the event rate costs speed only. Buckets that turn out large are kept as heaps
/// (O(log n) per event, never O(n)); buckets that turn out empty cost one read each.
///
/// One run owns a queue; `reset` reuses its memory for the next run. Measured reasons for this
/// design: docs/decisions/0002-event-queue.md.
public struct EventQueue: ~Copyable {
  @usableFromInline struct Node {
    @usableFromInline var key: UInt64
    @usableFromInline var next: UInt32
    @inlinable init(key: UInt64, next: UInt32) {
      self.key = key
      self.next = next
    }
  }

  /// The pending key of each entity, or `none`.
  @usableFromInline var pending: UnsafeMutablePointer<UInt64>
  @usableFromInline var entityCount = 0
  @usableFromInline var entityCapacity: Int

  /// First node of each bucket's list; node 0 ends a list and follows itself.
  @usableFromInline var heads: UnsafeMutablePointer<UInt32>
  @usableFromInline var bucketCount = 0
  @usableFromInline var bucketCapacity: Int
  /// A key's bucket is `key >> bucketShift`.
  @usableFromInline var bucketShift: UInt64 = 26

  @usableFromInline var nodes: UnsafeMutablePointer<Node>
  @usableFromInline var nodeCapacity: Int
  /// Head of the list of free nodes.
  @usableFromInline var freeNode: UInt32 = 0
  /// Nodes from here on were never used since `reset`.
  @usableFromInline var freshNode: UInt32 = 1

  /// Keys of the open bucket: descending while few, a binary min-heap when many.
  @usableFromInline var open: UnsafeMutablePointer<UInt64>
  @usableFromInline var openCount = 0
  @usableFromInline var openCapacity: Int
  @usableFromInline var openIsHeap = false
  @usableFromInline var openBucket = 0
  /// For each of the next buckets, the node of its list that is fetched next; see `fetchAhead`.
  @usableFromInline let scouts: UnsafeMutablePointer<UInt32>
  @usableFromInline var scoutTurn = 0

  /// Keys above this one lie after the horizon.
  @usableFromInline var lastKey: UInt64 = 0
  @usableFromInline var nowTicks: Int64 = 0

  @usableFromInline var recordBase: UnsafeRawPointer?
  @usableFromInline var recordStride = 0
  @usableFromInline var recordBytes = 64

  @inlinable static var none: UInt64 { .max }
  /// Largest open bucket kept sorted by insertion; above it the bucket becomes a heap.
  @inlinable static var sortedLimit: Int { 64 }
  /// Buckets whose lists are walked in advance; a power of two.
  @inlinable static var scoutCount: Int { 4 }

  /// A queue for entities numbered from 0 and times until `horizon`; see `reset`.
  public init(entities: Int, horizon: EventTime, expectedEvents: Double) {
    entityCapacity = max(entities, 1)
    bucketCapacity = 1
    nodeCapacity = 3 * entityCapacity + 64
    openCapacity = 2 * Self.sortedLimit
    pending = RecordMemory.allocate(UInt64.self, count: entityCapacity)
    heads = .allocate(capacity: bucketCapacity)
    nodes = RecordMemory.allocate(Node.self, count: nodeCapacity)
    open = .allocate(capacity: openCapacity)
    scouts = .allocate(capacity: Self.scoutCount)
    reset(entities: entities, horizon: horizon, expectedEvents: expectedEvents)
  }

  deinit {
    pending.deallocate()
    heads.deallocate()
    nodes.deallocate()
    open.deallocate()
    scouts.deallocate()
  }

  /// Empties the queue and sets it up for a number of entities and times from 0 to `horizon`.
  ///
  /// `expectedEvents` is a guess of all events until the horizon; it sets the width of a bucket so
  /// that about 12 events (8.5 to 17) fall in each. Complexity: O(entities + buckets); memory is
  /// reused and grows only when a larger run comes.
  public mutating func reset(entities: Int, horizon: EventTime, expectedEvents: Double) {
    precondition(expectedEvents > 0, "expected events: \(expectedEvents)")
    let perTick = max(expectedEvents / Double(max(horizon.ticks, 1)), 1e-300)
    let ideal = BucketWidth.log2Ticks(eventsPerTick: perTick)
    reset(entities: entities, horizon: horizon, log2BucketTicks: ideal)
  }

  /// Empties the queue; a bucket is 2^`log2BucketTicks` ticks wide, or wider if the wheel would
  /// need more than 2^22 buckets.
  public mutating func reset(entities: Int, horizon: EventTime, log2BucketTicks: Int) {
    precondition((0...EventKey.entityLimit).contains(entities), "\(entities) entities")
    precondition(
      horizon >= .zero && horizon.ticks < 1 << 38, "the horizon must lie in 0 ..< 2^18 days")
    let width = BucketWidth.fitting(log2Ticks: log2BucketTicks, horizon: horizon)
    bucketShift = UInt64(26 + width)
    bucketCount = Int(horizon.ticks >> Int64(width)) + 1
    reserve(entities: entities, buckets: bucketCount)
    entityCount = entities
    pending.initialize(repeating: Self.none, count: entities)
    heads.initialize(repeating: 0, count: bucketCount)
    freeNode = 0
    freshNode = 1
    nodes[0] = Node(key: 0, next: 0)
    openCount = 0
    openIsHeap = false
    openBucket = 0
    scouts.initialize(repeating: 0, count: Self.scoutCount)
    nowTicks = 0
    lastKey = UInt64(bitPattern: horizon.ticks) << 26 | 0x3FF_FFFF
  }

  private mutating func reserve(entities: Int, buckets: Int) {
    if entities > entityCapacity {
      pending.deallocate()
      nodes.deallocate()
      entityCapacity = entities
      nodeCapacity = max(nodeCapacity, 3 * entities + 64)
      pending = RecordMemory.allocate(UInt64.self, count: entityCapacity)
      nodes = RecordMemory.allocate(Node.self, count: nodeCapacity)
    }
    if buckets > bucketCapacity {
      heads.deallocate()
      bucketCapacity = buckets
      heads = .allocate(capacity: buckets)
    }
  }

  /// Tells where the owner keeps entity records, to be prefetched when a bucket opens.
  ///
  /// Entity `e`'s record starts at `base + e * stride` (bytes); its first `lines` cache lines of 64
  /// bytes are prefetched. `nil` switches prefetching off. The memory is never read, so a stale
  /// pointer does no harm.
  public mutating func prefetchRecords(
    at base: UnsafeRawPointer?, stride: Int, lines: Int = 1
  ) {
    precondition(lines >= 1, "\(lines) cache lines per record")
    recordBase = base
    recordStride = stride
    recordBytes = 64 * lines
  }

  /// Time of the last pop, or the limit of the last `popNext` that found nothing.
  @inlinable public var now: EventTime { EventTime(ticks: nowTicks) }
}
