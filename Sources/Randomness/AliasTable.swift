public import CGSL

/// A table to draw an index in proportion to weights, in constant time and from one uniform.
///
/// Walker (1977), doi:10.1145/355744.355749, as built by `gsl_ran_discrete_preproc`. Building is
/// O(n) and allocates; a draw reads two numbers.
///
/// Sendable though it holds a pointer, because nothing can change what it points to: the table is
/// complete when `init` returns, the pointer never leaves this type, GSL's lookup takes the table
/// as a pointer to const, and memory is freed in `deinit`, when no reader is left.
public final class AliasTable: @unchecked Sendable {
  /// GSL's table, never written after `init`.
  @usableFromInline
  let table: UnsafeMutablePointer<gsl_ran_discrete_t>

  /// The number of classes.
  public let count: Int

  /// Builds a table of classes `0..<weights.count`.
  ///
  /// - Parameter weights: one per class, 0 or more and finite, with a positive sum; they need not
  ///   sum to 1.
  public init(weights: [Double]) {
    _ = GSLErrorHandler.off
    Weights.check(weights, in: "AliasTable")
    guard let table = gsl_ran_discrete_preproc(weights.count, weights) else {
      preconditionFailure("AliasTable: no memory for \(weights.count) classes")
    }
    self.table = table
    count = weights.count
  }

  deinit { gsl_ran_discrete_free(table) }

  /// Returns the index of the class for the uniform number at an address.
  @inlinable
  public func sample(_ key: StreamKey, at address: StreamAddress) -> Int {
    sample(key.openUniform(at: address))
  }

  /// Returns the index of the class that a uniform number in [0, 1) falls on.
  @inlinable
  public func sample(_ uniform: Double) -> Int {
    precondition(uniform >= 0 && uniform < 1, "AliasTable: uniform \(uniform) is outside 0..<1")
    // GSL's lookup asks a generator for exactly one uniform: give it one that answers with ours.
    var answer = uniform
    return withUnsafeMutablePointer(to: &answer) { answer in
      var generator = gsl_rng(type: GivenUniform.type, state: answer)
      return gsl_ran_discrete(&generator, table)
    }
  }
}
