/// A few things by name, of which those that were not asked for longest are thrown away.
struct Shelf<Value> {
  private struct Entry {
    let value: Value
    let weight: Int
    var used: Int
  }

  private var entries: [String: Entry] = [:]
  private var clock = 0

  /// A thing by its name; asking for it keeps it.
  subscript(_ name: String) -> Value? {
    mutating get {
      clock += 1
      entries[name]?.used = clock
      return entries[name]?.value
    }
  }

  /// Puts a thing on the shelf.
  mutating func put(_ value: Value, under name: String, weight: Int) {
    clock += 1
    entries[name] = Entry(value: value, weight: weight, used: clock)
  }

  /// Throws things away until the rest weighs no more than this; the newest stays.
  mutating func shrink(to weight: Int) {
    var kept = 0
    for (name, entry) in entries.sorted(by: { $0.value.used > $1.value.used }) {
      kept += entry.weight
      if kept > weight, kept > entry.weight { entries[name] = nil }
    }
  }
}
