/// Finds what somebody who mistyped a name most likely meant.
enum NearestName {
  /// The allowed name nearest to what was written; nil where none is near.
  ///
  /// Near means at most three edits and at most half of the name; case does not count. Of names
  /// equally near the first wins.
  static func of(_ written: String, among allowed: some Sequence<String>) -> String? {
    var best: (name: String, edits: Int)?
    for name in allowed {
      let edits = distance(written.lowercased(), name.lowercased())
      if edits <= 3, edits * 2 <= name.count, edits < best?.edits ?? .max {
        best = (name, edits)
      }
    }
    return best?.name
  }

  /// `Did you mean 'x'? ` with a trailing blank, or nothing.
  static func question(_ written: String, among allowed: some Sequence<String>) -> String {
    of(written, among: allowed).map { "Did you mean '\($0)'? " } ?? ""
  }

  /// Fewest insertions, deletions, substitutions and swaps of neighbours that turn one text into
  /// the other (optimal string alignment); O(product of the lengths).
  static func distance(_ first: String, _ second: String) -> Int {
    let left = Array(first.unicodeScalars)
    let right = Array(second.unicodeScalars)
    // Far apart in length is far apart; this also bounds the work on hostile input.
    guard abs(left.count - right.count) <= 3 else { return max(left.count, right.count) }
    var previous: [Int] = []
    var current = Array(0...right.count)
    for row in 0..<left.count {
      var next = [row + 1]
      for column in 0..<right.count {
        var best = min(next[column], current[column + 1]) + 1
        best = min(best, current[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, previous[column - 1] + 1)
        }
        next.append(best)
      }
      previous = current
      current = next
    }
    return current[right.count]
  }
}
