internal import DiscreteEvents
internal import Randomness

/// Reaching people: the policies in force are offered at each trigger, attached, and end.
extension Simulation {
  /// Offers what is in force at a trigger; cheap when there is nothing to offer.
  ///
  /// - Parameter count: which time this trigger happens to the person; part of the draws' key.
  @inline(__always)
  mutating func offer(
    _ trigger: Reach.Trigger, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, count: UInt32
  ) {
    let offered = policies.offered(at: trigger) & ~p.pointee.attached
    if offered != 0 { offer(offered, p, id, count: count) }
  }

  /// Offers several policies: counts those whose conditions fail, asks the person about the others.
  private mutating func offer(
    _ offered: UInt32, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, count: UInt32
  ) {
    let standing = attachments.standing(of: id)
    let medication = p.pointee.medication == .none ? p.pointee.planned : p.pointee.medication
    let eligible =
      offered & standing.pointee.eligible & policies.who.accepting(medication, p.pointee.use)
    let missed = offered & ~eligible
    let lacksRemote = missed & standing.pointee.lacksRemote
    self.count(.noPhoneOrInternet, lacksRemote, p)
    self.count(.notEligible, missed & ~lacksRemote, p)
    let highRisk =
      policies.isTargeted & eligible == 0
      ? 0 : standing.pointee.highRisk & policies.highRisk.accepting(medication, p.pointee.use)
    var rest = eligible
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest &- 1
      if policies.isTargeted & 1 << UInt32(index) != 0 {
        let isHighRisk = highRisk & 1 << UInt32(index) != 0
        guard isFlagged(index, isHighRisk: isHighRisk, id, count: count) else {
          self.count(.notFlagged, index, p)
          continue
        }
      }
      offer(index, p, id, count: count)
    }
  }

  /// Whether the score of a policy flags a person.
  private mutating func isFlagged(
    _ index: Int, isHighRisk: Bool, _ id: UInt32, count: UInt32
  ) -> Bool {
    let race = Int(storage.people[Int(id)].race.rawValue)
    let accuracy = policies.accuracies[index &* RaceEthnicity.allCases.count &+ race]
    let occurrence = policies.terms[index].occurrence(count)
    return key.bernoulli(
      isHighRisk ? accuracy.sensitivity : 1 - accuracy.specificity,
      at: address(.riskScore, id, occurrence))
  }

  /// Offers a policy to somebody it accepts.
  @inline(__always)
  private mutating func offer(
    _ index: Int, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, count: UInt32
  ) {
    let terms = policies.terms + index
    if terms.pointee.uptake < 1 {
      let draw = address(.uptake, id, terms.pointee.occurrence(count))
      guard key.bernoulli(terms.pointee.uptake, at: draw) else {
        return self.count(.declined, index, p)
      }
    }
    if let kind = terms.pointee.resource {
      guard places(kind).pointee.seize(at: EventTime(ticks: nowTicks)) else {
        return self.count(.noPlace, index, p)
      }
    }
    attach(index, p, id, count: count)
  }

  @inline(__always)
  private mutating func count(
    _ measure: PolicyCount, _ index: Int, _ p: UnsafeMutablePointer<Patient>
  ) {
    ledger.count(measure, policy: index, cell: p.pointee.cell)
  }

  /// Counts for each of several policies.
  @inline(__always)
  private mutating func count(
    _ measure: PolicyCount, _ mask: UInt32, _ p: UnsafeMutablePointer<Patient>
  ) {
    var rest = mask
    while rest != 0 {
      ledger.count(measure, policy: rest.trailingZeroBitCount, cell: p.pointee.cell)
      rest &= rest &- 1
    }
  }

  @inline(__always)
  private mutating func attach(
    _ index: Int, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, count: UInt32
  ) {
    let bit: UInt32 = 1 << UInt32(index)
    self.count(.reached, index, p)
    attachments.since(id, index).pointee = nowTicks
    ledger.attach(index, at: nowTicks)
    p.pointee.attached |= bit
    p.pointee.flags.insert(.wasReached)
    guard policies.hasDates & bit != 0 else { return }
    let end = now + policies.terms[index].days
    p.pointee.attachmentDue = min(p.pointee.attachmentDue, Float(end).nextUp)
    if policies.pgx & bit != 0 {
      attachments.result(id, index).pointee = .infinity
      orderTest(index, p, id, count: count)
    }
  }

  /// Ends a policy that is attached to a person.
  private mutating func detach(_ index: Int, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let since = attachments.since(id, index).pointee
    ledger.detach(index, at: nowTicks, since: since, cell: p.pointee.cell)
    let bit: UInt32 = 1 << UInt32(index)
    p.pointee.attached &= ~bit
    if policies.pgx & bit != 0 { p.pointee.flags.remove(.guidedDose) }
    if let kind = policies.terms[index].resource {
      places(kind).pointee.release(at: EventTime(ticks: nowTicks))
    }
  }

  /// Ends several policies for a person, those that are attached.
  mutating func detach(all mask: UInt32, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    var rest = p.pointee.attached & mask
    while rest != 0 {
      detach(rest.trailingZeroBitCount, p, id)
      rest &= rest &- 1
    }
  }

  /// What has run out for a person ends, results of tests arrive; sets the next such day.
  mutating func reviewAttachments(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    var due = Float.infinity
    var rest = p.pointee.attached & policies.hasDates
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest &- 1
      let since = EventTime(ticks: attachments.since(id, index).pointee).days
      let end = since + policies.terms[index].days
      if end <= now {
        detach(index, p, id)
        continue
      }
      due = min(due, Float(end).nextUp)
      guard policies.pgx & 1 << UInt32(index) != 0 else { continue }
      let result = attachments.result(id, index)
      if result.pointee <= now {
        result.pointee = .infinity
        receiveResult(p, id)
      } else {
        due = min(due, Float(result.pointee).nextUp)
      }
    }
    p.pointee.attachmentDue = due
  }

  /// Policies start, end or change strength.
  mutating func updatePolicies() {
    let (started, ended, moved) = policies.update(at: now)
    let offered = policies.offered(at: .everybody) & started
    let concerned = ended | moved
    guard offered | concerned != 0 else { return }
    for id in 0..<storage.count {
      let p = patient(id)
      guard p.pointee.flags.contains(.arrived), p.pointee.care != .dead else { continue }
      guard offered != 0 || p.pointee.attached & concerned != 0 else { continue }
      if ended & p.pointee.attached != 0 { detach(all: ended, p, id) }
      if offered != 0 { offer(offered, p, id, count: 0) }
      review(p, id)
      refresh(id)
    }
  }

  // MARK: Genotype-guided dosing

  private mutating func orderTest(
    _ index: Int, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, count: UInt32
  ) {
    let test = policies.tests[index]
    let occurrence = policies.terms[index].occurrence(count)
    let fails = key.bernoulli(test.failure, at: address(.testFailure, id, occurrence))
    guard !fails, isInformative(test, p, id) else {
      return self.count(.uninformative, index, p)
    }
    guard key.bernoulli(test.followed, at: address(.resultFollowed, id, occurrence)) else {
      return self.count(.notFollowed, index, p)
    }
    let share = key.openUniform(at: address(.testTurnaround, id, occurrence))
    let days = test.turnaround + test.turnaroundSpan * share
    guard days > 0 else { return receiveResult(p, id) }
    attachments.result(id, index).pointee = now + days
    p.pointee.attachmentDue = min(p.pointee.attachmentDue, Float(now + days).nextUp)
  }

  /// Whether a gene on the panel says something about the dose of the planned medication.
  private mutating func isInformative(
    _ test: PGxTest, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32
  ) -> Bool {
    let genotypes = storage.people[Int(id)].genotypes
    switch p.pointee.planned {
    case .methadone: return test.readsCYP2B6 && genotypes.cyp2b6 != .normal
    case .buprenorphine: return test.readsCYP3A4 && genotypes.cyp3a4Decreased > 0
    case .none, .buprenorphineXR, .naltrexoneXR: return false
    }
  }

  /// The result is back and the clinician follows it: the target is the dose that the genotype
  /// predicts.
  ///
  /// A dose above it is lowered.
  private mutating func receiveResult(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.flags.insert(.guidedDose)
    guard p.pointee.medication == .methadone || p.pointee.medication == .buprenorphine else {
      return
    }
    let predicted = predictedDose(p)
    if p.pointee.dose > predicted {
      p.pointee.dose = predicted
      updateTreatmentFactors(p)
      note(.titrationStep, p, id)
    }
    if p.pointee.care == .stabilisation || p.pointee.care == .maintenance {
      p.pointee.careStep = min(p.pointee.careStep, nextCareStep(p))
    }
  }
}
