internal import DiscreteEvents

extension ClinicModel {
  @inline(__always)
  mutating func handle(_ event: EventKey) {
    let id = event.entity
    if Int(id) == patientCount { return arrive(at: event.time) }
    let patient = patients + Int(id)
    if patient.pointee.overdose.firingTime < patient.pointee.stageEnd {
      overdose(id, at: event.time)
    } else {
      endStage(id, at: event.time)
    }
  }

  mutating func scheduleArrival() {
    let source = UInt32(patientCount)
    guard counts.arrivals < patientCount else { return }
    let threshold = streams.threshold(source, Process.arrival, UInt32(counts.arrivals))
    arrivalDate += arrivalHazard.elapsed(reaching: threshold)
    queue.schedule(source, at: EventTime(roundingUp: arrivalDate), rank: .seize)
  }

  private mutating func arrive(at now: EventTime) {
    let id = UInt32(counts.arrivals)
    counts.arrivals += 1
    armOverdose(id, at: now.days, multiplier: 1)
    seek(id, at: now)
    scheduleArrival()
  }

  @inline(__always)
  private func armOverdose(_ id: UInt32, at today: Double, multiplier: Double) {
    let patient = patients + Int(id)
    let number = UInt32(patient.pointee.overdose.occurrences)
    patient.pointee.overdose.drawNext(
      threshold: streams.threshold(id, Process.overdose, number))
    patient.pointee.overdose.resume(Self.overdoseHazard, at: today, multiplier: multiplier)
  }

  private mutating func overdose(_ id: UInt32, at now: EventTime) {
    let patient = patients + Int(id)
    let number = UInt32(patient.pointee.overdose.occurrences)
    counts.overdoses += 1
    patient.pointee.overdose.fired()
    if streams.uniform(id, Process.fatal, number) <= Self.fatality {
      counts.deaths += 1
      let former = patient.pointee.state
      patient.pointee.state = .dead
      if former == .waiting { line.leave(id, at: now) }
      if former.holdsPlace { release(at: now) }
    } else {
      armOverdose(id, at: now.days, multiplier: patient.pointee.state.overdoseMultiplier)
      schedule(id)
    }
  }

  @inline(__always)
  private mutating func endStage(_ id: UInt32, at now: EventTime) {
    let patient = patients + Int(id)
    let today = now.days
    switch patient.pointee.state {
    case .waiting:
      line.leave(id, at: now)
      counts.reneges += 1
      patient.pointee.patience.fired()
      let number = UInt32(patient.pointee.patience.occurrences)
      enter(id, .out, Self.outHazard, streams.threshold(id, Process.out, number), today)
    case .out:
      counts.reseeks += 1
      patient.pointee.stage.fired()
      seek(id, at: now)
    case .induction:
      patient.pointee.stage.fired()
      let episode = UInt32(patient.pointee.admissions)
      if streams.uniform(id, Process.induction, episode) <= Self.inductionFailure {
        counts.inductionsFailed += 1
        leaveTreatment(id, at: now)
      } else {
        counts.inductionsCompleted += 1
        let threshold = streams.threshold(id, Process.treatment, episode)
        enter(id, .treatment, Self.dropOutHazard, threshold, today)
      }
    case .treatment:
      counts.dropOuts += 1
      patient.pointee.stage.fired()
      leaveTreatment(id, at: now)
    case .post:
      counts.relapses += 1
      patient.pointee.stage.fired()
      let episode = UInt32(patient.pointee.admissions)
      let threshold = streams.threshold(id, Process.relapse, episode)
      enter(id, .relapsed, Self.relapseHazard, threshold, today)
    case .relapsed:
      counts.reentries += 1
      patient.pointee.stage.fired()
      seek(id, at: now)
    case .dead: preconditionFailure("an event of a dead patient")
    }
  }

  @inline(__always)
  private mutating func leaveTreatment(_ id: UInt32, at now: EventTime) {
    let episode = UInt32(patients[Int(id)].admissions)
    let threshold = streams.threshold(id, Process.post, episode)
    enter(id, .post, Self.postHazard, threshold, now.days)
    release(at: now)
  }

  @inline(__always)
  private mutating func release(at now: EventTime) {
    places.release(at: now)
    guard let next = line.leaveNext(at: now) else { return }
    let patient = patients + Int(next)
    counts.waitTicks += now.ticks - patient.pointee.waitingSince.ticks
    counts.admittedFromLine += 1
    patient.pointee.patience.suspend(Self.patienceHazard, at: now.days)
    precondition(places.seize(at: now), "a freed place must be free")
    admit(next, at: now)
  }

  @inline(__always)
  private mutating func seek(_ id: UInt32, at now: EventTime) {
    if places.seize(at: now) { return admit(id, at: now) }
    counts.waits += 1
    let patient = patients + Int(id)
    line.join(id, at: now)
    patient.pointee.waitingSince = now
    patient.pointee.state = .waiting
    changeOverdoseRate(id, at: now.days)
    if !patient.pointee.patience.isArmed {
      let number = UInt32(patient.pointee.patience.occurrences)
      patient.pointee.patience.drawNext(
        threshold: streams.threshold(id, Process.patience, number))
    }
    patient.pointee.patience.resume(Self.patienceHazard, at: now.days, multiplier: 1)
    schedule(id)
  }

  @inline(__always)
  private mutating func admit(_ id: UInt32, at now: EventTime) {
    counts.admissions += 1
    // Not `patients[Int(id)].admissions += 1`: Swift 6.3.1 compiles that for a non-copyable `self`
    // into broken code when ThreadSanitizer is on, and stops.
    let patient = patients + Int(id)
    patient.pointee.admissions += 1
    enter(id, .induction, Self.inductionHazard, 1, now.days)
  }

  @inline(__always)
  private mutating func enter(
    _ id: UInt32, _ state: State, _ hazard: some CumulativeHazard, _ threshold: Double,
    _ today: Double
  ) {
    let patient = patients + Int(id)
    patient.pointee.state = state
    changeOverdoseRate(id, at: today)
    patient.pointee.stage.drawNext(threshold: threshold)
    patient.pointee.stage.resume(hazard, origin: today, at: today, multiplier: 1)
    schedule(id)
  }

  @inline(__always)
  private func changeOverdoseRate(_ id: UInt32, at today: Double) {
    let patient = patients + Int(id)
    patient.pointee.overdose.changeMultiplier(
      to: patient.pointee.state.overdoseMultiplier, Self.overdoseHazard, at: today)
  }

  @inline(__always)
  private mutating func schedule(_ id: UInt32) {
    let patient = patients + Int(id)
    let date = min(patient.pointee.overdose.firingTime, patient.pointee.stageEnd)
    queue.schedule(id, at: EventTime(roundingUp: date), rank: patient.pointee.state.rank)
  }
}
