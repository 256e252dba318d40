/// A named source of chance in a person's life; part of the key of every draw.
///
/// The raw values are part of the key layout: append, never renumber, or published seeds change.
public enum Process: UInt8, CaseIterable, Sendable {
  // Clocks: the n-th threshold of a clock is the n-th occurrence of its process.
  case overdose = 1
  case otherDeath
  case seek
  case patience
  case dropout
  case taper
  /// The end of the present use state: lapse, end of a lapse, relapse, cessation.
  case useChange

  // Decisions and durations: the occurrence is that of the event that asks for them.
  case medicationChoice = 16
  case offered
  case attendance
  case intakeDelay
  case interimOffer
  case withdrawalOutcome
  case withdrawalStay
  case bridge
  case inductionOutcome
  case precipitatedWithdrawal
  case firstUse
  case responseGuided
  case immediateUse
  case witnessed
  case naloxone
  case emergencyCall
  case fatality
  case transport
  case linkage
  case cessationAfterOverdose

  // What is drawn once, at entry.
  case arrivalTime = 64
  case age
  case ageWithinBand
  case sex
  case race
  case ancestry
  case insurance
  case traits
  case feltStigma
  case priorEpisodes
  case genotype
  case clearance
  case frailty
  case initialState
  case initialAge
  case arrivalCount
  case supply

  // Policies: the occurrence names the policy and which time its trigger happens.
  case uptake = 128
  case riskScore
  case testFailure
  case resultFollowed
  case testTurnaround
}
