internal import DiscreteEvents
internal import Foundation

/// Changes of state, with the books kept: every move of a person goes through here.
extension Simulation {
  /// The event that is due for a person, and those after it that concern nobody else.
  ///
  /// Until the next event of the community, what happens to somebody on medication or out of care is
  /// no business of the others: such events are taken at once instead of going through the queue. The
  /// outcome is the same bit by bit; life records would be out of order, so recording goes without.
  mutating func advance(_ id: UInt32) {
    let p = patient(id)
    guard p.pointee.flags.contains(.arrived) else { return arrive(id) }
    while true {
      haveEvent(p, id)
      guard p.pointee.care != .dead else { return }
      let time = EventTime(roundingUp: max(setNext(p), now))
      guard runsAhead && isPrivate(p) && time.ticks < nextCommunityTicks else {
        return schedule(p, id, at: time)
      }
      nowTicks = time.ticks
      now = time.days
      processedEvents &+= 1
    }
  }

  /// Whether the next event of a person neither needs nor changes what people share.
  @inline(__always) private func isPrivate(_ p: UnsafeMutablePointer<Patient>) -> Bool {
    switch p.pointee.next {
    case .review:
      p.pointee.care != .waiting && p.pointee.care != .interim
        && p.pointee.attached & policies.usesResource == 0
    case .useChange: p.pointee.medication != .none && p.pointee.care != .interim
    case .careStep:
      (p.pointee.care == .stabilisation || p.pointee.care == .maintenance)
        && policies.usesResource == 0
    case .overdose, .otherDeath, .seek, .patience, .dropout, .taper: false
    }
  }

  /// One event of a person; afterwards all clocks are up to date.
  @inline(__always)
  private mutating func haveEvent(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    switch p.pointee.next {
    case .overdose: haveOverdose(p, id)
    case .otherDeath: dieOfOtherCause(p, id)
    case .seek: seekCare(p, id)
    case .patience: renege(p, id)
    case .dropout: dropOut(p, id)
    case .taper: startTaper(p, id)
    case .useChange: changeUse(p, id)
    case .careStep: takeCareStep(p, id)
    case .review:
      // Only what ends or arrives with a policy changes more than time does.
      let isPolicyDue = Double(p.pointee.attachmentDue) <= now && p.pointee.attached != 0
      review(p, id)
      return isPolicyDue ? updateClocks(p, id) : updateAfterReview(p, id)
    }
    guard p.pointee.care != .dead else { return }
    review(p, id)
    updateClocks(p, id)
  }

  /// Moves a person to another combination of states and books the time spent in the last.
  @inline(__always)
  mutating func move(
    _ p: UnsafeMutablePointer<Patient>, care: CareState, medication: Medication, use: UseState
  ) {
    let old = Measure.occupancy(p.pointee.care, p.pointee.medication, p.pointee.use)
    let new = Measure.occupancy(care, medication, use)
    guard old != new else { return }
    settleTolerance(p)
    if use != p.pointee.use {
      p.pointee.useSince = now
      if use != .abstinent { p.pointee.flags.subtract([.inRemission, .stableRecovery]) }
    }
    ledger.leave(old, at: nowTicks, since: p.pointee.bookedTicks, cell: p.pointee.cell)
    ledger.enter(new, at: nowTicks)
    p.pointee.bookedTicks = nowTicks
    p.pointee.care = care
    p.pointee.medication = medication
    p.pointee.use = use
    updateToleranceFactor(p)
  }

  /// Counts an event and, where asked for, records it.
  @inline(__always)
  mutating func note(
    _ event: EventCount, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32
  ) {
    ledger.count(Measure.count(of: event), cell: p.pointee.cell)
    if recording != .nobody { note(.event(event), p, id) }
  }

  /// Counts an event in the present risk window.
  mutating func note(_ event: RiskCount, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    ledger.count(Measure.count(of: event, in: window(p)), cell: p.pointee.cell)
    if recording != .nobody { note(.risk(event), p, id) }
  }

  /// Records a line of a life, if this life is recorded.
  mutating func note(_ event: LifeEvent, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    guard recording == .everybody || recording == .patient(id) else { return }
    let needed = p.pointee.doseNeeded
    log.append(
      LifeRecord(
        day: now, patient: id, event: event, care: p.pointee.care,
        medication: p.pointee.medication, use: p.pointee.use, dose: p.pointee.dose,
        adequacy: needed > 0 && p.pointee.medication != .none ? p.pointee.dose / needed : 1,
        tolerance: p.pointee.tolerance))
  }

  /// The risk window that a person is in.
  mutating func window(_ p: UnsafeMutablePointer<Patient>) -> RiskWindow {
    let isEarly = now < Double(p.pointee.windowSince) + RiskWindow.days
    if p.pointee.medication != .none { return .on(p.pointee.medication, early: isEarly) }
    return isEarly && p.pointee.flags.contains(.wasTreated) ? .afterTreatment : .offTreatment
  }

  /// Books the time since the treatment status last changed, split at four weeks.
  ///
  /// Windows meet at dates that a `Float` holds, at most 21 seconds before the event in the first ten
  /// years, so that each begins on the tick on which the one before it ended; the last window of a life
  /// or a run ends now. The sum over windows is therefore the time lived, to the tick.
  mutating func closeWindow(_ p: UnsafeMutablePointer<Patient>, isLast: Bool = false) {
    let start = Double(p.pointee.windowSince)
    let border = Self.dateNotAfter(now)
    let end = isLast ? now : Double(border)
    func ticks(_ day: Double) -> Int64 {
      max(ledger.startTicks, EventTime(roundingUp: min(day, end)).ticks)
    }
    let split = ticks(start + RiskWindow.days)
    let early = split - ticks(start)
    let later = ticks(end) - split
    let cell = p.pointee.cell
    if p.pointee.medication != .none {
      ledger.book(early, in: .on(p.pointee.medication, early: true), cell: cell)
      ledger.book(later, in: .on(p.pointee.medication, early: false), cell: cell)
      if summarizesLives { lifeCounts.medicationTicks[Int(index(of: p))] += early + later }
    } else if p.pointee.flags.contains(.wasTreated) {
      ledger.book(early, in: .afterTreatment, cell: cell)
      ledger.book(later, in: .offTreatment, cell: cell)
    } else {
      ledger.book(early + later, in: .offTreatment, cell: cell)
    }
    p.pointee.windowSince = border
  }

  /// The latest date that a `Float` holds and that is not after a date.
  static func dateNotAfter(_ day: Double) -> Float {
    let nearest = Float(day)
    return Double(nearest) > day ? nearest.nextDown : nearest
  }

  /// Books the time in the present combination of states up to now.
  mutating func book(_ p: UnsafeMutablePointer<Patient>) {
    let state = Measure.occupancy(p.pointee.care, p.pointee.medication, p.pointee.use)
    ledger.leave(state, at: nowTicks, since: p.pointee.bookedTicks, cell: p.pointee.cell)
    ledger.enter(state, at: nowTicks)
    p.pointee.bookedTicks = nowTicks
  }

  /// Books a treatment episode: one that is over, or one cut short by death or the end of the run.
  ///
  /// Episodes that began before observation are left out: they would be length-biased.
  mutating func closeEpisode(
    _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, isOver: Bool
  ) {
    let isPending = p.pointee.flags.contains(.exitPending)
    let inTreatment =
      p.pointee.care == .induction || p.pointee.care == .stabilisation
      || p.pointee.care == .maintenance || p.pointee.care == .taper
    guard isPending || inTreatment else { return }
    p.pointee.flags.remove(.exitPending)
    guard Double(p.pointee.stageSince) >= model.warmUpDays, p.pointee.episodes > 0 else { return }
    let end = isPending ? p.pointee.windowSince : Float(now)
    ledger.endEpisode(
      p.pointee.planned, day: end - p.pointee.stageSince, censored: !isOver && !isPending,
      of: storage.people[Int(id)])
  }

  /// The places of a kind.
  ///
  /// Not `resources[...]` where they change: with ThreadSanitizer, Swift 6.3.1 takes the mutating use of
  /// a pointer's element in a non-copyable value for a change of that value's first array, the
  /// model, which threads share.
  @inline(__always)
  func places(_ kind: ResourceKind) -> UnsafeMutablePointer<Resource> {
    resources + Int(kind.rawValue)
  }

  /// Gives up the place that a person holds and serves the line for it.
  mutating func releasePlace(_ p: UnsafeMutablePointer<Patient>) {
    guard p.pointee.flags.contains(.holdsPlace) else { return }
    p.pointee.flags.remove(.holdsPlace)
    let kind = p.pointee.resource
    places(kind).pointee.release(at: EventTime(ticks: nowTicks))
    serveLine(kind)
  }
}
