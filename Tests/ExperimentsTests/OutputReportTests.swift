import Foundation
import TestSupport
import Testing

@testable import Experiments
@testable import TreatmentModel

@Suite struct OutputReportTests {
  @Test(
    "numbers for people",
    arguments: [
      (0.0, "0"), (12, "12"), (0.73012, "0.7301"), (999.96, "1000"), (1000, "1,000"),
      (31200, "31,200"), (1_234_567.8, "1,234,568"), (-5000, "-5,000"), (0.000123456, "0.0001235"),
    ] as [(Double, String)])
  func numbers(value: Double, text: String) { #expect(HumanNumber.text(value) == text) }

  @Test("tables are aligned and lines have no blanks at their end")
  func table() {
    var table = TextTable([("name", false), ("n", true), ("note", false)])
    table.add(["a", "1", ""])
    table.add(["longer", "100", "x"])
    #expect(table.text == "name      n  note\na         1\nlonger  100  x\n")
  }

  @Test("a report shows published figures beside the model's")
  func report() throws {
    let model = RunFixtures.model(communities: 1)
    let scenario = RunFixtures.scenario(
      model,
      references: [
        Reference(
          metric: "retention.methadone.day28", value: 0.85, interval: 0.8...0.9, source: "trial",
          note: "first episodes"),
        Reference(metric: "seeks", value: 9, interval: 8...10, source: "state", note: ""),
        Reference(metric: "reneges", value: 1, interval: nil, source: "clinic", note: ""),
        Reference(
          metric: "retention.buprenorphine.day28", value: 1, interval: nil, source: "none", note: ""
        ),
      ])
    var results = RunResults(model: model, retentionDays: [28])
    for exits in [1, 3] as [UInt32] {
      var outcome = Outcome(layout: model.layout)
      outcome.retention[0].exits[5] = exits
      outcome.retention[0].censored[730] = 20 - exits
      outcome.add(4, to: Measure.count(of: .seek))
      let groups = Observation.all(in: outcome, layout: model.layout)
      results.add(
        metrics: Metrics.all.map { $0.value(in: groups[0]) }, total: outcome,
        groups: groups, communities: [outcome])
    }
    let lines = RunReport(scenario, results).text.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.first == "A small scenario")
    // Retained: 19/20 and 17/20, mean 0.9; standard error 0.05, t 12.7062; 0.9 to the power of
    // exp(+-12.7062 x 0.05 / (0.9 x -ln 0.9)).
    for line in [
      "retention.methadone.day28 0.9 6.787e-38 to 0.9999 0.85 0.8 to 0.9 yes trial [1]",
      "[1] first episodes",
      "seeks 4 4 to 4 9 8 to 10 no state", "reneges 0 0 to 0 1 - - clinic",
      "retention.buprenorphine.day28 - - 1 - - none", "induction_failure_share - -",
    ] { #expect(lines.contains(line), "\(line)") }
  }

  @Test(
    "the dictionary of outputs is the committed one",
    arguments: ["docs/outputs.md", "Output/README.md"])
  func dictionary(file: String) throws {
    let committed = try String(contentsOfFile: PackageRoot.path(file), encoding: .utf8)
    let isCurrent = committed == OutputSchema.markdown
    #expect(isCurrent, "\(file) is stale. Run: moudsim schema --outputs > \(file)")
  }

  @Test("the dictionary names every column of every table")
  func columns() {
    for table in OutputTable.allCases {
      #expect(Set(table.columnNames).count == table.columns.count)
      for column in table.columns {
        #expect(column.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
        #expect(OutputSchema.markdown.contains("| `\(column.name)` | \(column.description) |"))
      }
    }
  }

  @Test("a life is told in plain words")
  func story() throws {
    let person = Attributes(
      age: 34.7, sex: .female, race: .black, ancestry: .africanAmerican, insurance: .medicaid,
      traits: [.injects, .unstablyHoused], feltStigma: 0.5, priorEpisodes: 1,
      genotypes: Genotypes())
    let story = LifeStory(
      patient: 17, community: "Ash", replication: 2, person: person,
      records: [
        life(0, .entry, .outOfCare, .none, .regular),
        life(12.504, .event(.titrationStep), .stabilisation, .methadone, .lapse, 40),
        life(99, .risk(.overdoseDeath), .dead, .none, .regular),
      ])
    #expect(
      story.text == """
        Patient 17 of Ash, replication 2: woman of 34, race/ethnicity black, medicaid, unstably \
        housed, injects

          day  what happens              then
         0.00  is followed from here on  out of care, regular use
        12.50  gets a different dose     stabilisation, methadone, 40 mg a day, occasional use
        99.00  dies of the overdose      dead

        """)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(story.json.utf8)) as? [String: Any])
    let events = try #require(json["events"] as? [[String: Any]])
    #expect(events.map { $0["event"] as? String } == ["entry", "titration_step", "overdose_death"])
    #expect(events[1]["dose_mg"] as? Double == 40)
    #expect(events[1]["care_state"] as? String == "stabilisation")
  }

  private func life(
    _ day: Double, _ event: LifeEvent, _ care: CareState, _ medication: Medication,
    _ use: UseState, _ dose: Float = 0
  ) -> LifeRecord {
    LifeRecord(
      day: day, patient: 17, event: event, care: care, medication: medication, use: use,
      dose: dose, adequacy: 1, tolerance: 0.5)
  }
}
