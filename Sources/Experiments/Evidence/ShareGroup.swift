/// Parameters that are the parts of a whole and must sum to 1.
struct ShareGroup: Equatable {
  /// What the keys begin with, for example `population.race.`.
  var prefix: String

  /// Shares are decimals in files; their sum may differ from 1 by this much.
  static let tolerance = 1e-6

  /// The group of a key; nil where the key stands for itself.
  init?(of key: String) {
    let parts = key.split(separator: ".")
    guard parts.count >= 3, parts[0] == "population" else { return nil }
    switch parts[1] {
    case "age", "race", "insurance":
      guard parts.count == 3 else { return nil }
      prefix = "population.\(parts[1])."
    case "ancestry":
      guard parts.count == 4 else { return nil }
      prefix = "population.ancestry.\(parts[2])."
    default: return nil
    }
  }

  /// What is wrong with the sum; nil where it is 1.
  func complaint(_ values: [(key: String, value: Double)]) -> String? {
    let members = values.filter { ShareGroup(of: $0.key) == self }
    let sum = members.reduce(0) { $0 + $1.value }
    guard abs(sum - 1) > Self.tolerance else { return nil }
    let list = members.map { "\($0.key.dropFirst(prefix.count)) \(NumberText.text($0.value))" }
    // Sums of decimals carry rounding in the last digits that nobody wrote.
    let shown = NumberText.text((sum * 1e9).rounded() / 1e9)
    return "\(prefix)* must sum to 1 and sums to \(shown): \(list.joined(separator: ", "))."
  }
}
