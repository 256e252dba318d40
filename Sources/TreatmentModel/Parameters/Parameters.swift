/// Numbers about the world, by key, as `moudsim parameters` prints them.
///
/// A value type without units: units, ranges, sources and grades are kept by the parameter file.
/// Read at set-up only; the hot loop works on `Rates` compiled from it.
public struct Parameters: Sendable, Equatable {
  private var values: [String: Double]

  /// Wraps checked values by key.
  public init(_ values: [String: Double]) { self.values = values }

  /// The value of a key that the model needs; a key that is missing is a programmer's error, for
  /// the reader of the parameter file has compared the keys with `Parameters.keysReadByModel`.
  public subscript(_ key: String) -> Double {
    get {
      guard let value = values[key] else { preconditionFailure("no parameter \(key)") }
      return value
    }
    set { values[key] = newValue }
  }

  /// All keys, sorted.
  public var keys: [String] { values.keys.sorted() }
}
