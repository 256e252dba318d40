import TreatmentModel

/// Overdoses and deaths: counts, rates, ratios of rates.
extension Metrics {
  /// What is counted in risk windows, single or together.
  private struct Risk {
    let name: String
    let words: String
    let counts: [RiskCount]

    static let all =
      RiskCount.allCases.map { Risk(name: $0.metricName, words: $0.plural, counts: [$0]) }
      + [
        Risk(
          name: "deaths", words: "deaths from any cause", counts: [.overdoseDeath, .otherDeath])
      ]

    func events(in exposure: Exposure) -> MeasureSum {
      MeasureSum(
        columns: counts.flatMap { count in
          exposure.windows.map { Measure.count(of: count, in: $0) }
        }, words: exposure.suffix.isEmpty ? words : "\(words), in \(exposure.words)")
    }
  }

  /// Counts and rates by exposure.
  static let risks: [Metric] = Risk.all.flatMap { risk in
    Exposure.all.flatMap { exposure in
      let place = exposure.suffix.isEmpty ? "" : ", in \(exposure.words)"
      let subject = risk.words.prefix(1).uppercased() + risk.words.dropFirst()
      return [
        Metric(
          name: exposure.name(risk.name), description: "\(subject)\(place).",
          formula: .count(risk.events(in: exposure))),
        Metric(
          name: exposure.name("\(risk.name)_per_100_person_years"),
          description: "\(subject), per 100 person-years\(place).",
          formula: .perYears(100, risk.events(in: exposure), time: exposure.time)),
      ]
    }
  }

  /// Ratios of rates, and shares of overdoses that are fatal.
  static let riskRatios: [Metric] =
    Risk.all.flatMap { risk in
      comparisons.map { name, words, first, second in
        Metric(
          name: "\(risk.name)_rate_ratio_\(name)",
          description: "Rate of \(risk.words), \(words).",
          formula: .rateRatio(
            Rate(events: risk.events(in: first), time: first.time),
            to: Rate(events: risk.events(in: second), time: second.time)))
      }
    } + fatalShares

  private static let comparisons: [(String, String, Exposure, Exposure)] =
    [
      ("off_to_on_treatment", "off treatment to on it", .offTreatment, .onTreatment),
      (
        "off_first_4_weeks_to_on_treatment",
        "the first four weeks after treatment to on treatment", .afterTreatment, .onTreatment
      ),
      (
        "off_first_4_weeks_to_on_treatment_later",
        "the first four weeks after treatment to after the first four weeks on it",
        .afterTreatment,
        Exposure.phases(of: Medication.active, suffix: "treatment", words: "any medication")[1]
      ),
      (
        "off_first_4_weeks_to_later", "the first four weeks off treatment to later on",
        .afterTreatment, .laterOffTreatment
      ),
    ]
    + [Medication.methadone, .buprenorphine].flatMap { medication in
      let name = medication.metricName
      let phases = Exposure.phases(of: [medication], suffix: name, words: medication.words)
      return [
        (
          "off_treatment_to_on_\(name)", "off any treatment to on \(medication.words)",
          Exposure.offTreatment, Exposure.on(medication)
        ),
        (
          "on_\(name)_first_4_weeks_to_later",
          "the first four weeks on \(medication.words) to later on", phases[0], phases[1]
        ),
      ]
    }

  private static let fatalShares: [Metric] = {
    let deaths = MeasureSum(
      columns: RiskWindow.allCases.map { Measure.count(of: .overdoseDeath, in: $0) },
      words: "deaths from overdose")
    return [(RiskCount.overdose, "overdose"), (.overdoseSeen, "overdose_seen")].map {
      kind, name in
      let all = MeasureSum(
        columns: RiskWindow.allCases.map { Measure.count(of: kind, in: $0) }, words: kind.plural)
      return Metric(
        name: "\(name)_fatal_share", description: "Fatal share of all \(kind.plural).",
        formula: .share(deaths, of: all))
    }
  }()
}
