import TestSupport

/// Pseudo-random breakage.
struct Dice {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

  /// A word that may stand in a path.
  mutating func word() -> String {
    let letters = Array("abcz09-_.~%41$!*'();:@&=+,")
    return String((0..<(1 + below(30))).map { _ in letters[below(letters.count)] })
  }

  mutating func path() -> String {
    "/" + (0..<(1 + below(4))).map { _ in word() }.joined(separator: "/")
  }

  mutating func noise() -> String {
    String(
      String.UnicodeScalarView(
        (0..<(1 + below(300))).map { _ in
          Unicode.Scalar(UInt8(below(256)))
        }))
  }

  /// A JSON text with one to four pieces cut out, doubled, swapped or replaced.
  mutating func broken(_ text: String) -> String {
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u00", "null", "true", "1e999", "-1", "0.0000001",
      "99999999999999999999", "\u{0}", "\u{7F}", "é", "😀", "\n", "<script>", "../", "__proto__",
      "{\"a\":", String(repeating: "[", count: 40), String(repeating: "9", count: 400),
    ]
    var characters = Array(text.unicodeScalars)
    for _ in 0..<(1 + below(4)) {
      guard !characters.isEmpty else { break }
      let place = below(characters.count)
      switch below(4) {
      case 0: characters.removeSubrange(place..<min(characters.count, place + 1 + below(12)))
      case 1: characters.insert(contentsOf: pieces[below(pieces.count)].unicodeScalars, at: place)
      case 2: characters[place] = Unicode.Scalar(UInt8(below(128)))
      default: characters.insert(contentsOf: characters[place...].prefix(20), at: place)
      }
    }
    return String(String.UnicodeScalarView(characters))
  }
}
