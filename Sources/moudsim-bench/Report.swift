/// Names and values of a measurement, printed as a list or as one line of JSON.
struct Report {
  private var fields: [(name: String, value: String)] = []

  mutating func add(_ name: String, _ value: Int) { fields.append((name, "\(value)")) }

  mutating func add(_ name: String, _ value: Int?) {
    fields.append((name, value.map { "\($0)" } ?? "null"))
  }

  mutating func add(_ name: String, _ value: Double) {
    precondition(value.isFinite, "\(name) \(value)")
    fields.append((name, "\(value)"))
  }

  /// Adds fields whose values are numbers already written out.
  mutating func add(_ more: [(name: String, value: String)]) { fields += more }

  /// Prints everything.
  func print(json: Bool, engine: String) {
    if json {
      let body = fields.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",")
      Swift.print("{\"engine\":\"\(engine)\",\(body)}")
    } else {
      for (name, value) in fields { Swift.print("\(name) \(value)") }
    }
  }
}
