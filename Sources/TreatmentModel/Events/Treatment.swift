internal import DiscreteEvents
internal import Foundation
internal import Randomness

/// Withdrawal management, induction, titration, retention, taper, aftercare.
extension Simulation {
  /// A planned step of care is due.
  mutating func takeCareStep(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.careStep = .infinity
    switch p.pointee.care {
    case .seeking: haveIntake(p, id)
    case .withdrawalManagement: endWithdrawalManagement(p, id)
    case .induction: endInduction(p, id)
    case .stabilisation, .maintenance: reviewDose(p, id)
    case .taper: completeTaper(p, id)
    case .aftercare:
      halt(p)
      move(p, care: .outOfCare, medication: .none, use: p.pointee.use)
    case .outOfCare, .waiting, .interim, .dead:
      preconditionFailure("a step of care is due in \(p.pointee.care)")
    }
  }

  // MARK: Withdrawal management

  mutating func startWithdrawalManagement(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let occurrence = UInt32(p.pointee.seeks)
    offer(.withdrawalManagement, p, id, count: occurrence)
    let completion = bounded(
      rates.pointee.withdrawalCompletion + Double(lever(.withdrawalCompletion, p)))
    var days = rates.pointee.withdrawalDays
    if key.bernoulli(completion, at: address(.withdrawalOutcome, id, occurrence)) {
      p.pointee.flags.insert(.completesWithdrawal)
    } else {
      p.pointee.flags.remove(.completesWithdrawal)
      days *= key.openUniform(at: address(.withdrawalStay, id, occurrence))
    }
    p.pointee.careStep = now + days
    p.pointee.flags.remove(.inRemission)
    move(p, care: .withdrawalManagement, medication: .none, use: .abstinent)
    note(.withdrawalManagementStart, p, id)
  }

  private mutating func endWithdrawalManagement(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32
  ) {
    halt(p)
    p.pointee.careOrigin = now
    p.pointee.flags.insert(.leftTreatment)
    guard p.pointee.flags.contains(.completesWithdrawal) else {
      move(p, care: .outOfCare, medication: .none, use: .regular)
      note(.withdrawalManagementLeft, p, id)
      return releasePlace(p)
    }
    note(.withdrawalManagementCompleted, p, id)
    releasePlace(p)
    p.pointee.flags.remove(.needsWithdrawal)
    if p.pointee.planned == .none {
      let bridge = bounded(rates.pointee.bridge + Double(lever(.bridgeProbability, p)))
      if key.bernoulli(bridge, at: address(.bridge, id, UInt32(p.pointee.seeks))) {
        p.pointee.planned = .buprenorphine
      }
    }
    if p.pointee.planned != .none { return requestPlace(p, id) }
    startAftercare(p, id)
  }

  // MARK: Induction

  mutating func startInduction(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    closeEpisode(p, id, isOver: true)
    p.pointee.episodes &+= 1
    p.pointee.stageSince = Float(now)
    move(p, care: .induction, medication: .none, use: p.pointee.use)
    note(EventCount.admissionMethadone.of(p.pointee.planned), p, id)
    offer(.admission, p, id, count: UInt32(p.pointee.episodes))
    let day = appointments.book(notBefore: EventTime(ticks: nowTicks))?.days ?? .infinity
    p.pointee.careStep = day + rates(of: p.pointee.planned).pointee.inductionDays
  }

  private mutating func endInduction(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let occurrence = UInt32(p.pointee.episodes)
    let planned = p.pointee.planned
    var failure = rates(of: planned).pointee.inductionFailure
    if planned == .buprenorphine || planned == .buprenorphineXR {
      let precipitated =
        rates.pointee.precipitatedWithdrawal * fentanylShare
        * rates.pointee.failureGivenPrecipitated
      failure = 1 - (1 - failure) * (1 - precipitated)
    }
    failure = bounded(failure * Double(lever(.inductionFailure, p)))
    halt(p)
    if key.bernoulli(failure, at: address(.inductionOutcome, id, occurrence)) {
      return failInduction(p, id)
    }
    closeWindow(p)
    giveFirstDose(p, id, care: .stabilisation)
    p.pointee.careStep = nextCareStep(p)
  }

  private mutating func failInduction(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let admitted = p.pointee.stageSince
    if Double(admitted) >= model.warmUpDays {
      p.pointee.stageSince = Float(now)
      p.pointee.flags.remove(.exitPending)
      closeEpisode(p, id, isOver: true)
    }
    p.pointee.careOrigin = now
    p.pointee.flags.insert(.leftTreatment)
    move(p, care: .outOfCare, medication: .none, use: .regular)
    note(EventCount.inductionFailureMethadone.of(p.pointee.planned), p, id)
    detach(all: policies.endsWithMedication, p, id)
    releasePlace(p)
  }

  /// The first dose of an episode, or of interim dosing: use falls, the dose schedule begins.
  mutating func giveFirstDose(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, care: CareState
  ) {
    let planned = p.pointee.planned
    let medication = rates(of: planned)
    let lapses = key.bernoulli(
      medication.pointee.lapseAtFirstDose,
      at: address(.firstUse, id, UInt32(p.pointee.seeks)))
    p.pointee.careOrigin = now
    p.pointee.dose = medication.pointee.dose.start
    if p.pointee.flags.contains(.guidedDose) {
      p.pointee.dose = min(p.pointee.dose, predictedDose(p))
    }
    p.pointee.doseNeeded = neededDose(planned, id)
    updateTreatmentFactors(p)
    move(p, care: care, medication: planned, use: lapses ? .lapse : .abstinent)
    offer(.firstDose, p, id, count: UInt32(p.pointee.episodes))
  }

  /// The dose that this person needs of a medication, at the present supply.
  mutating func neededDose(_ medication: Medication, _ id: UInt32) -> Float {
    let occurrence = UInt32(medication.rawValue)
    return rates.pointee.need.dose(
      medication, storage.people[Int(id)].genotypes,
      normal: key.normal(mean: 0, standardDeviation: 1, at: address(.clearance, id, occurrence)),
      usesFentanyl: key.bernoulli(fentanylShare, at: address(.supply, id, occurrence)))
  }

  // MARK: Dose

  /// A date on which the dose may be raised, stabilisation ends or a taper becomes possible.
  private mutating func reviewDose(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let elapsed = now - p.pointee.careOrigin
    let schedule = rates(of: p.pointee.medication).pointee.dose
    if canRaise(p, schedule) {
      let step = (elapsed / schedule.intervalDays).rounded()
      if abs(elapsed - step * schedule.intervalDays) < Self.sameDay {
        raiseDose(p, id, schedule, step: UInt32(step))
      }
    }
    if p.pointee.care == .stabilisation
      && elapsed + Self.sameDay >= rates(of: p.pointee.medication).pointee.stabilisationDays
    {
      halt(p)
      move(p, care: .maintenance, medication: p.pointee.medication, use: p.pointee.use)
      note(.maintenanceStart, p, id)
      offer(.maintenance, p, id, count: UInt32(p.pointee.episodes))
    }
    p.pointee.careStep = nextCareStep(p)
  }

  /// Two dates closer than this are the same clinic visit (a numerical constant, in days).
  private static let sameDay = 1e-3

  private mutating func target(
    _ p: UnsafeMutablePointer<Patient>, _ schedule: DoseSchedule
  ) -> Float {
    let usual =
      p.pointee.flags.contains(.guidedDose) ? predictedDose(p) : schedule.target
    return min(schedule.maximum, usual * lever(.doseTarget, p))
  }

  private mutating func canRaise(_ p: UnsafeMutablePointer<Patient>, _ schedule: DoseSchedule)
    -> Bool
  {
    p.pointee.dose < target(p, schedule)
      || p.pointee.dose < min(schedule.maximum, p.pointee.doseNeeded)
  }

  private mutating func raiseDose(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, _ schedule: DoseSchedule, step: UInt32
  ) {
    let step0 = schedule.step * lever(.doseStep, p)
    let target = target(p, schedule)
    if p.pointee.dose < target {
      p.pointee.dose = min(target, p.pointee.dose + step0)
    } else {
      let raises = bounded(
        rates.pointee.responseGuided + Double(lever(.responseGuidedProbability, p)))
      let occurrence = UInt32(p.pointee.episodes) << 16 | step & 0xFFFF
      guard key.bernoulli(raises, at: address(.responseGuided, id, occurrence)) else { return }
      p.pointee.dose = min(schedule.maximum, p.pointee.dose + step0)
    }
    updateTreatmentFactors(p)
    note(.titrationStep, p, id)
  }

  /// The next date that matters in stabilisation and maintenance.
  mutating func nextCareStep(_ p: UnsafeMutablePointer<Patient>) -> Double {
    let origin = p.pointee.careOrigin
    let schedule = rates(of: p.pointee.medication).pointee.dose
    var next = Double.infinity
    if canRaise(p, schedule) {
      let done = ((now - origin + Self.sameDay) / schedule.intervalDays).rounded(.down)
      next = origin + (done + 1) * schedule.intervalDays
    }
    if p.pointee.care == .stabilisation {
      next = min(next, origin + rates(of: p.pointee.medication).pointee.stabilisationDays)
    } else if origin + rates.pointee.taperMinimumDays > now {
      next = min(next, origin + rates.pointee.taperMinimumDays)
    }
    return max(next, now)
  }

  /// Brings the factors up to date that depend on dose, episode and person.
  mutating func updateTreatmentFactors(_ p: UnsafeMutablePointer<Patient>) {
    let planned = p.pointee.planned
    let medication = rates(of: planned)
    var dropout = medication.pointee.dropoutNorm
    if p.pointee.flags.contains(.injects) { dropout *= medication.pointee.dropoutInjects }
    if p.pointee.episodes == 2 { dropout *= medication.pointee.dropoutEpisodeTwo }
    if p.pointee.episodes > 2 { dropout *= medication.pointee.dropoutLaterEpisode }
    var lapse: Float = 1
    if p.pointee.doseNeeded > 0 {
      let shortfall =
        max(0, 1 - p.pointee.dose / p.pointee.doseNeeded) - rates.pointee.referenceShortfall
      dropout *= exp(rates.pointee.logDropoutPerShortfall * shortfall)
      lapse = exp(rates.pointee.logLapsePerShortfall * shortfall)
    }
    p.pointee.dropoutFactor = dropout * frailty(p)
    p.pointee.lapseFactor = lapse
  }

  /// Unexplained tendency of a person to drop out, log-normal with mean 1.
  private mutating func frailty(_ p: UnsafeMutablePointer<Patient>) -> Float {
    let sd = rates.pointee.frailtyLogSD
    guard sd > 0 else { return 1 }
    let deviate = key.normal(
      mean: 0, standardDeviation: 1, at: address(.frailty, index(of: p), 0))
    return Float(exp(sd * deviate - sd * sd / 2))
  }

  /// The dose that a person's genotype alone predicts for the planned medication, in mg.
  mutating func predictedDose(_ p: UnsafeMutablePointer<Patient>) -> Float {
    let genotypes = storage.people[Int(index(of: p))].genotypes
    return rates.pointee.need.predicted(p.pointee.planned, genotypes)
  }

  // MARK: The end of treatment

  /// Leaves treatment unplanned; it may turn out to be an interruption.
  mutating func dropOut(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.dropout.fired()
    let medication = p.pointee.medication
    let immediate = bounded(
      rates(of: medication).pointee.immediateUse * Double(lever(.immediateUse, p)))
    // Counted by drop-outs, not episodes: an interrupted episode has more than one.
    let occurrence = UInt32(p.pointee.dropout.occurrences)
    let uses =
      p.pointee.use == .lapse
      || key.bernoulli(immediate, at: address(.immediateUse, id, occurrence))
    p.pointee.flags.insert(.exitPending)
    leaveTreatment(p, id, care: .outOfCare, use: uses ? .regular : .abstinent)
    note(EventCount.dropoutMethadone.of(medication), p, id)
    if uses { note(.relapse, p, id) }
    offer(.dropout, p, id, count: occurrence)
    releasePlace(p)
  }

  /// Comes back within the interruption gap, if a place is free: the episode goes on.
  mutating func resumeTreatment(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) -> Bool {
    let kind = placeNeeded(p)
    guard places(kind).pointee.seize(at: EventTime(ticks: nowTicks)) else { return false }
    p.pointee.resource = kind
    p.pointee.flags.insert(.holdsPlace)
    p.pointee.flags.remove(.exitPending)
    closeWindow(p)
    let medication = rates(of: p.pointee.planned)
    let elapsed = now - Double(p.pointee.stageSince) - medication.pointee.inductionDays
    let isSettled = elapsed >= medication.pointee.stabilisationDays
    p.pointee.seeks &+= 1
    giveFirstDose(p, id, care: isSettled ? .maintenance : .stabilisation)
    p.pointee.careOrigin = now - max(0, elapsed)
    p.pointee.careStep = nextCareStep(p)
    note(.interruption, p, id)
    return true
  }

  mutating func startTaper(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.taper.fired()
    halt(p)
    p.pointee.careStep = now + rates.pointee.taperDays
    move(p, care: .taper, medication: p.pointee.medication, use: p.pointee.use)
    note(.taperStart, p, id)
  }

  private mutating func completeTaper(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    note(.taperCompleted, p, id)
    closeEpisode(p, id, isOver: false)
    let uses = p.pointee.use == .lapse
    leaveTreatment(
      p, id, care: uses ? .outOfCare : .aftercare, use: uses ? .regular : .abstinent)
    if uses {
      note(.relapse, p, id)
    } else {
      startAftercare(p, id)
    }
    releasePlace(p)
  }

  private mutating func startAftercare(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    offer(.aftercare, p, id, count: UInt32(p.pointee.seeks))
    p.pointee.careStep = now + rates.pointee.aftercareDays * Double(lever(.aftercareDays, p))
    move(p, care: .aftercare, medication: .none, use: .abstinent)
  }

  /// Ends medication: clocks, risk window and origins change together.
  mutating func leaveTreatment(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, care: CareState, use: UseState
  ) {
    halt(p)
    detach(all: policies.endsWithMedication, p, id)
    closeWindow(p)
    move(p, care: care, medication: .none, use: use)
    p.pointee.flags.insert([.leftTreatment, .wasTreated])
    p.pointee.flags.remove(.inRemission)
    p.pointee.careOrigin = now
    p.pointee.careStep = .infinity
    p.pointee.dose = 0
  }
}
