import Foundation
import Statistics
import Testing
import TreatmentModel

@testable import Experiments

/// Targets are simulated once for each setting, alike for any number of threads.
@Suite("Evaluation of targets")
struct TargetEvaluationTests {
  private let quick = ["run.horizonYears=0.5", "run.warmUpDays=0", "run.replications=3"].map {
    ScenarioOverride(argument: $0)!
  }

  private func target(
    _ name: String, _ quantity: String, settings: [ScenarioOverride] = [],
    interval: ClosedRange<Double> = 0...1e9
  ) throws -> Target {
    Target(
      name: name, title: name, scenario: "three-counties", settings: quick + settings,
      quantity: try #require(TargetQuantity(quantity)), value: 1, interval: interval,
      likelihood: .normal(mean: 1, sd: 1), use: .validation, sources: ["smyth2010"])
  }

  @Test("the same results for one and for three threads, in the order of the targets")
  func threads() throws {
    let targets = [
      try target("a", "overdoses"), try target("b", "weeklyLapse.buprenorphine"),
      try target(
        "c", "overdoses",
        settings: [ScenarioOverride(key: "parameters.overdose.perYear", value: "0.01")]),
      try target("d", "retention.methadone.day84"),
      try target("e", "relapsedAfterWithdrawal.day30"),
    ]
    let evaluation = try TargetEvaluation(targets)
    #expect(evaluation.settings.count == 2)
    let one = try evaluation.run(threads: 1)
    let three = try evaluation.run(threads: 3)
    #expect(one.map(\.target.name) == ["a", "b", "c", "d", "e"])
    #expect(one.map(\.replications) == three.map(\.replications))
    #expect(one.allSatisfy { $0.replications.count == 3 && $0.mean! > 0 })
    #expect(one[2].mean! < one[0].mean!, "a lower rate, fewer overdoses")
  }

  @Test("other numbers change what does not give them itself")
  func inputs() throws {
    let own = ScenarioOverride(key: "parameters.overdose.perYear", value: "0.0267")
    let targets = [
      try target("a", "overdoses"), try target("b", "overdoses", settings: [own]),
    ]
    let evaluation = try TargetEvaluation(targets)
    let usual = try evaluation.run(threads: 2)
    #expect(usual[0].mean == usual[1].mean)
    let more = try evaluation.run(inputs: ["overdose.perYear": 0.06], threads: 2)
    #expect(more[0].mean! > 1.5 * usual[0].mean!)
    #expect(more[1].mean == usual[1].mean)
    #expect(throws: InputFault.self) {
      try evaluation.run(inputs: ["overdose.perYeer": 0.06], threads: 1)
    }
  }

  @Test("strata, communities and days that the scenario does not have are faults")
  func complaints() throws {
    func fault(_ quantity: TargetQuantity, strategy: String? = nil) throws -> String {
      var wrong = try target("wrong", "overdoses")
      wrong.quantity = quantity
      wrong.strategy = strategy
      do throws(Faults) {
        _ = try TargetEvaluation([wrong])
        return ""
      } catch {
        return error.description
      }
    }
    let stratum = TargetQuantity.metric("overdoses", stratum: "sex=none", community: nil)
    #expect(try fault(stratum).contains("does not tell stratum 'sex=none'"))
    let place = TargetQuantity.metric("overdoses", stratum: nil, community: "Nowhere")
    #expect(try fault(place).contains("there is no community 'Nowhere'"))
    #expect(try fault(.retention(.methadone, day: 999)).contains("day 999 lies after the end"))
    #expect(try fault(.medianDuration(.methadone), strategy: "best").contains("no strategy 'best'"))
  }

  @Test("the verdict is about the mean and the published interval")
  func verdicts() throws {
    func verdict(_ mean: Double, _ interval: ClosedRange<Double>?) throws -> TargetResult.Verdict {
      var target = try target("t", "overdoses")
      target.interval = interval
      return TargetResult(
        target: target, replications: .init([mean, mean]), drawsTrialPeople: false
      ).verdict
    }
    #expect(try verdict(2, 1...3) == .inside)
    #expect(try verdict(4, 1...3) == .outside)
    #expect(try verdict(4, nil) == .unknown)
  }
}
