/// Draws of several inputs together: the rows of a file, such as a calibration's `posterior.csv`.
///
/// A row is taken as a whole, so that what its inputs have to do with each other is kept.
public struct PosteriorDraws: Sendable, Equatable {
  /// The inputs that are columns of the file, in its order.
  public let inputs: [UncertainInput]
  /// Their numbers by row: one row or more, every number within the range of its input.
  public let rows: [[Double]]
  /// The file as the user named it, with the hash of its bytes.
  public let file: InputDigest

  /// How many inputs come from which file, in words.
  public var words: String {
    "\(inputs.count) input\(inputs.count == 1 ? "" : "s") together from \(file.name) "
      + "(\(rows.count) row\(rows.count == 1 ? "" : "s"))"
  }

  /// Whether an input is a column.
  func holds(_ key: String) -> Bool { inputs.contains { $0.key == key } }

  /// The numbers by key of the row before which a share `u` of the rows lies, `u` in (0, 1).
  func numbers(at u: Double) -> Scenario.Inputs {
    // Rounding may step over the end.
    let row = rows[min(Int(u * Double(rows.count)), rows.count - 1)]
    return Scenario.Inputs(uniqueKeysWithValues: zip(inputs.map(\.key), row))
  }
}
