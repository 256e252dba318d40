internal import ArgumentParser
internal import HealthEconomics
internal import Statistics

/// Runs the Sick-Sicker model under both strategies and reports its values and its speed.
struct SickSickerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sick-sicker",
    abstract: "Run the Sick-Sicker cost-effectiveness model in continuous time.",
    discussion: """
      Exact: QALYs 14.19552 without and 14.69244 with treatment, costs 91690.38 and 170438.10, \
      158471.05 for a QALY.
      """)

  @Option(help: "Patients under each strategy, the same ones.") var patients = 1_000_000
  @Option(help: "Seed of all streams.") var seed: UInt64 = 1
  @Flag(help: "Print one line of JSON instead of a list.") var json = false

  func validate() throws {
    guard (2..<16_777_216).contains(patients) else {
      throw ValidationError("--patients \(patients): 2 to 16777215 are allowed.")
    }
  }

  func run() {
    let watch = Stopwatch()
    let results = SickSickerModel.Strategy.all.map { strategy in
      var model = SickSickerModel(patients: patients, strategy: strategy, seed: seed)
      return model.run()
    }
    let (wall, cpu) = (watch.wall, watch.cpu)
    let values = zip(SickSickerModel.Strategy.all, results).map { strategy, result in
      StrategyValue(
        name: strategy.name, cost: result.cost.mean ?? .nan, effect: result.effect.mean ?? .nan)
    }
    var report = Report()
    report.add("patients", patients)
    report.add([("seed", "\(seed)")])
    for (suffix, value) in zip(["untreated", "treated"], values) {
      report.add("cost_\(suffix)", value.cost)
      report.add("qalys_\(suffix)", value.effect)
    }
    for (suffix, result) in zip(["untreated", "treated"], results) {
      report.add("se_cost_\(suffix)", result.cost.standardError ?? .nan)
      report.add("se_qalys_\(suffix)", result.effect.standardError ?? .nan)
    }
    report.add(
      "cost_per_qaly",
      IncrementalPoint(values[1], comparedWith: values[0]).ratio ?? .nan)
    report.add("life_years", results[0].lifeYears.mean ?? .nan)
    report.add("se_life_years", results[0].lifeYears.standardError ?? .nan)
    report.add("sojourns", results.reduce(0) { $0 + $1.sojourns })
    report.add("wall", wall)
    report.add("cpu", cpu)
    report.add("patients_per_s", Int(Double(2 * patients) / cpu))
    report.print(json: json, engine: "moudsim")
  }
}
