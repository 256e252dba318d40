import TreatmentModel

/// A group of risk windows in which overdoses and deaths are related to person-time.
struct Exposure: Sendable {
  /// Suffix of the names of metrics; empty for all living time.
  let suffix: String
  let words: String
  let windows: [RiskWindow]

  static let everywhere = Exposure(
    suffix: "", words: "all living person-time", windows: RiskWindow.allCases)
  static let offTreatment = Exposure(
    suffix: "off_treatment", words: "person-time off treatment",
    windows: [.offTreatment, .afterTreatment])
  static let afterTreatment = Exposure(
    suffix: "off_treatment_first_4_weeks",
    words: "person-time in the first four weeks after treatment ended",
    windows: [.afterTreatment])
  static let laterOffTreatment = Exposure(
    suffix: "off_treatment_later",
    words: "person-time never treated or more than four weeks after treatment",
    windows: [.offTreatment])
  static let onTreatment = Exposure(
    suffix: "on_treatment", words: "person-time on any medication",
    windows: RiskWindow.allCases.filter { $0.medication != .none })

  /// All groups: everybody, off treatment, on any medication, on each.
  static let all =
    [everywhere, offTreatment, afterTreatment, laterOffTreatment, onTreatment]
    + phases(of: Medication.active, suffix: "treatment", words: "any medication")
    + Medication.active.flatMap { medication in
      [on(medication)]
        + phases(
          of: [medication], suffix: medication.metricName, words: medication.words)
    }

  /// All time on a medication.
  static func on(_ medication: Medication) -> Exposure {
    Exposure(
      suffix: "on_\(medication.metricName)", words: "person-time on \(medication.words)",
      windows: RiskWindow.allCases.filter { $0.medication == medication })
  }

  /// The first four weeks on some medications, and the time after them.
  static func phases(of medications: [Medication], suffix: String, words: String) -> [Exposure] {
    let windows = RiskWindow.allCases.filter { medications.contains($0.medication) }
    return [
      Exposure(
        suffix: "on_\(suffix)_first_4_weeks",
        words: "person-time in the first four weeks on \(words)",
        windows: windows.filter(\.isEarly)),
      Exposure(
        suffix: "on_\(suffix)_later",
        words: "person-time on \(words) after the first four weeks",
        windows: windows.filter { !$0.isEarly }),
    ]
  }

  /// Person-time in the windows.
  var time: MeasureSum {
    MeasureSum(columns: windows.map { Measure.time(in: $0) }, words: words)
  }

  /// A metric's name in this group.
  func name(_ metric: String) -> String { suffix.isEmpty ? metric : "\(metric)_\(suffix)" }
}

extension RiskWindow {
  /// Whether the window is the first four weeks on a medication.
  var isEarly: Bool {
    switch self {
    case .earlyMethadone, .earlyBuprenorphine, .earlyBuprenorphineXR, .earlyNaltrexoneXR: true
    case .offTreatment, .afterTreatment, .onMethadone, .onBuprenorphine, .onBuprenorphineXR,
      .onNaltrexoneXR:
      false
    }
  }
}

extension Medication {
  /// The name in metrics: snake case.
  var metricName: String { snakeCase(name) }

  /// The name in running text.
  var words: String {
    switch self {
    case .none: "no medication"
    case .methadone: "methadone"
    case .buprenorphine: "sublingual buprenorphine"
    case .buprenorphineXR: "extended-release buprenorphine"
    case .naltrexoneXR: "extended-release naltrexone"
    }
  }
}
