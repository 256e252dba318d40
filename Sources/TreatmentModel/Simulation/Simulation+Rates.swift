internal import DiscreteEvents
internal import Foundation
internal import Randomness

/// Hazards of the present state: each event ends with `refresh`, which brings the clocks up to date
/// and puts the earliest in the queue.
extension Simulation {
  @inline(__always) mutating func patient(_ id: UInt32) -> UnsafeMutablePointer<Patient> {
    storage.patients + Int(id)
  }

  @inline(__always) mutating func index(of p: UnsafeMutablePointer<Patient>) -> UInt32 {
    UInt32(p - storage.patients)
  }

  @inline(__always) mutating func address(
    _ process: Process, _ id: UInt32, _ occurrence: UInt32
  ) -> StreamAddress {
    StreamAddress(
      community: community, process: process.rawValue, patient: id, occurrence: occurrence)
  }

  /// The value of a lever for a person.
  @inline(__always) mutating func lever(_ lever: Lever, _ p: UnsafeMutablePointer<Patient>) -> Float
  {
    policies.value(lever, attached: p.pointee.attached, on: p.pointee.medication)
  }

  @inline(__always) mutating func rates(of medication: Medication) -> UnsafeMutablePointer<
    MedicationRates
  > {
    medications + Int(medication.rawValue)
  }

  /// Lets a clock run with a multiplier, drawing its threshold if it has none.
  @inline(__always) mutating func run(
    _ clock: inout Clock, _ process: Process, _ id: UInt32, _ shape: some CumulativeHazard,
    origin: Double, at multiplier: Float
  ) {
    if clock.isRunning {
      clock.changeMultiplier(to: Double(multiplier), shape, origin: origin, at: now)
    } else {
      if !clock.isArmed {
        clock.drawNext(
          threshold: key.unitExponential(at: address(process, id, UInt32(clock.occurrences))))
      }
      clock.resume(shape, origin: origin, at: now, multiplier: Double(multiplier))
    }
  }

  @inline(__always) mutating func halt(
    _ clock: inout Clock, _ shape: some CumulativeHazard, origin: Double
  ) {
    if clock.isRunning { clock.suspend(shape, origin: origin, at: now) }
  }

  /// Suspends every clock whose hazard depends on the care state, under the present state.
  ///
  /// Called before a change of care state, medication or origin; `refresh` resumes what still runs.
  mutating func halt(_ p: UnsafeMutablePointer<Patient>) {
    let unit = ConstantHazard(rate: 1)
    let origin = p.pointee.careOrigin
    if p.pointee.flags.contains(.leftTreatment) {
      halt(&p.pointee.seek, rates.pointee.reentry, origin: origin)
    } else {
      halt(&p.pointee.seek, unit, origin: now)
    }
    halt(&p.pointee.patience, unit, origin: now)
    halt(&p.pointee.dropout, rates(of: p.pointee.medication).pointee.dropout, origin: origin)
    halt(&p.pointee.taper, unit, origin: now)
    haltUseChange(p)
  }

  /// Suspends the clock of the use state, under the present state.
  mutating func haltUseChange(_ p: UnsafeMutablePointer<Patient>) {
    guard p.pointee.useChange.isRunning else { return }
    if p.pointee.medication != .none || p.pointee.use != .abstinent {
      p.pointee.useChange.suspend(ConstantHazard(rate: 1), origin: now, at: now)
    } else if p.pointee.flags.contains(.inRemission) {
      let origin = p.pointee.useSince
      p.pointee.useChange.suspend(rates.pointee.relapseAfterRemission, origin: origin, at: now)
    } else {
      let origin = p.pointee.careOrigin
      p.pointee.useChange.suspend(rates.pointee.relapseAfterTreatment, origin: origin, at: now)
    }
  }

  /// Brings all clocks of a living person up to date and queues the earliest event.
  mutating func refresh(_ id: UInt32) {
    let p = patient(id)
    guard p.pointee.flags.contains(.arrived) else {
      return queue.schedule(id, at: EventTime(roundingUp: p.pointee.careStep), rank: .change)
    }
    guard p.pointee.care != .dead else { return }
    updateClocks(p, id)
    schedule(p, id, at: EventTime(roundingUp: max(setNext(p), now)))
  }

  /// Brings all clocks of a living person up to date.
  mutating func updateClocks(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    runOverdose(p, id)
    runOtherDeath(p, id)
    runUseChange(p, id)
    switch p.pointee.care {
    case .outOfCare: runSeek(p, id)
    case .waiting, .interim:
      let interim = p.pointee.care == .interim ? rates.pointee.patienceInterim : 1
      run(
        &p.pointee.patience, .patience, id, ConstantHazard(rate: 1), origin: now,
        at: rates.pointee.patience * interim * lever(.patienceHazard, p))
    case .stabilisation, .maintenance, .taper: runDropout(p, id)
    case .seeking, .withdrawalManagement, .induction, .aftercare, .dead: break
    }
  }

  /// Brings the clocks up to date whose hazards time alone can change.
  mutating func updateAfterReview(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    runOverdose(p, id)
    if p.pointee.care == .outOfCare { runSeek(p, id) }
  }

  /// Notes which of a person's clocks and appointments comes first, and returns its day.
  @inline(__always)
  mutating func setNext(_ p: UnsafeMutablePointer<Patient>) -> Double {
    var first = p.pointee.careStep
    var event = NextEvent.careStep
    @inline(__always) func consider(_ time: Double, _ candidate: NextEvent) {
      if time < first {
        first = time
        event = candidate
      }
    }
    consider(p.pointee.review, .review)
    consider(p.pointee.overdose.firingTime, .overdose)
    consider(p.pointee.useChange.firingTime, .useChange)
    consider(p.pointee.dropout.firingTime, .dropout)
    consider(p.pointee.seek.firingTime, .seek)
    consider(p.pointee.patience.firingTime, .patience)
    consider(p.pointee.taper.firingTime, .taper)
    consider(p.pointee.otherDeath.firingTime, .otherDeath)
    p.pointee.next = event
    return first
  }

  /// Queues the next event of a person.
  @inline(__always)
  mutating func schedule(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, at time: EventTime
  ) {
    queue.schedule(id, at: time, rank: p.pointee.next == .dropout ? .release : .change)
  }

  private mutating func runOverdose(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let medication = p.pointee.medication
    var rate =
      overdoseRates[Int(medication.rawValue) &* 3 &+ Int(p.pointee.use.rawValue)]
      * p.pointee.overdoseFactor * p.pointee.toleranceFactor * lever(.overdoseHazard, p)
    if medication != .none && now < Double(p.pointee.windowSince) + rates.pointee.earlyDays {
      rate *= rates(of: medication).pointee.earlyOverdose
      let excess = p.pointee.dose - p.pointee.doseNeeded
      if excess > 0 && rates.pointee.logOverdosePerExcess != 0 {
        rate *= exp(rates.pointee.logOverdosePerExcess * excess / p.pointee.doseNeeded)
      }
    }
    run(&p.pointee.overdose, .overdose, id, ConstantHazard(rate: 1), origin: now, at: rate)
  }

  private mutating func runOtherDeath(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    var ratio =
      p.pointee.flags.contains(.injects) ? rates.pointee.deathInjects : rates.pointee.deathOther
    if p.pointee.medication != .none {
      ratio *= rates(of: p.pointee.medication).pointee.otherDeath
    } else if p.pointee.use == .abstinent {
      ratio *= rates.pointee.deathAbstinent
    }
    ratio *= lever(.otherDeathHazard, p)
    if p.pointee.otherDeath.isRunning && p.pointee.otherDeath.multiplier == Double(ratio) { return }
    let birth = -Double(storage.people[Int(id)].age) * Calendar.daysPerYear
    let shape =
      p.pointee.flags.contains(.isMale)
      ? rates.pointee.mortalityMale : rates.pointee.mortalityFemale
    run(&p.pointee.otherDeath, .otherDeath, id, shape, origin: birth, at: ratio)
  }

  private mutating func runDropout(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let medication = rates(of: p.pointee.medication)
    var ratio = p.pointee.dropoutFactor * lever(.dropoutHazard, p)
    if p.pointee.use == .lapse { ratio *= medication.pointee.dropoutLapse }
    run(
      &p.pointee.dropout, .dropout, id, medication.pointee.dropout, origin: p.pointee.careOrigin,
      at: ratio)
    if p.pointee.care == .maintenance
      && now >= p.pointee.careOrigin + rates.pointee.taperMinimumDays
    {
      run(
        &p.pointee.taper, .taper, id, ConstantHazard(rate: 1), origin: now,
        at: rates.pointee.taper * lever(.taperHazard, p))
    }
  }

  private mutating func runSeek(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    guard p.pointee.use != .abstinent else { return }
    var ratio = p.pointee.seekFactor * lever(.seekHazard, p)
    let stigma = lever(.feltStigma, p)
    if stigma != 0 { ratio *= exp(rates.pointee.logFeltStigma * stigma) }
    if now < Double(p.pointee.lastOverdose) + rates.pointee.recentOverdoseDays {
      ratio *= rates.pointee.seekRecentOverdose
    }
    let origin = p.pointee.careOrigin
    if p.pointee.flags.contains(.leftTreatment) {
      run(
        &p.pointee.seek, .seek, id, rates.pointee.reentry, origin: origin,
        at: ratio * rates.pointee.reentryRatio)
    } else {
      if now >= origin + rates.pointee.longOutDays { ratio *= rates.pointee.seekLongOut }
      run(
        &p.pointee.seek, .seek, id, ConstantHazard(rate: 1), origin: now,
        at: ratio * rates.pointee.seek)
    }
  }

  private mutating func runUseChange(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let unit = ConstantHazard(rate: 1)
    if p.pointee.medication != .none {
      let medication = rates(of: p.pointee.medication)
      let rate =
        p.pointee.use == .abstinent
        ? medication.pointee.lapse * p.pointee.lapseFactor * lever(.lapseHazard, p)
        : medication.pointee.lapseEnd * lever(.lapseEndHazard, p)
      return run(&p.pointee.useChange, .useChange, id, unit, origin: now, at: rate)
    }
    switch (p.pointee.care, p.pointee.use) {
    case (.withdrawalManagement, _), (.induction, _), (.dead, _): return
    case (_, .regular), (_, .lapse):
      guard p.pointee.care == .outOfCare else { return }
      run(
        &p.pointee.useChange, .useChange, id, unit, origin: now,
        at: rates.pointee.cessation * lever(.cessationHazard, p))
    case (_, .abstinent):
      let traits = storage.people[Int(id)].traits
      var ratio = lever(.relapseHazard, p)
      if traits.contains(.depression) { ratio *= rates.pointee.relapseDepression }
      if traits.contains(.unstablyHoused) { ratio *= rates.pointee.relapseUnstablyHoused }
      if p.pointee.care == .aftercare { ratio *= rates.pointee.aftercareRelapse }
      if p.pointee.flags.contains(.inRemission) {
        run(
          &p.pointee.useChange, .useChange, id, rates.pointee.relapseAfterRemission,
          origin: p.pointee.useSince, at: ratio)
      } else {
        run(
          &p.pointee.useChange, .useChange, id, rates.pointee.relapseAfterTreatment,
          origin: p.pointee.careOrigin, at: ratio)
      }
    }
  }
}
