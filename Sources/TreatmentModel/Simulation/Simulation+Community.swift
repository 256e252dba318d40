internal import DiscreteEvents
internal import Randomness

/// What happens to a community as a whole: set-up, calendar, capacity, supply.
extension Simulation {
  /// Compiles the community's parameters and puts its resources in order.
  mutating func prepare(_ place: Community) {
    now = 0
    nowTicks = 0
    let compiled = compiled[Int(community)]
    rates.pointee = compiled.common
    sampler.use(compiled)
    for (index, row) in compiled.medications.enumerated() {
      (medications + index).initialize(to: row)
    }
    for kind in ResourceKind.allCases {
      let capacity = place.capacity[kind]?.value(at: 0) ?? .unlimited
      resources[Int(kind.rawValue)] = Resource(capacity: capacity)
    }
    let days = Int(model.warmUpDays + model.horizonDays) + 1
    let slots = place.capacity[.inductionSlots]?.value(at: 0) ?? .unlimited
    appointments = AppointmentBook(days: days, slotsPerWorkday: slots)
    setSupply(place.fentanylShare.value(at: 0))
    policies.reset()
    _ = policies.update(at: 0)
    ledger.reset()
  }

  /// Puts the community's own first events in the queue.
  mutating func scheduleCommunity(_ place: Community) {
    communityTicks = [endTicks, endTicks, endTicks, endTicks]
    scheduleNextPolicyChange()
    scheduleCommunity(.calendar, at: model.warmUpDays + (model.warmUpDays > 0 ? 0 : intervalDays))
    scheduleNextCapacity(place)
    if let day = place.fentanylShare.nextChange(after: 0) { scheduleCommunity(.supply, at: day) }
  }

  /// A community event is due.
  mutating func advanceCommunity(_ event: CommunityEvent) {
    let place = model.communities[Int(community)]
    communityTicks[Int(event.rawValue)] = endTicks
    switch event {
    case .calendar:
      if model.warmUpDays > 0 && now <= model.warmUpDays + EventTime(ticks: 1).days {
        startObservation()
      } else {
        ledger.closeInterval(at: nowTicks)
      }
      scheduleCommunity(.calendar, at: nextIntervalEnd)
    case .capacity:
      for (kind, schedule) in place.capacity where kind != .inductionSlots {
        places(kind).pointee.setCapacity(schedule.value(at: now))
      }
      for kind in ResourceKind.allCases { serveLine(kind) }
      scheduleNextCapacity(place)
    case .policies:
      if nowTicks == EventTime(roundingUp: model.warmUpDays).ticks { ledger.markPolicies() }
      updatePolicies()
      scheduleNextPolicyChange()
    case .supply:
      setSupply(place.fentanylShare.value(at: now))
      for index in 0..<storage.count { refresh(index) }
      if let day = place.fentanylShare.nextChange(after: now) {
        scheduleCommunity(.supply, at: day)
      }
    }
  }

  /// Days between updates of strengths that change in time (a numerical step).
  private static let policyStepDays = 30.0

  private mutating func scheduleNextPolicyChange() {
    if let day = policies.nextChange(after: now, step: Self.policyStepDays) {
      scheduleCommunity(.policies, at: day)
    }
  }

  private var intervalDays: Double { model.intervalDays }

  /// The end of the interval that `now` is in, or that begins now.
  private var nextIntervalEnd: Double {
    let observed = now - model.warmUpDays
    let done = (observed / intervalDays + 1e-9).rounded(.down)
    return model.warmUpDays + (done + 1) * intervalDays
  }

  private mutating func scheduleCommunity(_ event: CommunityEvent, at day: Double) {
    let rank: EventRank = event == .calendar ? .report : .release
    let time = EventTime(roundingUp: day)
    queue.schedule(storage.count + event.rawValue, at: time, rank: rank)
    communityTicks[Int(event.rawValue)] = min(time.ticks, endTicks)
  }

  private mutating func scheduleNextCapacity(_ place: Community) {
    let days = place.capacity.values.compactMap { $0.nextChange(after: now) }
    if let day = days.min() { scheduleCommunity(.capacity, at: day) }
  }

  /// Overdose rates for a share of fentanyl: the excess is smaller on an agonist, because people on
  /// it use less often and with tolerance.
  private mutating func setSupply(_ share: Double) {
    fentanylShare = share
    let excess = (rates.pointee.fentanylRatio - 1) * fentanylShare
    for medication in Medication.allCases {
      let factor = Float(1 + excess * (medication.isAgonist ? rates.pointee.fentanylOnAgonist : 1))
      let blockade = medication == .naltrexoneXR ? rates.pointee.overdoseNaltrexone : 1
      for use in UseState.allCases {
        let exposure = rates.pointee.exposure.value(use, onMedication: medication != .none)
        overdoseRates[Int(medication.rawValue) * 3 + Int(use.rawValue)] =
          rates.pointee.overdosePerDay * exposure * factor * blockade
      }
    }
  }

  /// Ends the warm-up: books everybody up to now and forgets it.
  private mutating func startObservation() {
    for index in 0..<Int(storage.count) {
      let patient = storage.patients + index
      patient.pointee.bookedTicks = max(patient.pointee.bookedTicks, nowTicks)
    }
    ledger.clear(at: nowTicks)
    beginLifeCounts()
  }

  /// Books everybody up to the end of the run.
  mutating func finish(at end: EventTime) {
    nowTicks = end.ticks
    now = end.days
    for index in 0..<storage.count {
      let patient = storage.patients + Int(index)
      guard patient.pointee.flags.contains(.arrived) else { continue }
      closeEpisode(patient, index, isOver: false)
      if patient.pointee.care != .dead {
        detach(all: .max, patient, index)
        book(patient)
        closeWindow(patient, isLast: true)
        let isWaiting = patient.pointee.care == .waiting || patient.pointee.care == .interim
        if isWaiting { line.leave(index, at: end) }
        note(.end, patient, index)
      }
    }
    if ledger.needsClosing { ledger.closeInterval(at: nowTicks) }
  }
}
