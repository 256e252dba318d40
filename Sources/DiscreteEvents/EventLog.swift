/// What happened, in order: an append-only list, kept for everyone, for one entity, or not at all.
///
/// A log that is off costs one comparison per event and no memory.
public struct EventLog: Sendable {
  /// One line of the log; what `code`, `a` and `b` mean is the owner's affair.
  public struct Record: Hashable, Sendable, BitwiseCopyable {
    /// When it happened.
    public let time: EventTime
    /// To whom.
    public let entity: UInt32
    /// What happened.
    public let code: UInt16
    /// A whole-numbered detail.
    public let a: Int32
    /// A measured detail.
    public let b: Double

    /// One line of the log.
    @inlinable public init(time: EventTime, entity: UInt32, code: UInt16, a: Int32, b: Double) {
      self.time = time
      self.entity = entity
      self.code = code
      self.a = a
      self.b = b
    }
  }

  /// Whose events are kept.
  public enum Scope: Hashable, Sendable {
    /// Nobody's.
    case off
    /// Everyone's.
    case everyone
    /// One entity's.
    case entity(UInt32)
  }

  /// The lines kept so far.
  public private(set) var records: [Record] = []
  /// Entities `first` ..< `first + span` are kept.
  @usableFromInline let first: UInt32
  @usableFromInline let span: UInt32

  /// An empty log.
  public init(_ scope: Scope = .off) {
    switch scope {
    case .off: (first, span) = (0, 0)
    case .everyone: (first, span) = (0, .max)
    case .entity(let entity): (first, span) = (entity, 1)
    }
  }

  /// Whether the entity's events are kept; ask before working out costly details.
  @inlinable public func keeps(_ entity: UInt32) -> Bool { entity &- first < span }

  /// Adds a line if the entity's events are kept.
  @inlinable public mutating func append(
    time: EventTime, entity: UInt32, code: UInt16, a: Int32 = 0, b: Double = 0
  ) {
    guard keeps(entity) else { return }
    keep(Record(time: time, entity: entity, code: code, a: a, b: b))
  }

  @usableFromInline mutating func keep(_ record: Record) { records.append(record) }
}
