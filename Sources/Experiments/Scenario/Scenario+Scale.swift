internal import DiscreteEvents

extension Scenario {
  /// The same scenario with more or fewer people and places; each is rounded to a whole number, and
  /// a community keeps at least one person.
  ///
  /// A place more or less matters the more, the fewer there are: compare scaled runs with each other.
  ///
  /// - Parameter factor: above 0.
  public func scaled(by factor: Double) -> Scenario {
    precondition(factor > 0 && factor < .infinity, "a scale of \(factor)")
    guard factor != 1 else { return self }
    var draft = draft
    for index in draft.areas.indices {
      let people = (Double(draft.areas[index].population) * factor).rounded()
      draft.areas[index].population = max(1, Int(people))
      draft.areas[index].capacity = draft.areas[index].capacity.mapValues { places in
        places.mapped { ($0 * factor).rounded() }
      }
    }
    var scaled = draft.scenario(name: name, inputs: inputs)
    scaled.strategy = strategy
    return scaled
  }
}

extension Schedule<Double> {
  /// The same dates with other values.
  fileprivate func mapped(_ change: (Double) -> Double) -> Schedule<Double> {
    Schedule(
      change(values[0]),
      changes: zip(dates, values.dropFirst()).map { (date: $0, value: change($1)) })
  }
}
