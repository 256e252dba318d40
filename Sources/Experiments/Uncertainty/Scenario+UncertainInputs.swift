internal import TreatmentModel

/// What an uncertainty analysis of a scenario may draw.
extension Scenario {
  /// Parameters and effects that have a distribution, in the order of the parameter file and then of
  /// the strategies; not prices and utilities, on which no simulation depends.
  ///
  /// A parameter that the scenario sets has the distribution that it gives there, none without.
  /// Effects that the evidence floor takes away are not uncertain.
  public var uncertainInputs: [UncertainInput] {
    (parameterInputs { !$0.isEconomic } + effectInputs).filter { $0.distribution != .fixed }
  }

  /// Prices and utilities that have a distribution, in the order of the parameter file.
  public var uncertainPrices: [UncertainInput] {
    parameterInputs(where: \.isEconomic).filter { $0.distribution != .fixed }
  }

  /// All parameters, then all effects that the evidence floor leaves, with a distribution or without:
  /// what a file may give numbers of.
  var possibleInputs: [UncertainInput] { parameterInputs { _ in true } + effectInputs }

  /// Whether a number of an input changes anything: of a parameter, only in a community that has none
  /// of its own.
  func takes(_ key: String) -> Bool {
    guard draft.parameterFile[key] != nil else { return true }
    return draft.areas.contains { area in
      !area.overrides.all.contains { $0.key == key }
        && (key != CommunityReading.supplyKey || area.takesSupplyFromParameter)
    }
  }

  private func parameterInputs(where isWanted: (Parameter) -> Bool) -> [UncertainInput] {
    let own = Dictionary(
      draft.overrides.all.map { ($0.key, $0) }, uniquingKeysWith: { _, last in last })
    return draft.parameterFile.rows.filter(isWanted).map { row in
      UncertainInput(
        key: row.key, value: draft.parameters[row.key],
        distribution: own[row.key].map { $0.distribution ?? .fixed } ?? row.distribution,
        range: row.range)
    }
  }

  private var effectInputs: [UncertainInput] {
    var seen: Set<String> = []
    return draft.strategies.flatMap(\.uses).map(\.file).flatMap { file in
      file.effects.indices.compactMap { index -> UncertainInput? in
        let effect = file.effects[index]
        let key = file.inputKey(ofEffect: index)
        guard evidenceFloor.admits(effect.evidence.grade), seen.insert(key).inserted
        else { return nil }
        return UncertainInput(
          key: key, value: effect.measure.number, distribution: effect.evidence.distribution,
          range: effect.possible)
      }
    }
  }
}

extension PolicyEffect {
  /// Numbers that the measure may have.
  fileprivate var possible: ClosedRange<Double> {
    switch measure {
    case .retention, .proportions: 1e-6...(1 - 1e-6)
    case .shift: -1...1
    case .standardisedDifference: -10...10
    case .riskRatio(_, _, let baseline): 1e-6...(baseline.map { (1 - 1e-6) / $0 } ?? 1000)
    case .ratio, .oddsRatio: 0...1000
    }
  }
}
