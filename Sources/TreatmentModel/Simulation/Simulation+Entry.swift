internal import DiscreteEvents
internal import Foundation
internal import Randomness

/// Who is there at time zero, and who comes later.
extension Simulation {
  /// Draws the people of a community and queues their first events.
  mutating func populate(_ place: Community) {
    let newcomers = newcomerCount(place)
    let residents =
      switch model.cohort {
      case .synthetic: place.population
      case .members(let members): members.count
      }
    storage.reset(count: residents + newcomers)
    let count = Int(storage.count)
    attachments.reset(people: count)
    let days = model.warmUpDays + model.horizonDays
    queue.reset(
      entities: count + Int(CommunityEvent.entities), horizon: EventTime(roundingUp: days),
      expectedEvents: max(1, Double(count) * days * Self.eventsPerPersonDay))
    queue.prefetchRecords(
      at: storage.patients, stride: MemoryLayout<Patient>.stride, lines: 4)
    if count > lineCapacity {
      lineCapacity = count
      line = WaitingLine(
        entities: count, classes: ResourceKind.allCases.count * (PriorityClass.allCases.count + 1))
    } else {
      line.reset()
    }
    for id in 0..<UInt32(count) {
      enter(id, place, isNewcomer: Int(id) >= residents)
    }
    scheduleCommunity(place)
  }

  /// Rate of queued events, used to size the queue's buckets only: results do not depend on it.
  private static let eventsPerPersonDay = 0.01

  private mutating func newcomerCount(_ place: Community) -> Int {
    guard case .synthetic(open: true) = model.cohort else { return 0 }
    let perDay =
      place.parameters["population.incidencePer1000PerYear"] / 1000 / Calendar.daysPerYear
    let mean = Double(place.population) * perDay * (model.warmUpDays + model.horizonDays)
    return sampler.poisson(
      mean: mean, key, at: address(.arrivalCount, UInt32.max >> 8, 0))
  }

  private mutating func enter(_ id: UInt32, _ place: Community, isNewcomer: Bool) {
    var known: CohortMember?
    if case .members(let members) = model.cohort { known = members[Int(id)] }
    let person = sampler.draw(key, community: community, patient: id, known: known)
    (storage.people + Int(id)).initialize(to: person)
    let p = patient(id)
    p.initialize(to: Patient())
    p.pointee.cell = UInt16(model.layout.cell(of: person))
    if person.sex == .male { p.pointee.flags.insert(.isMale) }
    if person.traits.contains(.injects) {
      p.pointee.flags.insert(.injects)
      p.pointee.overdoseFactor *= rates.pointee.overdoseInjects
    }
    if person.traits.contains(.sedatives) {
      p.pointee.overdoseFactor *= rates.pointee.overdoseSedatives
    }
    p.pointee.seekFactor = seekFactor(of: person)
    if !policies.isEmpty {
      let standing = policies.standing(of: person, in: place.name)
      attachments.standing(of: id).initialize(to: standing)
    }
    if isNewcomer {
      let days = model.warmUpDays + model.horizonDays
      // A date that a Float holds, because the first risk window begins on it.
      p.pointee.careStep = Double(
        Self.dateNotAfter(days * key.openUniform(at: address(.arrivalTime, id, 0))))
      return refresh(id)
    }
    p.pointee.flags.insert(.arrived)
    if let medication = known?.medication {
      p.pointee.planned = medication
      p.pointee.flags.insert(.assigned)
    }
    startLife(p, id, person)
    offer(.everybody, p, id, count: 0)
    if !model.startsAtInduction { note(.entry, p, id) }
    review(p, id)
    refresh(id)
  }

  /// How much more than the average a person seeks care, by what is fixed at entry.
  private mutating func seekFactor(of person: Attributes) -> Float {
    let stigma = person.feltStigma - rates.pointee.feltStigmaMean
    var factor = exp(rates.pointee.logFeltStigma * stigma)
    if person.traits.contains(.severe) { factor *= rates.pointee.seekSevere }
    if person.traits.contains(.unstablyHoused) { factor *= rates.pointee.seekUnstablyHoused }
    if !person.traits.contains(.phone) { factor *= rates.pointee.seekNoPhone }
    return factor
  }

  /// A newcomer enters: out of care, using.
  mutating func arrive(_ id: UInt32) {
    let p = patient(id)
    p.pointee.flags.insert(.arrived)
    p.pointee.careStep = .infinity
    p.pointee.careOrigin = now
    p.pointee.useSince = now
    p.pointee.windowSince = Float(now)
    p.pointee.toleranceAt = Float(now)
    begin(p, care: .outOfCare, medication: .none, use: .regular)
    note(.arrival, p, id)
    offer(.everybody, p, id, count: 0)
    review(p, id)
    refresh(id)
  }

  /// The state of somebody at time zero.
  private mutating func startLife(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, _ person: Attributes
  ) {
    if model.startsAtInduction {
      begin(p, care: .outOfCare, medication: .none, use: .regular)
      note(.entry, p, id)
      p.pointee.seeks = 1
      if p.pointee.planned == .none { p.pointee.planned = .buprenorphine }
      return startInduction(p, id)
    }
    var rest = key.openUniform(at: address(.initialState, id, 0))
    for medication in Medication.active {
      rest -= rates(of: medication).pointee.initialShare
      guard rest < 0 else { continue }
      if startsInTreatment(p, id, medication) { return }
      rest = 1
    }
    let isAbstinent = key.bernoulli(
      rates.pointee.initialAbstinent, at: address(.initialState, id, 1))
    begin(p, care: .outOfCare, medication: .none, use: isAbstinent ? .abstinent : .regular)
    if isAbstinent {
      p.pointee.flags.insert(.inRemission)
      p.pointee.tolerance = 0
      updateToleranceFactor(p)
    }
    if person.priorEpisodes > 0 {
      p.pointee.flags.insert(.leftTreatment)
      p.pointee.careOrigin = -sampler.stationaryAge(
        shape: rates.pointee.reentry.shape, scale: rates.pointee.reentry.scale, key,
        at: address(.initialAge, id, 0))
    }
  }

  /// In treatment at time zero, for a time drawn from the stationary age of episodes.
  private mutating func startsInTreatment(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, _ medication: Medication
  ) -> Bool {
    let kind: ResourceKind = medication == .methadone ? .otpPlaces : .officePlaces
    guard places(kind).pointee.seize(at: .zero) else { return false }
    p.pointee.resource = kind
    p.pointee.flags.insert(.holdsPlace)
    p.pointee.planned = medication
    p.pointee.episodes = 1
    let own = rates(of: medication)
    let age = sampler.stationaryAge(
      shape: own.pointee.dropout.shape, scale: own.pointee.dropout.scale, key,
      at: address(.initialAge, id, 1))
    let schedule = own.pointee.dose
    p.pointee.careOrigin = -age
    p.pointee.windowSince = Float(-age)
    p.pointee.stageSince = Float(-age - own.pointee.inductionDays)
    p.pointee.doseNeeded = neededDose(medication, id)
    p.pointee.dose = min(schedule.maximum, max(schedule.target, p.pointee.doseNeeded))
    updateTreatmentFactors(p)
    let (start, end) = (own.pointee.lapse, own.pointee.lapseEnd)
    let lapsing = start > 0 ? Double(start / (start + end)) : 0
    let lapses = key.bernoulli(lapsing, at: address(.initialState, id, 2))
    let care: CareState =
      age >= own.pointee.stabilisationDays ? .maintenance : .stabilisation
    p.pointee.tolerance = medication.isAgonist ? rates.pointee.toleranceOnAgonist : 0
    begin(p, care: care, medication: medication, use: lapses ? .lapse : .abstinent)
    p.pointee.careStep = nextCareStep(p)
    return true
  }

  /// Enters the books in a first combination of states.
  private mutating func begin(
    _ p: UnsafeMutablePointer<Patient>, care: CareState, medication: Medication, use: UseState
  ) {
    p.pointee.care = care
    p.pointee.medication = medication
    p.pointee.use = use
    p.pointee.bookedTicks = nowTicks
    ledger.enter(Measure.occupancy(care, medication, use), at: nowTicks)
    updateToleranceFactor(p)
  }
}
