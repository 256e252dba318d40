import Foundation
import TestSupport
import Testing

@Suite("Costs and health")
struct CostTests {
  static let wish = """
    {"people": 600, "years": 2, "replications": 3, "seed": 11, "places": {"officePlaces": 1.5},
     "policies": [{"name": "telehealth", "uptake": 0.7}, {"name": "take-home-doses", "uptake": 0.5}]}
    """

  /// Names on the page and in `economics.csv`.
  static let names = [
    "cost_of_health_care": "all costs", "cost_of_programmes": "programmes", "qalys": "qalys",
  ]

  @Test("they are those of moudsim compare for the same scenario file, to the last digits")
  func sameAsCompare() async throws {
    try await Served.run { server in
      let id = try await server.submit(Self.wish)
      let result = try Answer.object(try await server.finish(id))
      let figures = try #require(result["figures"] as? [[String: Any]])
      let yaml = try await server.ask("/api/runs/\(id)/scenario.yaml").text
      let rows = try Self.compared(yaml)
      for (name, quantity) in Self.names {
        let figure = try #require(figures.first { $0["metric"] as? String == name })
        let base = try #require(rows["health_sector,base,\(quantity)"])
        let plan = try #require(rows["health_sector,plan,\(quantity)"])
        let other = try #require(rows["societal,plan,\(quantity)"])
        let told = ["todayMean", "planMean", "changeMean", "changeLow", "changeHigh"].map {
          figure[$0] as? Double ?? .nan
        }
        for (value, expected) in zip(told, [base[0], plan[0], plan[1], plan[2], plan[3]]) {
          #expect(abs(value - expected) <= 1e-9 * max(1, abs(expected)), "\(name): \(told)")
        }
        // Were another perspective taken, this test would see it.
        if name == "cost_of_health_care" { #expect(abs(other[0] - told[1]) > 1e5) }
      }
    }
  }

  @Test("the curve of extra cost ends near the difference of the table, which is discounted")
  func curve() async throws {
    try await Served.run { server in
      let id = try await server.submit(Self.wish)
      let result = try Answer.object(try await server.finish(id))
      let figures = try #require(result["figures"] as? [[String: Any]])
      let figure = try #require(figures.first { $0["metric"] as? String == "cost_of_health_care" })
      let change = try #require(figure["changeMean"] as? Double) / 1e6
      let charts = try #require(result["charts"] as? [[String: Any]])
      let chart = try #require(charts.first { $0["id"] as? String == "extra-cost" })
      let table = try #require(chart["table"] as? [String: Any])
      let rows = try #require(table["rows"] as? [[String]])
      let text = try #require(rows.last?.last)
      let last = try #require(
        Double(
          text.replacing("\u{2212}", with: "-").prefix { $0 == "-" || $0 == "." || $0.isNumber }))
      #expect(abs(last - change) <= 0.05 * abs(change) + 0.005)
      // The same curve would not do for nothing: the plan costs something.
      #expect(abs(change) > 0.05)
    }
  }

  /// Mean, difference and its interval by perspective, strategy and quantity.
  private static func compared(_ yaml: String) throws -> [String: [Double]] {
    try Program.inFolder { program in
      try program.write(yaml, to: "what-if.yaml")
      let run = try program.run(
        "compare", "what-if.yaml", "--strategy", "base", "--strategy", "plan", "--comparator",
        "base", "--no-report", "--quiet", "--output", "out")
      guard run.status == 0 else { throw Served.Unexpected(description: run.errors) }
      var rows: [String: [Double]] = [:]
      for line in try program.text("out/economics.csv").split(separator: "\n").dropFirst() {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        let key = [fields[0], fields[1], fields[3]].joined(separator: ",")
        rows[key] = fields[4...].map { Double($0) ?? .nan }
      }
      return rows
    }
  }
}
