internal import Foundation

/// Something that differs between the rows of a sweep.
struct SweepFactor: Sendable {
  /// What values it takes.
  enum Levels: Sendable {
    /// Texts as they would stand in the scenario.
    case values([String])
    case range(ClosedRange<Double>, steps: Int?, isLogarithmic: Bool)
    case distribution(UncertainInput)
  }

  /// A key as `--set` takes it, or `policy.<policy>.<lever>`.
  var key: String
  /// Name of its column.
  var name: String
  var levels: Levels
  var isWhole: Bool

  /// The values of a grid; nil where it has none because no number of them is given.
  var grid: [String]? {
    switch levels {
    case .values(let values): values
    case .range(_, let steps?, _):
      (0..<steps).map { value(at: Double($0) / Double(steps - 1)) }
    case .range(_, nil, _), .distribution: nil
    }
  }

  /// The value below which a share `u` of the factor's values lies, `u` in 0...1.
  func value(at u: Double) -> String {
    switch levels {
    case .values(let values): return values[min(Int(u * Double(values.count)), values.count - 1)]
    case .distribution(let input): return text(input.quantile(u))
    case .range(let range, _, let isLogarithmic):
      let (lower, upper) = (range.lowerBound, range.upperBound)
      // The ends are written as given, whatever rounding would make of them.
      if u == 0 { return text(lower) }
      if u == 1 { return text(upper) }
      return text(
        isLogarithmic
          ? exp(log(lower) + u * (log(upper) - log(lower))) : lower + u * (upper - lower))
    }
  }

  /// Twelve digits: more than any input is known to, and the same text from every library.
  private func text(_ number: Double) -> String {
    if isWhole { return NumberText.text(number.rounded()) }
    return NumberText.text(Double(String(format: "%.12g", number)) ?? number)
  }
}
