/// What a value of one of our files may be: the one description that readers and the schema share.
indirect enum Shape: Sendable {
  case text
  /// `true` or `false`.
  case flag
  case number(Bounds)
  /// A whole number that may need all 64 bits.
  case integer(ClosedRange<UInt64>)
  case choice([String])
  /// A calendar date, `2026-01-31`.
  case date
  case record(Record)
  case list(Shape)
  /// A mapping with keys of the user's own.
  case mapping(Shape)
  /// Overrides of parameters by key.
  case parameters
  /// One of several shapes; the reader tells them apart.
  case either([Shape])
}

/// A mapping with known keys.
struct Record: Sendable {
  var fields: [Field]

  /// The keys, in the order in which documents show them.
  var names: [String] { fields.map(\.name) }

  /// The description of a key; asking for one that is not there is a programmer's error.
  func field(_ name: String) -> Field {
    guard let field = fields.first(where: { $0.name == name }) else {
      preconditionFailure("no field \(name) among \(names)")
    }
    return field
  }
}

/// A key of a `Record`.
struct Field: Sendable {
  var name: String
  /// One sentence for people, with the unit.
  var about: String
  var shape: Shape
  var isRequired: Bool
  /// The value of an absent key.
  var standard: Standard?

  /// A value that stands for an absent key.
  enum Standard: Sendable, Equatable {
    case number(Double)
    case integer(UInt64)
    case text(String)
    case flag(Bool)
  }

  /// A key that must be given.
  static func required(_ name: String, _ shape: Shape, _ about: String) -> Field {
    Field(name: name, about: about, shape: shape, isRequired: true, standard: nil)
  }

  /// A key that may be left out.
  static func optional(
    _ name: String, _ shape: Shape, _ about: String, standard: Standard? = nil
  ) -> Field {
    Field(name: name, about: about, shape: shape, isRequired: false, standard: standard)
  }
}
