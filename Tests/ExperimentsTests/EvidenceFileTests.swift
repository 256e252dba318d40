import Testing
import TreatmentModel

@testable import Experiments

@Suite("The parameter file and the bibliography")
struct EvidenceFileTests {
  private func faults(rows: String) throws -> [String] {
    let bibliography = try Bibliography.read(SmallEvidence.bibliographyText, file: "b.yaml")
    do {
      _ = try ParameterFile.read(
        "parameters:\n" + rows, file: "p.yaml", bibliography: bibliography)
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  private func row(_ changes: [String: String] = [:]) -> String {
    let standard = [
      ("key", "population.male"), ("value", "0.5"), ("unit", "share"), ("range", "[0, 1]"),
      ("distribution", "{beta: [5, 5]}"), ("grade", "C"), ("source", "smith2020"), ("how", "table"),
    ]
    let lines = standard.compactMap { key, value -> String? in
      let value = changes[key] ?? value
      return value.isEmpty ? nil : "\(key): \(value)"
    }
    return "  - " + lines.joined(separator: "\n    ") + "\n"
  }

  @Test("Rows are read with all that they say")
  func rows() throws {
    let parameters = try SmallEvidence.load().parameters
    #expect(
      parameters["dropout.shape.methadone"]
        == Parameter(
          key: "dropout.shape.methadone", value: 0.7, unit: .dimensionless, range: 0.1...3,
          distribution: .normal(mean: 0.7, sd: 0.1), grade: .a, sources: ["jones2021"],
          how: "calculated", note: "Shape | of the curve"))
    #expect(parameters["population.race.black"]?.sources == ["smith2020", "jones2021"])
    #expect(parameters["supply.fentanylShare"]?.sources == [])
    #expect(parameters["supply.fentanylShare"]?.distribution == .fixed)
    #expect(parameters["no.such.key"] == nil)
    #expect(parameters.values["population.male"] == 0.6)
  }

  @Test(
    "Each fault of a row says what was found and what to do",
    arguments: [
      ("value", "1.4", "p.yaml:3:12: error: parameters[0].value: 1.4 is outside 0...1."),
      (
        "unit", "shares",
        "p.yaml:4:11: error: parameters[0].unit: 'shares' is not allowed. Did you mean 'share'? "
          + "Allowed here: probability, share, ratio, dimensionless, hours, days, mg, log, per day, "
          + "per year, per 1,000 per month, per 1,000 per year, usd, usd per day, usd per month, "
          + "utility, qaly."
      ),
      (
        "grade", "E",
        "p.yaml:7:12: error: parameters[0].grade: 'E' is not allowed. Allowed here: "
          + "A, B, C, D, N, X."
      ),
      (
        "range", "[1, 0]",
        "p.yaml:5:12: error: parameters[0].range: 1 is above 0. Write [lower, upper]."
      ),
      (
        "range", "[0]",
        "p.yaml:5:12: error: parameters[0].range: expected 2 numbers, [lower, upper], and found 1."
      ),
      (
        "source", "smith2O20",
        "p.yaml:8:13: error: parameters[0].source: 'smith2O20' is not in the bibliography. Did you "
          + "mean 'smith2020'? Add it there, or cite another."
      ),
      (
        "source", "assumption",
        "p.yaml:8:13: error: parameters[0].source: an assumption cannot have grade C. Cite a source, "
          + "or grade it X."
      ),
      (
        "distribution", "{beta: [5, 0]}",
        "p.yaml:6:26: error: parameters[0].distribution.beta: beta 0 must be above 0."
      ),
      (
        "distribution", "{uniform: [1, 1]}",
        "p.yaml:6:29: error: parameters[0].distribution.uniform: lower 1 must be below upper 1."
      ),
      (
        "distribution", "{triangular: [1, 0, 2]}",
        "p.yaml:6:32: error: parameters[0].distribution.triangular: minimum, mode and maximum must "
          + "not fall, and must not all be equal."
      ),
      (
        "distribution", "{beta: [1, 2], gamma: [1, 2]}",
        "p.yaml:6:19: error: parameters[0].distribution: give one distribution, like {beta: [12, "
          + "88]}."
      ),
      (
        "distribution", "{betta: [1, 2]}",
        "p.yaml:6:20: error: parameters[0].distribution.betta: unknown key. Did you mean 'beta'? "
          + "Allowed here: fixed, uniform, normal, logNormal, gamma, beta, triangular."
      ),
      (
        "key", "weather.rain",
        "p.yaml:2:10: error: parameters[0].key: 'weather.rain' belongs to no submodel. Begin it with "
          + "one of: population, initial, gene, clearance, dose, titration, adequacy, seek, reentry, "
          + "access, patience, choice, interim, induction, withdrawal, dropout, stabilisation, taper, "
          + "aftercare, lapse, relapse, cessation, recovery, tolerance, overdose, survival, emergency, "
          + "death, supply, cost, utility, discount."
      ),
      (
        "key", "cost.travel.bus",
        "p.yaml:2:10: error: parameters[0].key: 'cost.travel.bus' is of no family of costs. Name it "
          + "cost.<family>.<what>; families: health, public, crime, productivity."
      ),
      (
        "unit", "usd per month",
        "p.yaml:4:11: error: parameters[0].unit: an amount of money needs the year and the currency "
          + "of its prices."
      ),
      (
        "how", "table\n    year: 2023",
        "p.yaml:10:11: error: parameters[0].year: a number in share has no prices. Remove the key "
          + "'year'."
      ),
      (
        "how", "",
        "p.yaml:2:5: error: parameters[0]: the key 'how' is missing. It is: how the value follows "
          + "from the source"
      ),
    ])
  func rowFaults(key: String, value: String, expected: String) throws {
    #expect(try faults(rows: row([key: value])) == [expected])
  }

  @Test("Keys differ, and the parts of a whole sum to 1")
  func together() throws {
    #expect(
      try faults(rows: row() + row()) == [
        "p.yaml:10:10: error: parameters[1].key: 'population.male' is the key of an earlier "
          + "parameter. Give another."
      ])
    let shares =
      row(["key": "population.race.white"])
      + row(["key": "population.race.black", "value": "0.4"])
    #expect(
      try faults(rows: shares) == [
        "p.yaml:10:10: error: parameters[1].key: population.race.* must sum to 1 and sums to 0.9: "
          + "white 0.5, black 0.4."
      ])
  }

  private func price(_ key: String, year: Int) -> String {
    let how = "table\n    year: \(year)\n    currency: USD"
    return row(["key": key, "unit": "usd", "range": "[0, 9]", "how": how])
  }

  @Test("Amounts of money have prices, all of one year")
  func prices() throws {
    let bibliography = try Bibliography.read(SmallEvidence.bibliographyText, file: "b.yaml")
    let file = try ParameterFile.read(
      "parameters:\n" + price("cost.crime.a", year: 2023) + row(), file: "p.yaml",
      bibliography: bibliography)
    let cost = try #require(file["cost.crime.a"])
    #expect(cost.prices == Prices(currency: "USD", year: 2023) && cost.isEconomic)
    #expect(cost.costFamily?.perspectives == ["payer", "societal"])
    #expect(file["population.male"]?.prices == nil && file["population.male"]?.isEconomic == false)
    #expect(ParameterListing.yaml([cost]).contains("    year: 2023\n    currency: USD\n"))
    #expect(
      try faults(rows: price("cost.health.a", year: 2023) + price("cost.health.b", year: 2022)) == [
        "p.yaml:20:11: error: parameters[1].year: prices are in USD of 2023 above. Convert all to one "
          + "year."
      ])
  }

  @Test("Which keys belong to one whole")
  func groups() {
    #expect(ShareGroup(of: "population.age.18to25")?.prefix == "population.age.")
    #expect(
      ShareGroup(of: "population.ancestry.black.european")?.prefix == "population.ancestry.black.")
    #expect(ShareGroup(of: "population.male") == nil)
    #expect(ShareGroup(of: "population.phone.urban") == nil)
    #expect(ShareGroup(of: "gene.CYP2B6.decreased.european") == nil)
  }

  @Test("Faults of the bibliography are told at their place")
  func bibliography() {
    let text = """
      sources:
        - {key: a, citation: A, doy: x}
        - {key: a, citation: B}
        - {key: b}
      """
    do {
      _ = try Bibliography.read(text, file: "b.yaml")
      Issue.record("read without a fault")
    } catch {
      #expect(
        error.faults.map(\.description) == [
          "b.yaml:2:27: error: sources[0].doy: unknown key. Did you mean 'doi'? Allowed here: key, "
            + "citation, doi, url, licence, note.",
          "b.yaml:3:11: error: sources[1].key: 'a' is the key of an earlier source. Give another.",
          "b.yaml:4:5: error: sources[2]: the key 'citation' is missing. It is: authors, title, "
            + "journal and year",
        ])
    }
  }
}
