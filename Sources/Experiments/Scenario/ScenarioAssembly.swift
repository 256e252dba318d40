internal import TreatmentModel

/// Reads the keys of a scenario file into a draft, and goes on after faults.
struct ScenarioAssembly {
  let evidence: EvidenceBase
  let collector: FaultCollector
  /// A cohort file given from outside.
  let cohortFile: String?

  /// Reads the whole file; nil only after reporting faults.
  mutating func draft(of root: Cursor) -> ScenarioDraft? {
    guard let file = root.record(ScenarioShape.file) else { return nil }
    let title = file.text("title")
    let startDate = file["startDate"].flatMap { $0.date() }
    let run = file.record("run").flatMap(run)
    let schedules = ScheduleReading(startDate: startDate, warmUpDays: run?.warmUpDays ?? .infinity)
    let overrides = file["parameters"].map {
      ParameterOverrides($0, parameters: evidence.parameters)
    }
    let parameters = (overrides ?? ParameterOverrides()).applied(
      to: evidence.parameters.values, of: evidence.parameters)
    let supply = file.record("supply")?["fentanylShare"].map {
      schedules.schedule($0, bounds: .share)
    }
    let population = population(file)
    let areas = CommunityReading(
      evidence: evidence, schedules: schedules, base: parameters, supply: supply ?? nil,
      memberCount: population.map { $0.cohort?.members.count } ?? nil,
      isCohort: file["population"]?.value["kind"]?.scalar == "cohort"
    ).areas(file)
    let outputs = file.has("outputs") ? file.record("outputs") : nil
    let references = references(file, horizon: run?.horizonDays)
    let strata = outputs?.choices("strata").compactMap(Stratification.init) ?? []
    let plan = OutputPlan(
      events: outputs?.flag("events") ?? false, patients: outputs?.flag("patients") ?? false)
    let strategyReading = StrategyReading(
      bibliography: evidence.bibliography, startDate: startDate,
      warmUpDays: run?.warmUpDays ?? .infinity, communities: areas.map(\.name))
    let strategies = strategyReading.strategies(file)
    let combining = strategyReading.combining(file)
    let economics = EconomicsReading.plan(file)
    let uncertainty = UncertaintyReading.uncertainty(file)
    let priorities = file.choices("priorities").compactMap(PriorityClass.init)
    guard collector.faults.isEmpty, let title, let run, let population, let combining,
      let economics, let uncertainty
    else { return nil }
    return ScenarioDraft(
      title: title, population: population, areas: areas,
      overrides: overrides ?? ParameterOverrides(), parameterFile: evidence.parameters,
      parameters: parameters, priorities: priorities, run: run, startDate: startDate,
      strata: strata, outputs: plan, references: references, strategies: strategies,
      combining: combining, economics: economics, uncertainty: uncertainty)
  }

  private func run(_ record: RecordCursor) -> ScenarioDraft.Run? {
    let horizon: Double?
    switch (record.has("horizonDays"), record.has("horizonYears")) {
    case (true, false): horizon = record.number("horizonDays")
    case (false, true):
      horizon = record.number("horizonYears").map { $0 * ScenarioShape.daysPerYear }
    case (true, true):
      record["horizonYears"]?.fault("horizonDays and horizonYears are both given. Keep one.")
      horizon = nil
    case (false, false):
      record.cursor.fault("neither horizonDays nor horizonYears is given. Give one.")
      horizon = nil
    }
    // All are read before any is missed, so that every fault is told.
    let warmUp = record.number("warmUpDays")
    let interval = record.number("intervalDays")
    let replications = record.integer("replications")
    let seed = record.integer("seed")
    let floor = record.choice("evidenceFloor").flatMap(EvidenceFloor.init)
    guard let horizon, let warmUp, let interval, let replications, let seed, let floor
    else { return nil }
    return ScenarioDraft.Run(
      horizonDays: horizon, warmUpDays: warmUp, intervalDays: interval,
      plan: RunPlan(replications: Int(replications), seed: seed), evidenceFloor: floor)
  }

  private func references(_ file: RecordCursor, horizon: Double?) -> [Reference] {
    guard file.has("references") else { return [] }
    return (file.list("references") ?? []).compactMap { element in
      guard let record = element.record(ScenarioShape.reference) else { return nil }
      let metric = record.text("metric")
      if let metric, let complaint = ReferenceMetric.complaint(metric, horizonDays: horizon) {
        record["metric"]?.fault(complaint)
      }
      let interval = record["interval"].flatMap(ParameterReading.interval)
      let source = record["source"].flatMap {
        ParameterReading.source($0, in: evidence.bibliography)
      }
      let value = record.number("value")
      if let value, let interval, !interval.contains(value) {
        let text = record["value"]?.value.found ?? ""
        record["interval"]?.fault("the interval does not hold the value \(text).")
      }
      let note = record.text("note")
      guard let metric, let value, let source, let note else { return nil }
      return Reference(
        metric: metric, value: value, interval: interval, source: source, note: note)
    }
  }
}

/// Names of metrics that a reference may stand beside.
enum ReferenceMetric {
  /// What is wrong with a name; nil where nothing is.
  static func complaint(_ name: String, horizonDays: Double?) -> String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 || parts[0] == "retention" else {
      let isWord = name.allSatisfy { ($0.isASCII && ($0.isLowercase || $0.isNumber)) || $0 == "_" }
      return isWord ? nil : "'\(name)' is no metric. Metrics are written like overdose_deaths."
    }
    let medications = Medication.active.map(\.name)
    let form = "Write retention.<medication>.day<number>, like retention.methadone.day28."
    guard parts.count == 3, parts[0] == "retention", parts[2].hasPrefix("day"),
      let day = Int(parts[2].dropFirst(3)), "day\(day)" == parts[2], day > 0
    else { return "'\(name)' is no metric. \(form)" }
    guard medications.contains(parts[1]) else {
      return "'\(parts[1])' is no medication. \(NearestName.question(parts[1], among: medications))"
        + "Allowed here: \(medications.joined(separator: ", "))."
    }
    if let horizonDays, Double(day) > horizonDays {
      return "day \(day) lies after the end of the run, day \(NumberText.text(horizonDays))."
    }
    return nil
  }
}
