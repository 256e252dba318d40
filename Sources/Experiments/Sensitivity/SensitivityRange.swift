internal import TreatmentModel

/// An input that is moved, and how far.
public struct SensitivityRange: Sendable, Equatable {
  /// The key: a parameter, or `policy.<policy>.<what>`.
  public let key: String
  /// The number as given; infinity for a duration without an end.
  public let given: Double
  /// The lowest number tried.
  public let low: Double
  /// The highest number tried.
  public let high: Double

  /// Numbers from the lowest to the highest at equal distances; two or more.
  func numbers(_ count: Int) -> [Double] {
    precondition(count > 1, "\(count) numbers")
    return (0..<count).map { index in
      // The ends are met exactly.
      index == count - 1 ? high : low + (high - low) * Double(index) / Double(count - 1)
    }
  }
}

extension Scenario {
  /// What an input is moved over: the ends that are given, or else the central 95 % of its distribution.
  ///
  /// - Throws: `InputFault` where the key is unknown, the ends are not in order, or there is no
  ///   distribution to take them from.
  func range(of key: String, ends: ClosedRange<Double>?) throws(InputFault) -> SensitivityRange {
    let given = try number(of: key)
    if let ends {
      guard ends.lowerBound < ends.upperBound else {
        throw InputFault(key: key, message: "the range has no width. Give two different numbers.")
      }
      return SensitivityRange(
        key: key, given: given, low: ends.lowerBound, high: ends.upperBound)
    }
    guard let input = (uncertainInputs + uncertainPrices).first(where: { $0.key == key }) else {
      throw InputFault(
        key: key,
        message: "it has no distribution from which a range could be taken. Give the range.")
    }
    return SensitivityRange(
      key: key, given: given, low: input.quantile(0.025), high: input.quantile(0.975))
  }

  /// The number of an input as the scenario gives it, that of its first use for a policy.
  ///
  /// - Throws: `InputFault` where the scenario has no such input, or a policy's effect never acts.
  func number(of key: String) throws(InputFault) -> Double {
    if draft.parameterFile[key] != nil { return draft.parameters[key] }
    var removed: String?
    for file in draft.strategies.flatMap(\.uses).map(\.file) {
      for setting in PolicySetting.allCases where setting.key(of: file.name) == key {
        return setting.value(of: file)
      }
      for index in file.effects.indices where file.inputKey(ofEffect: index) == key {
        let effect = file.effects[index]
        if evidenceFloor.admits(effect.evidence.grade) { return effect.measure.number }
        removed = effect.evidence.grade.rawValue
      }
    }
    if let removed {
      throw InputFault(
        key: key,
        message: "the effect is graded \(removed) and not believed here, so that no number of it "
          + "acts. To assume one, set it in the strategy: effects: {...}.")
    }
    let keys = inputKeys
    throw InputFault(
      key: key,
      message: "the scenario has no such input. \(NearestName.question(key, among: keys))"
        + "`moudsim parameters` lists parameters; of policies there are "
        + "\(policyKeys.joined(separator: ", ")).")
  }

  private var policyKeys: [String] { draft.policyKeys }

  /// Whether no simulation depends on an input: a price, a utility or a discount rate.
  func isPrice(_ key: String) -> Bool {
    if let row = draft.parameterFile[key] { return row.isEconomic }
    return draft.strategies.flatMap(\.uses).contains { use in
      PolicySetting.allCases.contains { $0.isPrice && $0.key(of: use.file.name) == key }
    }
  }
}
