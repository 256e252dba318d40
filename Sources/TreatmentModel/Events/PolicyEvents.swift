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

  private mutating func offer(
    _ offered: UInt32, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, count: UInt32
  ) {
    var rest = offered
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      offer(index, p, id, count: count)
    }
  }

  private mutating func offer(
    _ index: Int, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, count: UInt32
  ) {
    let reach = policies.policies[index].reach
    let person = storage.people[Int(id)]
    let medication =
      p.pointee.medication == .none ? p.pointee.planned : p.pointee.medication
    let place = communityName
    func draw(_ process: Process) -> StreamAddress {
      address(process, id, policies.streams[index] << 12 | count & 0xFFF)
    }
    func includes(_ who: Eligibility) -> Bool {
      who.includes(person, medication: medication, use: p.pointee.use, community: place)
    }
    guard includes(reach.who) else {
      let remote: Traits = [.phone, .internet]
      let missing = reach.who.required.subtracting(person.traits)
      let isRemote = !missing.isEmpty && missing.isSubset(of: remote)
      return self.count(isRemote ? .noPhoneOrInternet : .notEligible, index, p)
    }
    if let targeting = reach.targeting {
      let accuracy = targeting.accuracyByRace[person.race] ?? targeting.accuracy
      let flagged = includes(targeting.highRisk) ? accuracy.sensitivity : 1 - accuracy.specificity
      guard key.bernoulli(flagged, at: draw(.riskScore)) else {
        return self.count(.notFlagged, index, p)
      }
    }
    guard reach.uptake >= 1 || key.bernoulli(reach.uptake, at: draw(.uptake)) else {
      return self.count(.declined, index, p)
    }
    if let kind = reach.resource {
      guard resources[Int(kind.rawValue)].seize(at: EventTime(ticks: nowTicks)) else {
        return self.count(.noPlace, index, p)
      }
    }
    attach(index, p, id, count: count)
  }

  private mutating func count(
    _ measure: PolicyCount, _ index: Int, _ p: UnsafeMutablePointer<Patient>
  ) {
    ledger.count(measure, policy: index, cell: p.pointee.cell)
  }

  private mutating func attach(
    _ index: Int, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32, count: UInt32
  ) {
    let days = policies.policies[index].reach.days
    self.count(.reached, index, p)
    attachments[Attachment(id, index)] = AttachmentTime(since: nowTicks, until: now + days)
    p.pointee.attachmentDue = min(p.pointee.attachmentDue, Float(now + days).nextUp)
    p.pointee.attached |= 1 << UInt32(index)
    p.pointee.flags.insert(.wasReached)
    if case .pgxDosing(let test) = policies.policies[index].machinery {
      orderTest(test, index, p, id, count: count)
    }
  }

  /// Ends a policy for a person.
  mutating func detach(_ index: Int, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    guard let time = attachments.removeValue(forKey: Attachment(id, index)) else { return }
    let since = max(time.since, ledger.startTicks)
    if nowTicks > since {
      ledger.count(.ticks, policy: index, cell: p.pointee.cell, by: nowTicks - since)
    }
    p.pointee.attached &= ~(1 << UInt32(index))
    if policies.pgx & 1 << UInt32(index) != 0 { p.pointee.flags.remove(.guidedDose) }
    if let kind = policies.policies[index].reach.resource {
      resources[Int(kind.rawValue)].release(at: EventTime(ticks: nowTicks))
    }
  }

  /// Ends several policies for a person.
  mutating func detach(all mask: UInt32, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    var rest = p.pointee.attached & mask
    while rest != 0 {
      detach(rest.trailingZeroBitCount, p, id)
      rest &= rest - 1
    }
  }

  /// What has run out for a person ends, results of tests arrive; sets the next such day.
  mutating func reviewAttachments(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    var due = Float.infinity
    var rest = p.pointee.attached
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      guard let time = attachments[Attachment(id, index)] else { continue }
      if time.until <= now {
        detach(index, p, id)
        continue
      }
      due = min(due, Float(time.until).nextUp)
      guard let result = time.result else { continue }
      if result <= now {
        attachments[Attachment(id, index)]?.result = nil
        receiveResult(p, id)
      } else {
        due = min(due, Float(result).nextUp)
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
    _ test: PGxDosing, _ index: Int, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32,
    count: UInt32
  ) {
    func draw(_ process: Process) -> StreamAddress {
      address(process, id, policies.streams[index] << 12 | count & 0xFFF)
    }
    let fails = key.bernoulli(test.failure, at: draw(.testFailure))
    guard !fails, isInformative(test, p, id) else {
      return self.count(.uninformative, index, p)
    }
    guard key.bernoulli(test.followed, at: draw(.resultFollowed)) else {
      return self.count(.notFollowed, index, p)
    }
    let span = test.turnaroundDays.upperBound - test.turnaroundDays.lowerBound
    let days =
      test.turnaroundDays.lowerBound + span * key.openUniform(at: draw(.testTurnaround))
    guard days > 0 else { return receiveResult(p, id) }
    attachments[Attachment(id, index)]?.result = now + days
    p.pointee.attachmentDue = min(p.pointee.attachmentDue, Float(now + days).nextUp)
  }

  /// Whether a gene on the panel says something about the dose of the planned medication.
  private mutating func isInformative(
    _ test: PGxDosing, _ p: UnsafeMutablePointer<Patient>, _ id: UInt32
  ) -> Bool {
    let genotypes = storage.people[Int(id)].genotypes
    switch p.pointee.planned {
    case .methadone: return test.genes.contains(.CYP2B6) && genotypes.cyp2b6 != .normal
    case .buprenorphine: return test.genes.contains(.CYP3A4) && genotypes.cyp3a4Decreased > 0
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

/// A policy attached to a person.
struct Attachment: Hashable {
  private let value: UInt64

  init(_ patient: UInt32, _ policy: Int) { value = UInt64(patient) << 8 | UInt64(policy) }
}

/// Since when a policy is attached to a person, and until when.
struct AttachmentTime {
  var since: Int64
  /// Day on which it runs out.
  var until: Double
  /// Day on which the result of a test arrives.
  var result: Double?
}
