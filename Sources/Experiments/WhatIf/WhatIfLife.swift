internal import TreatmentModel

/// One person's life under today's practice and under a plan, with the same chance events.
public struct WhatIfLife: Sendable {
  let request: WhatIfLifeRequest
  let community: String
  let scenario: Scenario
  let today: LifeStory
  let plan: LifeStory
  let todayRecords: [LifeRecord]
  let planRecords: [LifeRecord]
  /// Whether a policy was attached to the person.
  let wasReached: Bool
  /// Whose life was found; not always whose was looked for.
  let found: LifeChoice

  /// Why there is no life to tell.
  public enum Failure: Error, Sendable, Equatable {
    /// Somebody asked to stop.
    case stopped
    /// The community has fewer people; the number of them.
    case nobody(people: Int)
  }

  /// Finds a person and tells both lives.
  ///
  /// Runs a community of the first replication up to four times. A request for all communities takes
  /// the first.
  public static func find(
    _ request: WhatIfLifeRequest, cancellation: Cancellation
  ) throws(Failure) -> WhatIfLife {
    let scenario = request.setting.scenario()
    let planModel =
      scenario.strategies.first { $0.name == WhatIfSetting.plan }.map(scenario.model(of:))
      ?? scenario.model
    let search = LifeSearch(
      base: scenario.model, plan: planModel, seed: request.setting.seed,
      cancellation: cancellation)
    var person = request.person
    var found = LifeChoice.anybody
    if person == nil {
      let hit = try search.person(request.choice, after: request.after)
      (person, found) = (hit.person, hit.found)
    }
    guard let person else { throw .nobody(people: 0) }
    let first = try search.life(of: person, in: scenario.model)
    let second = try search.life(of: person, in: planModel)
    let name = scenario.model.communities[0].name
    func story(_ life: LifeSearch.Life) -> LifeStory {
      LifeStory(
        patient: person, community: name, replication: 1, person: life.person,
        records: life.records)
    }
    return WhatIfLife(
      request: request, community: name, scenario: scenario, today: story(first),
      plan: story(second), todayRecords: first.records, planRecords: second.records,
      wasReached: second.wasReached, found: found)
  }

  /// Position of the first record that differs; nil where both lives are the same.
  var parting: Int? {
    let common = zip(todayRecords, planRecords).prefix { $0 == $1 }.count
    return common == todayRecords.count && common == planRecords.count ? nil : common
  }

  /// Day of the run on which the lives part; nil where they do not.
  var partingDay: Double? {
    parting.flatMap { index in
      [todayRecords, planRecords].compactMap { index < $0.count ? $0[index].day : nil }.min()
    }
  }
}

/// Looks for people in the first community of two models.
private struct LifeSearch {
  let base: Model
  let plan: Model
  let seed: UInt64
  let cancellation: Cancellation

  struct Life {
    let person: Attributes
    let records: [LifeRecord]
    let wasReached: Bool
  }

  /// What is kept of everybody: little, because there are many.
  struct Trace {
    var digest = Hasher()
    var diesOfOverdose = false
    var dies = false
  }

  func life(of person: UInt32, in model: Model) throws(WhatIfLife.Failure) -> Life {
    guard !cancellation.isCancelled else { throw .stopped }
    var simulation = Simulation(model)
    var records: [LifeRecord] = []
    _ = simulation.run(
      community: 0, replication: 1, seed: seed, recording: .patient(person),
      record: { records.append($0) })
    guard person < UInt32(simulation.patientCount) else {
      throw .nobody(people: simulation.patientCount)
    }
    return Life(
      person: simulation.attributes(ofPatient: person), records: records,
      wasReached: simulation.wasReached(patient: person))
  }

  /// The first person of a kind after a number; where there is none, one of the next best kind.
  func person(
    _ choice: LifeChoice, after: UInt32?
  ) throws(WhatIfLife.Failure) -> (person: UInt32, found: LifeChoice) {
    let today = try traces(base)
    let plan = try traces(plan)
    let first = after.map { Int($0) + 1 } ?? 0
    let order: [LifeChoice] = [choice, .changed, .anybody]
    for kind in order {
      let isWanted = { (index: Int) -> Bool in
        switch kind {
        case .helped: today[index].diesOfOverdose && !plan[index].dies
        case .harmed: plan[index].diesOfOverdose && !today[index].dies
        case .changed: today[index].digest.finalize() != plan[index].digest.finalize()
        case .anybody: true
        }
      }
      let range = min(today.count, plan.count)
      if let index = (min(first, range)..<range).first(where: isWanted) {
        return (UInt32(index), kind)
      }
    }
    throw .nobody(people: today.count)
  }

  private func traces(_ model: Model) throws(WhatIfLife.Failure) -> [Trace] {
    guard !cancellation.isCancelled else { throw .stopped }
    var traces: [Trace] = []
    var simulation = Simulation(model)
    _ = simulation.run(
      community: 0, replication: 1, seed: seed, recording: .everybody
    ) { record in
      while traces.count <= Int(record.patient) { traces.append(Trace()) }
      traces[Int(record.patient)].add(record, observedFrom: model.warmUpDays)
    }
    return traces
  }
}

extension LifeSearch.Trace {
  fileprivate mutating func add(_ record: LifeRecord, observedFrom: Double) {
    digest.combine(record.day.bitPattern)
    digest.combine(record.care.rawValue)
    digest.combine(record.medication.rawValue)
    digest.combine(record.use.rawValue)
    digest.combine(record.dose.bitPattern)
    digest.combine(record.tolerance.bitPattern)
    guard case .risk(let event) = record.event else { return }
    switch event {
    case .overdoseDeath:
      dies = true
      diesOfOverdose = record.day >= observedFrom
    case .otherDeath: dies = true
    case .overdose, .overdoseSeen: break
    }
  }
}
