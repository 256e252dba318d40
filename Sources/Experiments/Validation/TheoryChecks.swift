import Foundation
import Statistics
import TreatmentModel

/// Checks of the engine and of the whole model against formulas and laws.
enum TheoryChecks {
  static let people = 20_000

  /// All of them.
  static func all(threads: Int) throws -> [ValidationCheck] {
    try waiting() + competingRisks() + survival() + laws(threads: threads)
  }

  /// M/M/3 at an occupancy of 0.8: 100 replications of 3,000 customers.
  private static func waiting() -> [ValidationCheck] {
    let station = ServicePoint(arrivalRate: 2.4, serviceRate: 1, servers: 3)
    let runs = (1...100).map { station.run(replication: $0) }
    let shares = RunningMoments(runs.map(\.waitShare))
    let waits = RunningMoments(runs.map(\.meanWait))
    let little = runs.reduce(0) { $0 + abs($1.waitTicks - $1.lineTicks) }
    return [
      ValidationCheck(
        .theory, "M/M/3: probability of waiting", expected: station.erlangC,
        value: shares.mean!, standardError: shares.standardError, source: "Erlang C"),
      ValidationCheck(
        .theory, "M/M/3: mean wait, days", expected: station.expectedWait, value: waits.mean!,
        standardError: waits.standardError, source: "Erlang C"),
      ValidationCheck(
        .theory, "M/M/3: ticks waited less the integral of the line, all paths", expected: 0,
        value: Double(little), standardError: nil, source: "Little's law"),
    ]
  }

  /// Fatal overdose at 0.006 a day against other death at 0.003, 100 days.
  private static func competingRisks() -> [ValidationCheck] {
    var world = StillWorld(people: people, horizonDays: 100)
    world.setFatalOverdoses(perDay: 0.006)
    world.setOtherDeaths(perDay: 0.003)
    let outcome = world.outcome()
    let dead = 1 - exp(-0.9)
    let formula = "h1 / (h1 + h2) (1 - exp(-(h1 + h2) t))"
    return [
      .share(
        .theory, "Two causes of death in 100 days: overdose", expected: dead * 2 / 3,
        of: outcome.total(.overdoseDeath), trials: people, source: formula),
      .share(
        .theory, "Two causes of death in 100 days: other", expected: dead / 3,
        of: outcome.total(.otherDeath), trials: people, source: formula),
    ]
  }

  /// Retention of the shipped curves, induction failure as a mass on day 0.
  private static func survival() -> [ValidationCheck] {
    [Medication.methadone, .buprenorphine].flatMap { medication -> [ValidationCheck] in
      let shipped = BuiltIn.parameters.values
      var world = RetentionWorld.world(medication, people: people)
      for key in ["dropout.shape", "dropout.scaleDays", "induction.failure"] {
        world["\(key).\(medication.name)"] = shipped["\(key).\(medication.name)"]
      }
      let failure = shipped["induction.failure.\(medication.name)"]
      let counts = RetentionWorld.exits(world.outcome(), medication)
      return [28, 160].map { day in
        let left =
          (1 - failure)
          * exp(
            -pow(
              Double(day) / shipped["dropout.scaleDays.\(medication.name)"],
              shipped["dropout.shape.\(medication.name)"]))
        return .share(
          .theory, "\(medication.words): gone within \(day) days", expected: 1 - left,
          of: counts[..<day].reduce(0, +), trials: people, source: "Weibull survival")
      }
    }
  }

  /// Laws that hold on every path, to the bit.
  private static func laws(threads: Int) throws -> [ValidationCheck] {
    let scenario = try ScenarioReader.read(
      path: "three-counties",
      overrides: ["run.horizonYears=1", "run.warmUpDays=0", "run.replications=4"].map {
        ScenarioOverride(argument: $0)!
      })
    let one = try outcomes(scenario, threads: 1)
    let several = try outcomes(scenario, threads: max(2, threads))
    let different = zip(one, several).count { $0 != $1 }
    let entered = one.reduce(0) { sum, outcome in
      sum + outcome.total(Measure.count(of: .arrival))
    }
    let residents = scenario.model.communities.reduce(0) { $0 + $1.population }
    let dead = one.reduce(0) { $0 + $1.total(.overdoseDeath) + $1.total(.otherDeath) }
    let alive = one.reduce(0) {
      $0 + $1.prevalence.suffix(Measure.occupancyCount).reduce(0, +)
    }
    let states = one.reduce(0) { sum, outcome in
      sum + (0..<Measure.occupancyCount).reduce(0) { $0 + outcome.total($1) }
    }
    let windows = one.reduce(0) { sum, outcome in
      sum + RiskWindow.allCases.reduce(0) { $0 + outcome.total(Measure.time(in: $1)) }
    }
    let runs = scenario.run.replications
    return [
      ValidationCheck(
        .theory, "Three counties, 4 replications: results that differ between 1 and more threads",
        expected: 0, value: Double(different), standardError: nil, source: "same bytes"),
      ValidationCheck(
        .theory, "Three counties: alive and dead at the end",
        expected: Double(runs * residents + Int(entered)), value: Double(Int(alive) + dead),
        standardError: nil, source: "everybody who entered"),
      ValidationCheck(
        .theory, "Three counties: ticks lived by risk window", expected: Double(states),
        value: Double(windows), standardError: nil, source: "ticks lived by state"),
    ]
  }

  private static func outcomes(_ scenario: Scenario, threads: Int) throws -> [Outcome] {
    let runner = Runner(
      model: scenario.model, replications: scenario.run.replications, threads: threads)
    return try runner.reduce(
      into: [Outcome](), cancellation: Cancellation(),
      perform: { task, simulation in
        simulation.run(
          community: task.community, replication: task.replication, seed: scenario.run.seed)
      }, combine: { outcomes, _, replication in outcomes += replication })
  }
}

/// A trial of one medication in which drop-out is the only thing that happens.
enum RetentionWorld {
  static func world(_ medication: Medication, people: Int) -> StillWorld {
    var world = StillWorld(people: people, horizonDays: 400)
    world.medication = medication
    world.startsAtInduction = true
    for other in Medication.active { world["induction.days.\(other.name)"] = 0 }
    return world
  }

  /// Ends of episodes by whole day.
  static func exits(_ outcome: Outcome, _ medication: Medication) -> [Int] {
    outcome.retention[Int(medication.rawValue) - 1].exits.map(Int.init)
  }
}
