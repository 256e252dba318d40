@testable import Experiments

/// A small world to read scenarios against: few parameters, two sources.
enum SmallEvidence {
  static let bibliographyText = """
    sources:
      - key: smith2020
        citation: Smith A. A trial. Journal 2020;1:1.
        doi: 10.1000/abc
      - key: jones2021
        citation: Jones B. A cohort. Journal 2021;2:2.
        url: https://example.org/jones
        licence: public domain
        note: Abstract only.

    """

  static let parametersText = """
    parameters:
      - {key: population.male, value: 0.6, unit: share, range: [0, 1], distribution: {beta: [6, 4]},
         grade: C, source: smith2020, how: table}
      - {key: population.race.white, value: 0.6, unit: share, range: [0, 1],
         distribution: {fixed: []}, grade: C, source: smith2020, how: table}
      - {key: population.race.black, value: 0.4, unit: share, range: [0, 1],
         distribution: {fixed: []}, grade: C, source: [smith2020, jones2021], how: table}
      - {key: dropout.shape.methadone, value: 0.7, unit: dimensionless, range: [0.1, 3],
         distribution: {normal: [0.7, 0.1]}, grade: A, source: jones2021, how: calculated,
         note: Shape | of the curve}
      - {key: supply.fentanylShare, value: 0.89, unit: share, range: [0, 1],
         distribution: {fixed: []}, grade: X, source: assumption, how: assumption}

    """

  /// The same, read once.
  static let shared: EvidenceBase = {
    do {
      return try load()
    } catch {
      preconditionFailure("the small evidence is wrong: \(error)")
    }
  }()

  static func load() throws -> EvidenceBase {
    let bibliography = try Bibliography.read(bibliographyText, file: "bibliography.yaml")
    let parameters = try ParameterFile.read(
      parametersText, file: "parameters.yaml", bibliography: bibliography)
    return EvidenceBase(parameters: parameters, bibliography: bibliography)
  }
}
