internal import DiscreteEvents
internal import Foundation
internal import Randomness

/// Seeking care, intake, waiting lists: how people get a place.
extension Simulation {
  /// A person asks for care of their own accord, or comes back within the interruption gap.
  mutating func seekCare(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.seek.fired()
    halt(p)
    if p.pointee.flags.contains(.exitPending) {
      let gap = now - p.pointee.careOrigin
      if gap <= rates.pointee.interruptionGapDays && resumeTreatment(p, id) { return }
      closeEpisode(p, id, isOver: true)
    }
    beginSeeking(p, id)
  }

  /// Asks for care: the choice of medication, whether it is offered, the intake appointment.
  mutating func beginSeeking(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.seeks &+= 1
    let occurrence = UInt32(p.pointee.seeks)
    let person = storage.people[Int(id)]
    if !p.pointee.flags.contains(.assigned) { chooseMedication(p, id, person) }
    p.pointee.flags.remove(.needsWithdrawal)
    if p.pointee.planned == .naltrexoneXR || p.pointee.planned == .none {
      p.pointee.flags.insert(.needsWithdrawal)
    }
    note(.seek, p, id)
    offer(.seeking, p, id, count: occurrence)
    let offered =
      offeredProbability(p.pointee.planned, person) + Double(lever(.offeredProbability, p))
    guard key.bernoulli(bounded(offered), at: address(.offered, id, occurrence)) else {
      return note(.notOffered, p, id)
    }
    let delay = intakeDelay(p)
    let days = key.logNormal(
      meanLog: delay.meanLog, sdLog: delay.sdLog, at: address(.intakeDelay, id, occurrence))
    p.pointee.careStep = now + days * Double(lever(.intakeDelay, p))
    move(p, care: .seeking, medication: .none, use: p.pointee.use)
  }

  /// The intake appointment: turns up or not, and finds a place or not.
  mutating func haveIntake(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let isRural = storage.people[Int(id)].traits.contains(.rural)
    let distance = isRural ? rates.pointee.travelHoursRural : rates.pointee.travelHoursUrban
    let hours = isRemote(p) ? 0 : distance * Double(lever(.travelHours, p))
    let attends =
      exp(rates.pointee.logAttendancePerHour * hours) + Double(lever(.attendanceProbability, p))
    halt(p)
    p.pointee.careStep = .infinity
    guard
      key.bernoulli(bounded(attends), at: address(.attendance, id, UInt32(p.pointee.seeks)))
    else {
      move(p, care: .outOfCare, medication: .none, use: p.pointee.use)
      return note(.missedIntake, p, id)
    }
    requestPlace(p, id)
  }

  /// Takes a free place or joins the line for one.
  mutating func requestPlace(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let kind = resourceNeeded(p)
    p.pointee.resource = kind
    if places(kind).pointee.seize(at: EventTime(ticks: nowTicks)) {
      return startCare(p, id)
    }
    line.join(
      id, priority: lineClass(kind, priority: priority(p, id)), at: EventTime(ticks: nowTicks))
    p.pointee.stageSince = Float(now)
    move(p, care: .waiting, medication: .none, use: p.pointee.use)
    note(.waitStart, p, id)
    offer(.waiting, p, id, count: UInt32(p.pointee.seeks))
    let interim = bounded(rates.pointee.interimProbability + Double(lever(.interimProbability, p)))
    if p.pointee.planned.isAgonist && interim > 0
      && key.bernoulli(interim, at: address(.interimOffer, id, UInt32(p.pointee.seeks)))
    {
      closeWindow(p)
      giveFirstDose(p, id, care: .interim)
      note(.interimStart, p, id)
    }
  }

  /// Patience is over: leaves the line unserved.
  mutating func renege(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.patience.fired()
    leaveLine(p, id, admitted: false)
    halt(p)
    stopInterim(p)
    move(p, care: .outOfCare, medication: .none, use: p.pointee.use)
    note(.renege, p, id)
  }

  /// Gives free places of a kind to those who wait for them.
  mutating func serveLine(_ kind: ResourceKind) {
    let classes = lineClasses(kind)
    while resources[Int(kind.rawValue)].hasRoom, let id = line.next(in: classes) {
      let p = patient(id)
      let taken = places(kind).pointee.seize(at: EventTime(ticks: nowTicks))
      precondition(taken, "a resource with room refused a place")
      leaveLine(p, id, admitted: true)
      halt(p)
      stopInterim(p)
      startCare(p, id)
      review(p, id)
      refresh(id)
    }
  }

  /// Leaves the waiting line and books the wait.
  mutating func leaveLine(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, admitted: Bool
  ) {
    line.leave(id, at: EventTime(ticks: nowTicks))
    if Double(p.pointee.stageSince) >= model.warmUpDays {
      ledger.endWait(
        p.pointee.resource, days: max(0, now - Double(p.pointee.stageSince)), admitted: admitted)
    }
  }

  /// Holds a place now: a bed for withdrawal management, or induction on the planned medication.
  private mutating func startCare(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.flags.insert(.holdsPlace)
    if p.pointee.resource == .withdrawalBeds {
      startWithdrawalManagement(p, id)
    } else {
      startInduction(p, id)
    }
  }

  /// Ends interim dosing, if there was any.
  private mutating func stopInterim(_ p: UnsafeMutablePointer<Patient>) {
    guard p.pointee.care == .interim else { return }
    closeWindow(p)
    p.pointee.flags.insert([.wasTreated, .leftTreatment])
    p.pointee.careOrigin = now
    p.pointee.dose = 0
    move(p, care: .waiting, medication: .none, use: .regular)
  }

  private mutating func chooseMedication(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, _ person: Attributes
  ) {
    func weight(_ medication: Medication) -> Double {
      var weight = rates(of: medication).pointee.choiceWeight
      switch medication {
      case .none: return weight
      case .methadone:
        weight *= Double(lever(.choiceMethadone, p))
        if person.traits.contains(.severe) { weight *= rates.pointee.choiceSevereMethadone }
        if person.traits.contains(.rural) { weight *= rates.pointee.choiceRemoteMethadone }
      case .buprenorphine: weight *= Double(lever(.choiceBuprenorphine, p))
      case .buprenorphineXR: weight *= Double(lever(.choiceBuprenorphineXR, p))
      case .naltrexoneXR: weight *= Double(lever(.choiceNaltrexoneXR, p))
      }
      let isPrevious = medication != .none && medication == p.pointee.planned
      return isPrevious ? weight * rates.pointee.choicePrevious : weight
    }
    let count = Medication.allCases.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { weights in
      var total = 0.0
      for medication in Medication.allCases {
        let own = weight(medication)
        weights.initializeElement(at: Int(medication.rawValue), to: own)
        total += own
      }
      let chosen = key.openUniform(at: address(.medicationChoice, id, UInt32(p.pointee.seeks)))
      var rest = chosen * total
      for medication in Medication.allCases {
        rest -= weights[Int(medication.rawValue)]
        if rest < 0 {
          p.pointee.planned = medication
          return
        }
      }
      p.pointee.planned = .buprenorphine
    }
  }

  private mutating func offeredProbability(_ medication: Medication, _ person: Attributes) -> Double
  {
    switch medication {
    case .none: 1
    case .methadone: rates.pointee.offeredMethadone
    case .buprenorphine, .buprenorphineXR:
      person.insurance == .medicaid
        ? rates.pointee.offeredBuprenorphineMedicaid : rates.pointee.offeredBuprenorphineOther
    case .naltrexoneXR: rates.pointee.offeredNaltrexone
    }
  }

  private mutating func intakeDelay(_ p: UnsafeMutablePointer<Patient>) -> IntakeDelay {
    if isRemote(p) { return rates.pointee.delayTelehealth }
    switch p.pointee.planned {
    case .none, .naltrexoneXR: return rates.pointee.delayWithdrawal
    case .methadone: return rates.pointee.delayOTP
    case .buprenorphine, .buprenorphineXR: return rates.pointee.delayOffice
    }
  }

  /// Whether a person is treated remotely: reached by telehealth, for a medication that allows it.
  private mutating func isRemote(_ p: UnsafeMutablePointer<Patient>) -> Bool {
    p.pointee.planned == .buprenorphine && p.pointee.attached & policies.telehealth != 0
  }

  private mutating func resourceNeeded(_ p: UnsafeMutablePointer<Patient>) -> ResourceKind {
    p.pointee.flags.contains(.needsWithdrawal) ? .withdrawalBeds : placeNeeded(p)
  }

  /// The kind of place that treatment with the planned medication takes up.
  mutating func placeNeeded(_ p: UnsafeMutablePointer<Patient>) -> ResourceKind {
    if isRemote(p) { return .telehealthPlaces }
    return p.pointee.planned == .methadone ? .otpPlaces : .officePlaces
  }

  private mutating func priority(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) -> Int {
    for (index, rule) in model.priorities.enumerated() {
      switch rule {
      case .pregnant:
        if storage.people[Int(id)].traits.contains(.pregnant) { return index }
      case .recentOverdose:
        if now < Double(p.pointee.lastOverdose) + rates.pointee.recentOverdoseDays { return index }
      }
    }
    return PriorityClass.allCases.count
  }

  private mutating func lineClasses(_ kind: ResourceKind) -> Range<Int> {
    let count = PriorityClass.allCases.count + 1
    return Int(kind.rawValue) * count..<(Int(kind.rawValue) + 1) * count
  }

  private mutating func lineClass(_ kind: ResourceKind, priority: Int) -> Int {
    lineClasses(kind).lowerBound + priority
  }
}

/// A probability after policies have shifted it, kept within 0 and 1.
func bounded(_ probability: Double) -> Double { min(1, max(0, probability)) }
