internal import TreatmentModel

/// A scenario that was read once, from which the models of all rows are made.
struct SweepTemplate: Sendable {
  /// The scenario's tree with everything that all rows share.
  let tree: YAMLValue
  /// What it was read as, with the strategies of the sweep only.
  let draft: ScenarioDraft
  /// Names of the strategies, in the order of the results.
  let strategies: [String]
  let keys: [SweepKey]

  init(tree: YAMLValue, draft: ScenarioDraft, strategies: [String], columns: [SweepColumn]) {
    self.tree = tree
    self.strategies = strategies
    keys = columns.map { SweepKey($0.key) }
    self.draft = Self.trimmed(draft, strategies: strategies)
  }

  /// The values of a row that are settings: rows that share them share a draft.
  func settings(of values: [String]) -> [String] {
    zip(keys, values).compactMap { key, value in
      if case .setting = key { value } else { nil }
    }
  }

  /// The scenario with the settings of a row.
  func draft(for values: [String]) throws(SweepRowFault) -> ScenarioDraft {
    let overrides = zip(keys, values).compactMap { key, value -> ScenarioOverride? in
      guard case .setting(let name) = key else { return nil }
      return ScenarioOverride(key: name, value: value)
    }
    guard !overrides.isEmpty else { return draft }
    do throws(Faults) {
      let collector = FaultCollector()
      let draft = try ScenarioReader.draft(tree, overrides: overrides, collector: collector)
      return Self.trimmed(draft, strategies: strategies)
    } catch {
      throw SweepRowFault(message: error.faults.map(\.description).joined(separator: " | "))
    }
  }

  /// The models of a row, by strategy; `draft` holds its settings.
  func models(of values: [String], draft: ScenarioDraft) throws(SweepRowFault) -> [Model] {
    var inputs: Scenario.Inputs = [:]
    for (key, value) in zip(keys, values) {
      guard case .input(let name) = key else { continue }
      do throws(NumberText.Problem) {
        inputs[name] = try NumberText.double(value)
      } catch {
        throw SweepRowFault(message: "\(name): '\(value)' is not a number.")
      }
    }
    do throws(InputFault) {
      let models = try draft.models(with: inputs)
      let names = [Scenario.base] + draft.strategies.map(\.name)
      return strategies.map { name in models[names.firstIndex(of: name)!] }
    } catch {
      throw SweepRowFault(message: error.description)
    }
  }

  /// Strategies that are not run are not built, and strata are not counted.
  private static func trimmed(_ draft: ScenarioDraft, strategies: [String]) -> ScenarioDraft {
    var trimmed = draft
    trimmed.strategies = draft.strategies.filter { strategies.contains($0.name) }
    trimmed.strata = []
    return trimmed
  }
}

/// Why a row cannot be run.
struct SweepRowFault: Error, Sendable, Equatable {
  /// Every fault of it, on one line.
  var message: String
}
