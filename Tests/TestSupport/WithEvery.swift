/// The loop value at which a body failed, and how.
public struct LoopFailure: Error, CustomStringConvertible {
  /// The name of the loop variable and its value.
  public let loopValue: String
  /// What the body threw, or nil if it answered false.
  public let cause: (any Error)?

  /// The value and the cause in one line.
  public var description: String {
    if let cause { "at \(loopValue): \(cause)" } else { "at \(loopValue): false" }
  }
}

/// Runs a body for every value, and says at which value it failed.
///
/// Use `try #require` in the body: the first failure ends the loop and is shown with its value.
public func withEvery<Values: Sequence>(
  _ name: String, in values: Values, _ body: (Values.Element) throws -> Void
) throws {
  for value in values {
    do {
      try body(value)
    } catch {
      throw LoopFailure(loopValue: "\(name) = \(value)", cause: error)
    }
  }
}

/// Returns the failures of a condition over all values; `#expect` that it is empty.
public func failures<Values: Sequence>(
  of name: String, in values: Values, _ condition: (Values.Element) throws -> Bool
) -> [LoopFailure] {
  var failures: [LoopFailure] = []
  for value in values {
    do {
      if try condition(value) { continue }
      failures.append(LoopFailure(loopValue: "\(name) = \(value)", cause: nil))
    } catch {
      failures.append(LoopFailure(loopValue: "\(name) = \(value)", cause: error))
    }
  }
  return failures
}
