/// What watchers of a run are told.
struct RunEvent: Sendable, Equatable {
  /// The kind of an event; every result holds all that is known, so older ones may be dropped.
  enum Kind: String, Sendable {
    /// The run waits for others; the text is the number of those before it.
    case queued
    /// Results so far.
    case result
    /// The last results.
    case final
  }

  let kind: Kind
  /// JSON in one line.
  let json: String

  /// The event as it goes over the wire.
  var text: String { "event: \(kind.rawValue)\ndata: \(json)\n\n" }
}
