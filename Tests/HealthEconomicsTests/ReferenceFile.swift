import Foundation
import HealthEconomics
import TestSupport

/// Stored results of other programs, in `Reference`.
enum ReferenceFile {
  /// The rows of a file, as fields by the name of the column.
  static func rows(_ name: String) throws -> [[String: String]] {
    let text = try String(
      contentsOfFile: PackageRoot.path("Tests/HealthEconomicsTests/Reference/\(name)"),
      encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The probabilistic sample of `sample.csv` and its parameters p, q and u.
  static func sample() throws -> (ProbabilisticSample, parameters: [String: [Double]]) {
    let rows = try rows("sample.csv")
    func column(_ name: String) -> [Double] { rows.map { Double($0[name]!)! } }
    let names = ["a", "b", "c"]
    let sample = ProbabilisticSample(
      strategies: names, costs: names.map { column("cost_\($0)") },
      effects: names.map { column("effect_\($0)") })
    return (sample, ["p": column("p"), "q": column("q"), "u": column("u")])
  }
}

/// Whether two numbers are equal to a relative 1e-10, or to 1e-10 where both are small.
func isClose(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-10) -> Bool {
  abs(value - expected) <= tolerance * max(1, abs(expected))
}
