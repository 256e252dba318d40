/// The address of one random variate: whose it is, what it decides, and which time it is drawn.
///
/// The address becomes the Philox counter, so a variate depends on nothing but its address and its
/// key: not on the order of events, the thread, the strategy, or how many words another variate
/// took. That is what makes random numbers common to two strategies.
public struct StreamAddress: Hashable, Sendable {
  /// The patient, or any other owner of draws, counted from 0.
  public var patient: UInt32
  /// The process that draws, such as lapse or arrival; with communities, `community << 8 | process`.
  public var process: UInt32
  /// How many variates this process has drawn before for this patient.
  public var occurrence: UInt32

  /// Creates an address from a process word that already names the community, if there is one.
  @inlinable
  public init(patient: UInt32, process: UInt32, occurrence: UInt32) {
    self.patient = patient
    self.process = process
    self.occurrence = occurrence
  }

  /// Creates an address of a process in a community.
  ///
  /// - Parameters:
  ///   - community: the community, below 2^24.
  ///   - process: the process, below 256.
  ///   - patient: the patient, counted from 0 within the community.
  ///   - occurrence: how many variates this process has drawn before for this patient.
  @inlinable
  public init(community: UInt32, process: UInt8, patient: UInt32, occurrence: UInt32) {
    precondition(community < 1 << 24, "StreamAddress: community \(community) is not below 2^24")
    self.init(
      patient: patient, process: community << 8 | UInt32(process), occurrence: occurrence)
  }

  /// Returns the Philox counter of a block of this variate; most variates use block 0 only.
  @inlinable
  public func counter(block: UInt32) -> Philox4x32.Words {
    Philox4x32.Words(block, occurrence, patient, process)
  }
}
