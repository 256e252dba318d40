internal import CGSL

/// Samplers of GSL, several uniforms each.
extension RandomStream {
  /// Returns a gamma number with mean `shape * scale`, both positive and finite.
  ///
  /// Marsaglia and Tsang (2000), doi:10.1145/358407.358414. Zero only when a shape far below 1
  /// underflows.
  public mutating func gamma(shape: Double, scale: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "gamma: shape \(shape) is not positive, finite")
    precondition(scale > 0 && scale.isFinite, "gamma: scale \(scale) is not positive, finite")
    return gsl_ran_gamma(generator, shape, scale)
  }

  /// Returns a beta number in 0...1 with mean `alpha / (alpha + beta)`, both positive and finite.
  public mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
    precondition(alpha > 0 && alpha.isFinite, "beta: alpha \(alpha) is not positive, finite")
    precondition(beta > 0 && beta.isFinite, "beta: beta \(beta) is not positive, finite")
    return gsl_ran_beta(generator, alpha, beta)
  }

  /// Returns a Dirichlet vector, which sums to 1, with mean proportional to the concentrations.
  ///
  /// - Parameter concentrations: at least two, each positive and finite.
  public mutating func dirichlet(_ concentrations: [Double]) -> [Double] {
    precondition(
      concentrations.count > 1, "dirichlet: \(concentrations.count) concentrations, not 2 or more")
    for value in concentrations {
      precondition(value > 0 && value.isFinite, "dirichlet: \(value) is not positive, finite")
    }
    return Array(unsafeUninitializedCapacity: concentrations.count) { buffer, count in
      gsl_ran_dirichlet(generator, concentrations.count, concentrations, buffer.baseAddress!)
      count = concentrations.count
    }
  }

  /// Returns the number of successes in `trials` trials, 0...2^31 - 1, of a probability 0...1.
  public mutating func binomial(trials: Int, probability: Double) -> Int {
    precondition((0..<1 << 31).contains(trials), "binomial: trials \(trials) not in 0..<2^31")
    precondition(
      probability >= 0 && probability <= 1, "binomial: probability \(probability) not in 0...1")
    return Int(gsl_ran_binomial(generator, probability, UInt32(trials)))
  }

  /// Returns the numbers of `trials` trials that fall in each class, by weight.
  ///
  /// - Parameters:
  ///   - trials: the number of trials, 0...2^31 - 1.
  ///   - weights: one per class, 0 or more and finite, with a positive sum.
  public mutating func multinomial(trials: Int, weights: [Double]) -> [Int] {
    precondition((0..<1 << 31).contains(trials), "multinomial: trials \(trials) not in 0..<2^31")
    Weights.check(weights, in: "multinomial")
    let counts = [UInt32](unsafeUninitializedCapacity: weights.count) { buffer, count in
      gsl_ran_multinomial(
        generator, weights.count, UInt32(trials), weights, buffer.baseAddress!)
      count = weights.count
    }
    return counts.map { Int($0) }
  }

  /// Returns a Poisson count; the mean is 0 or more and at most 1e9.
  public mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e9, "poisson: mean \(mean) is outside 0...1e9")
    return Int(gsl_ran_poisson(generator, mean))
  }

  /// Returns the failures before a number of successes: a Poisson count whose mean is gamma.
  ///
  /// The mean is `successes * (1 - probability) / probability`.
  /// - Parameters:
  ///   - successes: positive and finite, not necessarily whole.
  ///   - probability: the probability of success, above 0, at most 1.
  public mutating func negativeBinomial(successes: Double, probability: Double) -> Int {
    precondition(
      successes > 0 && successes.isFinite,
      "negativeBinomial: successes \(successes) is not positive, finite")
    precondition(
      probability > 0 && probability <= 1,
      "negativeBinomial: probability \(probability) is outside 0<...1")
    return Int(gsl_ran_negative_binomial(generator, probability, successes))
  }

  /// Returns an index drawn from an alias table; the first after pointing is the table's own draw.
  public mutating func discrete(_ table: AliasTable) -> Int { table.sample(openUniform()) }

  /// Puts the elements in a uniformly random order.
  ///
  /// Complexity: O(n), one uniform per element.
  public mutating func shuffle(_ elements: inout [UInt32]) {
    elements.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress, bytes.count > 0 else { return }
      let stride = MemoryLayout<UInt32>.stride
      gsl_ran_shuffle(generator, base, bytes.count / stride, stride)
    }
  }
}
