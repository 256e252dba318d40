import Experiments
import Foundation
import Statistics
import TestSupport
import Testing
import TreatmentModel

/// The shipped emulations of two trials against the trials' own retention.
///
/// The published intervals stand in the scenarios, as `references`. START is used for calibration: the
/// drop-out curves were fitted to it. X:BOT is held back; only its induction failure is taken from it.
@Suite("Emulations of trials")
struct TrialEmulations {
  /// Arms as randomised: the people where the released rows are at hand, else as many without any
  /// attribute recorded, whom the model draws.
  private func cohort() throws -> String {
    if let rows = PackageRoot.shared("data/ctn0094/baseline_and_retention.csv") { return rows }
    var text = "patient_id,trial,arm,age_years,sex,race_ethnicity,injects,homeless,"
    text += "history_depression,history_anxiety,employment\n"
    let arms = [
      ("START", "methadone", 529), ("START", "buprenorphine", 740),
      ("X:BOT", "buprenorphine", 287), ("X:BOT", "naltrexone_xr", 283),
    ]
    var id = 0
    for (trial, arm, count) in arms {
      for _ in 0..<count {
        id += 1
        text += "\(id),\(trial),\(arm),,,,,,,,\n"
      }
    }
    let path = NSTemporaryDirectory() + "arms-\(UUID().uuidString).csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Retention of the pooled replications at the days of the references, with the reference.
  private func retention(
    _ name: String, changing change: (inout Parameters) -> Void = { _ in }
  ) throws -> [(metric: String, model: Double, published: ClosedRange<Double>)] {
    let scenario = try ScenarioReader.read(path: name, cohort: cohort())
    var model = scenario.model
    for index in model.communities.indices { change(&model.communities[index].parameters) }
    var simulation = Simulation(model)
    var total = Outcome(layout: model.layout)
    for replication in 1...UInt32(10) {
      total.add(
        simulation.run(community: 0, replication: replication, seed: scenario.run.seed))
    }
    return try scenario.references.map { reference in
      // retention.<medication>.day<d>
      let words = reference.metric.split(separator: ".")
      let medication = try #require(Medication.active.first { $0.name == words[1] })
      let day = try #require(Int(words[2].dropFirst(3)))
      let counts = total.retention[(Int(medication.rawValue) - 1) * model.layout.groups]
      let curve = KaplanMeier(
        exits: counts.exits.map(Int.init), censored: counts.censored.map(Int.init))
      let interval = try #require(reference.interval)
      return (reference.metric, curve.survival[day], interval)
    }
  }

  private func outside(
    _ points: [(metric: String, model: Double, published: ClosedRange<Double>)]
  ) -> [String] {
    points.filter { !$0.published.contains($0.model) }.map(\.metric)
  }

  @Test("START: both arms lie in the trial's intervals at days 28, 84 and 160")
  func start() throws {
    let points = try retention("trials/start")
    #expect(points.count == 6)
    #expect(outside(points) == [])
    // Control: a drop-out hazard half as high again is told.
    let worse = try retention("trials/start") { parameters in
      for medication in ["methadone", "buprenorphine"] {
        let key = "dropout.scaleDays.\(medication)"
        parameters[key] *= medication == "methadone" ? 0.56 : 0.46
      }
    }
    #expect(outside(worse).count >= 4)
  }

  @Test("X:BOT: all but buprenorphine at day 28, which the README explains")
  func xbot() throws {
    let points = try retention("trials/xbot")
    #expect(points.count == 6)
    #expect(outside(points) == ["retention.buprenorphine.day28"])
  }
}
