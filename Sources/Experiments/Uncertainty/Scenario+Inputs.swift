internal import DiscreteEvents
public import TreatmentModel

/// What a scenario's results depend on: parameters and effects of policies, by key.
extension Scenario {
  /// Numbers by key that take the place of those of the scenario.
  public typealias Inputs = [String: Double]

  /// Every key that `models(with:)` understands.
  public var inputKeys: [String] {
    draft.parameterFile.keys + draft.policyKeys
  }

  /// The models of the run without policies and of every strategy, in the order of `strategies`,
  /// with other numbers.
  ///
  /// A community that sets a parameter itself keeps its number.
  ///
  /// - Throws: `InputFault` where a key is unknown or a number is impossible.
  public func models(with inputs: Inputs) throws(InputFault) -> [Model] {
    try draft.models(with: inputs)
  }

  /// The run without policies and every strategy with other numbers, prices of policies too.
  ///
  /// - Throws: `InputFault` where a key is unknown or a number is impossible.
  func strategies(with inputs: Inputs) throws(InputFault) -> [ComparedStrategy] {
    try draft.strategies(with: inputs)
  }
}

/// An input that a scenario does not have, or a number that it cannot take.
public struct InputFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// The key.
  public var key: String
  /// What is wrong with it.
  public var message: String
  /// The key and what is wrong.
  public var description: String { "\(key): \(message)" }
}

extension PolicyFile {
  /// The key of an effect: `policy.<policy>.<lever>`, with the medications where the policy moves a
  /// lever more than once.
  func inputKey(ofEffect index: Int) -> String {
    let effect = effects[index]
    let isOnly = effects.count { $0.lever == effect.lever } == 1
    let medications = Medication.allCases.filter(effect.medications.contains).map(\.name)
    return "policy.\(name).\(effect.lever)"
      + (isOnly ? "" : ".\(medications.joined(separator: "+"))")
  }

  /// The policy with another number for an effect.
  func with(_ number: Double, forEffect index: Int) throws(InputFault) -> PolicyFile {
    var changed = self
    let effect = effects[index]
    changed.effects[index].measure = effect.measure.with(number: number)
    do throws(EffectMeasure.Misfit) {
      changed.effects[index].value = try changed.effects[index].measure.value(of: effect.lever)
    } catch {
      throw InputFault(key: inputKey(ofEffect: index), message: error.message)
    }
    return changed
  }
}

extension ScenarioDraft {
  /// Keys of effects, prices, uptake and durations of the policies, each once.
  var policyKeys: [String] {
    var seen: Set<String> = []
    return strategies.flatMap(\.uses).flatMap { use in
      use.file.effects.indices.map { use.file.inputKey(ofEffect: $0) }
        + PolicySetting.allCases.map { $0.key(of: use.file.name) }
    }.filter { seen.insert($0).inserted }
  }

  /// The models of the run without policies and of every strategy, with other numbers.
  func models(with inputs: Scenario.Inputs) throws(InputFault) -> [Model] {
    try strategies(with: inputs).map(\.model)
  }

  /// The run without policies and every strategy with other numbers.
  func strategies(with inputs: Scenario.Inputs) throws(InputFault) -> [ComparedStrategy] {
    let changed = try with(inputs)
    let communities = changed.communities
    let base = changed.model(communities)
    return [
      ComparedStrategy(name: Scenario.base, title: "No policies", model: base, files: [])
    ]
      + changed.strategies.map { draft in
        let strategy = draft.strategy(
          communities: communities, warmUpDays: changed.run.warmUpDays,
          floor: changed.run.evidenceFloor)
        var model = base
        model.policies = strategy.policies
        model.communities = strategy.communities
        return ComparedStrategy(
          name: strategy.name, title: strategy.title, model: model, files: strategy.files)
      }
  }

  /// The draft with other numbers.
  func with(_ inputs: Scenario.Inputs) throws(InputFault) -> ScenarioDraft {
    var changed = self
    for (key, value) in inputs.sorted(by: { $0.key < $1.key }) {
      if let row = parameterFile[key] {
        guard row.range.contains(value) else {
          throw InputFault(
            key: key,
            message: "\(NumberText.text(value)) is outside \(NumberText.text(row.range.lowerBound))"
              + "...\(NumberText.text(row.range.upperBound)).")
        }
        changed.set(key, to: value)
      } else if try !changed.setPolicy(key, to: value) {
        try changed.setEffect(key, to: value)
      }
    }
    try changed.checkShares(of: inputs)
    return changed
  }

  private mutating func set(_ key: String, to value: Double) {
    parameters[key] = value
    for index in areas.indices where !areas[index].overrides.all.contains(where: { $0.key == key })
    {
      areas[index].parameters[key] = value
      if key == CommunityReading.supplyKey, areas[index].takesSupplyFromParameter {
        areas[index].fentanylShare = Schedule(value)
      }
    }
  }

  /// Sets a price, uptake or duration in every strategy that uses the policy; false for other keys.
  private mutating func setPolicy(_ key: String, to value: Double) throws(InputFault) -> Bool {
    var isKnown = false
    for strategy in strategies.indices {
      for use in strategies[strategy].uses.indices {
        let name = strategies[strategy].uses[use].file.name
        guard let setting = PolicySetting.allCases.first(where: { $0.key(of: name) == key })
        else { continue }
        guard setting.range.contains(value) else {
          throw InputFault(
            key: key,
            message: "\(NumberText.text(value)) is outside "
              + "\(NumberText.text(setting.range.lowerBound))..."
              + "\(NumberText.text(setting.range.upperBound)).")
        }
        setting.set(value, in: &strategies[strategy].uses[use])
        isKnown = true
      }
    }
    return isKnown
  }

  /// Whether every use of an effect has a number that the scenario sets by hand.
  private func isSetByHand(_ key: String) -> Bool {
    strategies.flatMap(\.uses).allSatisfy { use in
      use.file.effects.indices.allSatisfy { index in
        use.file.inputKey(ofEffect: index) != key
          || use.file.effects[index].evidence == .setByScenario
      }
    }
  }

  private mutating func setEffect(_ key: String, to value: Double) throws(InputFault) {
    var isKnown = false
    let isSetByHand = isSetByHand(key)
    for strategy in strategies.indices {
      for use in strategies[strategy].uses.indices {
        let file = strategies[strategy].uses[use].file
        for index in file.effects.indices where file.inputKey(ofEffect: index) == key {
          isKnown = true
          // What one strategy sets by hand stays where the others' number is changed.
          guard isSetByHand || file.effects[index].evidence != .setByScenario else { continue }
          strategies[strategy].uses[use].file = try strategies[strategy].uses[use].file.with(
            value, forEffect: index)
        }
      }
    }
    if !isKnown {
      throw InputFault(
        key: key,
        message: "the scenario has no such input. "
          + NearestName.question(key, among: parameterFile.keys + policyKeys)
          + "Give the key of a parameter, or policy.<policy>.<lever>.")
    }
  }

  private func checkShares(of inputs: Scenario.Inputs) throws(InputFault) {
    for key in inputs.keys.sorted() {
      guard let group = ShareGroup(of: key) else { continue }
      let values = parameterFile.keys.map { ($0, parameters[$0]) }
      if let complaint = group.complaint(values) { throw InputFault(key: key, message: complaint) }
    }
  }
}
