internal import DiscreteEvents
internal import Randomness

/// An overdose and the chain that decides whether it is survived.
extension Simulation {
  mutating func haveOverdose(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    let occurrence = UInt32(p.pointee.overdose.occurrences)
    p.pointee.overdose.fired()
    let chain = rates.pointee.survival
    func happens(_ probability: Double, _ process: Process) -> Bool {
      key.bernoulli(bounded(probability), at: address(process, id, occurrence))
    }
    let witnessed = happens(chain.witnessed, .witnessed)
    let present = chain.naloxonePresent + Double(lever(.naloxonePresent, p))
    let naloxone = witnessed && happens(bounded(present) * chain.naloxoneUsed, .naloxone)
    let called =
      witnessed && happens(chain.emergencyCall + Double(lever(.emergencyCall, p)), .emergencyCall)
    var fatality = naloxone ? chain.fatalityWithNaloxone : chain.fatalityWithoutResponse
    if called { fatality *= chain.emergencyFatalityRatio }
    let isFatal = happens(fatality * Double(lever(.fatality, p)), .fatality)
    note(RiskCount.overdose, p, id)
    if called || isFatal { note(RiskCount.overdoseSeen, p, id) }
    if isFatal {
      note(RiskCount.overdoseDeath, p, id)
      return die(p, id)
    }
    p.pointee.lastOverdose = Float(now)
    let isFree = p.pointee.care == .outOfCare && p.pointee.use == .regular
    if called && happens(chain.transport, .transport) {
      note(.emergencyVisit, p, id)
      offer(.emergencyVisit, p, id, count: occurrence)
      let linkage = chain.linkage + Double(lever(.emergencyLinkage, p))
      if isFree && happens(linkage, .linkage) {
        halt(p)
        note(.emergencyLinkage, p, id)
        closeEpisode(p, id, isOver: true)
        return beginSeeking(p, id)
      }
    }
    if isFree && happens(rates.pointee.cessationAfterOverdose, .cessationAfterOverdose) {
      stopUsing(p, id)
    }
  }

  mutating func dieOfOtherCause(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.otherDeath.fired()
    note(RiskCount.otherDeath, p, id)
    die(p, id)
  }

  /// Death: gives up the place in care or in line; the books are closed.
  private mutating func die(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    if p.pointee.care == .waiting || p.pointee.care == .interim {
      leaveLine(p, id, admitted: false)
    }
    detach(all: .max, p, id)
    closeEpisode(p, id, isOver: false)
    closeWindow(p, isLast: true)
    ledger.leave(
      Measure.occupancy(p.pointee.care, p.pointee.medication, p.pointee.use), at: nowTicks,
      since: p.pointee.bookedTicks, cell: p.pointee.cell)
    p.pointee.care = .dead
    p.pointee.medication = .none
    releasePlace(p)
  }
}
