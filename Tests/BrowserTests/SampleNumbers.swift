import Foundation
import TestSupport

@testable import Experiments

/// Numbers of the sample reports.
enum SampleNumbers {
  private typealias Estimate = ReportInput.Estimate
  private typealias Value = ReportInput.KeyFigure.Value

  private static func figure(
    _ label: String, _ unit: String = "", _ format: NumberFormat,
    _ values: [(Double, Double)],
    _ differences: [(Double, Double, Double)]
  ) -> ReportInput.KeyFigure {
    let names = ["status-quo", "access", "access-without-places"]
    var result: [String: ReportInput.KeyFigure.Value] = [:]
    for (index, name) in names.enumerated() {
      let (mean, half) = values[index]
      var value = Value(Estimate(mean, mean - half...mean + half))
      if index > 0 {
        let (difference, half, chance) = differences[index - 1]
        value.difference = Estimate(difference, difference - half...difference + half)
        value.probabilityBetter = chance
      }
      result[name] = value
    }
    return ReportInput.KeyFigure(
      label: label, unit: unit, format: format, values: result)
  }

  static let keyFigures = [
    figure(
      "Deaths from overdose", "in five years", .number(decimals: 0),
      [(965, 31), (867, 30), (912, 30)], [(-98, 22, 0.999), (-53, 21, 0.99)]),
    figure(
      "Share in treatment at the end", "", .percent(decimals: 1),
      [(0.090, 0.004), (0.131, 0.005), (0.112, 0.005)], [(0.041, 0.003, 1), (0.022, 0.003, 1)]),
    figure(
      "Mean wait", "from request to first dose", .quantity(unit: "days", decimals: 0),
      [(46, 3), (19, 2), (38, 3)], [(-27, 3, 1), (-8, 9, 0.91)]),
    figure(
      "Requests for care without an offer of treatment", "", .percent(decimals: 0),
      [(0.37, 0.01), (0.21, 0.01), (0.29, 0.01)], [(-0.16, 0.01, 1), (-0.08, 0.01, 1)]),
    figure(
      "Deaths of all causes", "in five years", .number(decimals: 0),
      [(2410, 52), (2295, 50), (2362, 51)], [(-115, 40, 0.998), (-48, 55, 0.93)]),
  ]

  static func manyFigures(_ names: [String]) -> [ReportInput.KeyFigure] {
    keyFigures.prefix(3).map { figure in
      var figure = figure
      guard let base = figure.values["status-quo"]?.estimate.value else { return figure }
      figure.values = [:]
      for (index, name) in names.enumerated() {
        let change = -base * 0.012 * Double(index)
        let mean = base + change
        figure.values[name] = Value(
          Estimate(mean, mean * 0.97...mean * 1.03),
          difference: index == 0
            ? nil : Estimate(change, change - base * 0.01...change + base * 0.01),
          probabilityBetter: index == 0 ? nil : 0.9)
      }
      return figure
    }
  }

  static func curves(_ names: [String]) -> [ReportInput.CurveSet] {
    func points(
      _ times: [Double], _ spread: Double, limit: Double = .infinity,
      _ value: (Double, Double) -> Double
    ) -> [String: [CurveChart.Point]] {
      Dictionary(
        uniqueKeysWithValues: names.enumerated().map { index, name in
          let effect = index == 1 ? 1.0 : index == 2 ? 0.5 : 0.06 * Double(index)
          return (
            name,
            times.map { time in
              let mean = value(time, effect)
              return CurveChart.Point(
                x: time, mean: mean,
                interval: mean * (1 - spread)...min(mean * (1 + spread), max(mean, limit)))
            }
          )
        })
    }
    let days = (0...52).map { Double($0) * 7 }
    let months = (0...60).map(Double.init)
    return [
      ReportInput.CurveSet(
        title: "Still in treatment after starting",
        caption: "Share of people who are still in the same episode of treatment.",
        timeTitle: "days since the first dose", valueTitle: "share still in treatment",
        format: .percent(decimals: 0), isStepped: true,
        curves: points(days, 0.03, limit: 1) { exp(-pow($0 / (210 + 60 * $1), 0.7)) }),
      ReportInput.CurveSet(
        title: "Deaths from overdose so far", caption: "", timeTitle: "months since the start",
        valueTitle: "deaths in all three counties", format: .number(decimals: 0),
        isStepped: false, curves: points(months, 0.035) { 16.1 * $0 * (1 - 0.1 * $1 * $0 / 60) }),
    ]
  }

  static let forests = [
    ReportInput.Forest(
      title: "Deaths from overdose, compared with today's practice",
      valueTitle: "difference in deaths in five years", format: .number(decimals: 0),
      rows: [
        ForestChart.Row(label: "Access package", value: -98, interval: -120 ... -76),
        ForestChart.Row(
          label: "Access package without more prescribers", value: -53, interval: -74 ... -32),
      ])
  ]

  static let equity: [ReportInput.EquityGroup] = {
    func row(_ stratum: String, _ base: Double, _ access: Double, _ less: Double)
      -> ReportInput.EquityGroup.Row
    {
      let values = [("status-quo", base), ("access", access), ("access-without-places", less)]
      return ReportInput.EquityGroup.Row(
        stratum: stratum,
        values: Dictionary(
          uniqueKeysWithValues: values.map {
            ($0, Estimate($1, $1 - 0.006...$1 + 0.006))
          }))
    }
    return [
      ReportInput.EquityGroup(
        title: "In treatment at the end, by county", valueTitle: "share in treatment",
        format: .percent(decimals: 0),
        rows: [
          row("Urban", 0.104, 0.143, 0.121), row("Suburban", 0.092, 0.137, 0.118),
          row("Rural, far from a clinic", 0.061, 0.097, 0.083),
        ]),
      ReportInput.EquityGroup(
        title: "In treatment at the end, by race and ethnicity", valueTitle: "share in treatment",
        format: .percent(decimals: 0),
        rows: [
          row("White", 0.098, 0.139, 0.120), row("Black", 0.066, 0.104, 0.087),
          row("Hispanic or Latino", 0.074, 0.110, 0.094), row("Other", 0.081, 0.121, 0.101),
        ]),
    ]
  }()

  static let interactions: ReportInput.InteractionTable = {
    func row(_ policies: [String], _ sum: Double, _ joint: Double)
      -> ReportInput.InteractionTable.Row
    {
      ReportInput.InteractionTable.Row(
        policies: policies, sum: Estimate(sum, sum - 14...sum + 14),
        joint: Estimate(joint, joint - 12...joint + 12),
        interaction: Estimate(joint - sum, joint - sum - 15...joint - sum + 15))
    }
    return ReportInput.InteractionTable(
      outcome: "deaths from overdose", format: .number(decimals: 0),
      rows: [
        row(["Telehealth", "Same-day start"], -38, -31),
        row(["Telehealth", "Interim doses"], -29, -27),
        row(["Telehealth", "Naloxone"], -52, -50),
        row(["Same-day start", "Interim doses"], -33, -24),
        row(["Same-day start", "Naloxone"], -58, -55),
        row(["Interim doses", "Naloxone"], -47, -46),
        row(["Telehealth", "Same-day start", "Interim doses", "Naloxone"], -88, -70),
      ])
  }()

  static let tornado = ReportInput.Tornado(
    outcome: "difference in deaths from overdose in five years", format: .number(decimals: 0),
    base: -98,
    rows: [
      TornadoChart.Row(
        label: "Share of people who ask for care in a year", low: "0.2", high: "0.5", atLow: -61,
        atHigh: -129),
      TornadoChart.Row(
        label: "Overdoses out of treatment", low: "0.15", high: "0.4", atLow: -70, atHigh: -117),
      TornadoChart.Row(
        label: "Effect of a same-day start on attendance", low: "1.05", high: "1.6", atLow: -79,
        atHigh: -112),
      TornadoChart.Row(
        label: "Naloxone kits that are used", low: "0.05", high: "0.2", atLow: -86, atHigh: -109),
      TornadoChart.Row(
        label: "Drop-out from buprenorphine", low: "0.8", high: "1.2", atLow: -105, atHigh: -91),
    ])

  static let economics: ReportInput.Economics = {
    var economics = ReportInput.Economics(
      perspective: "Health-care sector",
      basis: "US dollars of 2025; costs and health of later years count 3 % less for each year.",
      currency: "$", healthUnit: "QALY", threshold: 100_000)
    economics.incremental = [
      ReportInput.IncrementalRow(
        strategy: "status-quo", cost: Estimate(812_000_000, 798_000_000...826_000_000),
        effect: Estimate(72_310, 72_105...72_515), status: .reference),
      ReportInput.IncrementalRow(
        strategy: "access-without-places", cost: Estimate(826_400_000, 811_000_000...841_800_000),
        effect: Estimate(72_590, 72_380...72_800), status: .extendedlyDominated),
      ReportInput.IncrementalRow(
        strategy: "access", cost: Estimate(838_900_000, 822_000_000...855_800_000),
        effect: Estimate(73_020, 72_800...73_240), status: .ratio(37_887)),
    ]
    economics.plane = [
      "access": cloud(710, 26.9e6, 180, 9e6), "access-without-places": cloud(280, 14.4e6, 130, 6e6),
    ]
    let steps = (0...30).map { Double($0) * 5_000 }
    let access = steps.map { 0.85 / (1 + exp(-($0 - 38_000) / 12_000)) }
    let less = steps.map { 0.12 * exp(-pow(($0 - 55_000) / 40_000, 2)) }
    economics.acceptability = [
      "access": zip(steps, access).map { CurveChart.Point(x: $0, mean: $1) },
      "access-without-places": zip(steps, less).map { CurveChart.Point(x: $0, mean: $1) },
      "status-quo": zip(steps, zip(access, less)).map {
        CurveChart.Point(x: $0, mean: 1 - $1.0 - $1.1)
      },
    ]
    economics.frontier = [
      ReportInput.FrontierRow(from: 0, strategy: "status-quo", probability: 0.96),
      ReportInput.FrontierRow(from: 37_887, strategy: "access", probability: 0.46),
    ]
    economics.budget = (1...5).map { year in
      let base = 158e6 + 2.4e6 * Double(year)
      let amounts = [
        ("status-quo", base), ("access", base + 7e6 - 0.8e6 * Double(year)),
        ("access-without-places", base + 4e6 - 0.5e6 * Double(year)),
      ]
      return ReportInput.BudgetRow(
        year: "Year \(year)",
        amounts: Dictionary(
          uniqueKeysWithValues: amounts.map { ($0, Estimate($1, $1 - 3e6...$1 + 3e6)) }))
    }
    return economics
  }()

  /// Draws of a normal cloud, the same each time, by the method of Box and Muller.
  private static func cloud(_ effect: Double, _ cost: Double, _ effects: Double, _ costs: Double)
    -> [PlaneChart.Point]
  {
    var random = SplitMix64(seed: 1)
    return (1...1000).map { _ in
      let (first, second) = (random.uniform(), random.uniform())
      let radius = (-2 * log(first)).squareRoot()
      let (x, y) = (radius * cos(2 * .pi * second), radius * sin(2 * .pi * second))
      return PlaneChart.Point(
        effect: effect + effects * x, cost: cost + costs * (0.5 * x + 0.866 * y))
    }
  }
}
