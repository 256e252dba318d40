internal import DiscreteEvents
internal import TreatmentModel

/// The shipped scenario that what-if requests start from, read once and never from a file.
enum WhatIfBase {
  static let draft: ScenarioDraft = {
    let name = WhatIfShape.scenario
    guard let text = BuiltIn.scenario(name) else { preconditionFailure("\(name) is not embedded") }
    do throws(Faults) {
      return try ScenarioReader.read(text: text, file: "Scenarios/\(name).yaml").draft
    } catch {
      preconditionFailure("\n\(error)")
    }
  }()

  static let communities = draft.areas.map(\.name)

  /// Resources that are limited everywhere.
  static let resources = ResourceKind.allCases.filter { kind in
    draft.areas.allSatisfy { $0.capacity[kind] != nil }
  }

  /// People of a community, or of all.
  static func people(in community: String) -> Int {
    areas(community).map(\.population).reduce(0, +)
  }

  /// A community as a list, or all of them.
  static func areas(_ community: String) -> [ScenarioDraft.Area] {
    draft.areas.filter { community == WhatIfShape.everywhere || $0.name == community }
  }

  /// Places on the first observed day in a community, or in all.
  static func places(_ kind: ResourceKind, in community: String) -> Int {
    areas(community).map { Int($0.capacity[kind]?.value(at: 0) ?? 0) }.reduce(0, +)
  }
}
