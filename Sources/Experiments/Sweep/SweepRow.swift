/// A row of a sweep's design.
struct SweepRow: Sendable, Equatable {
  /// Hash of what the row's runs depend on, strategy and replication aside.
  let id: UInt64
  /// Values by column, as they would stand in the scenario.
  let values: [String]

  /// Sixteen hexadecimal digits.
  var name: String { Self.name(id) }

  static func name(_ id: UInt64) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Makes the id from the content; the order of columns does not count.
  init(values: [String], columns: [SweepColumn], basis: String) {
    let pairs = zip(columns, values).map { "\($0.key)=\($1)" }.sorted()
    let hash = SHA256.hex(of: ([basis] + pairs).joined(separator: "\n"))
    id = UInt64(hash.prefix(16), radix: 16)!
    self.values = values
  }
}
