public import TreatmentModel

/// Whose lives a strategy changes, and why: every person of the first replication lives twice, once
/// without policies and once under the strategy, with the same random numbers.
///
/// A life is its records: events, days and states, compared exactly. Somebody whom no policy reaches
/// can be changed only through what people share: places.
public struct ChangedLives: Sendable, Equatable {
  /// Lives of one kind, and the deaths among them in the observed time.
  public struct Tally: Sendable, Equatable {
    /// People.
    public internal(set) var lives = 0
    /// People of whom a record differs.
    public internal(set) var changed = 0
    /// Deaths without policies.
    public internal(set) var deathsBase = 0
    /// Deaths under the strategy.
    public internal(set) var deathsStrategy = 0
    /// People who die without policies and not under the strategy.
    public internal(set) var averted = 0
    /// People who die under the strategy only.
    public internal(set) var caused = 0

    mutating func add(_ other: Tally) {
      lives += other.lives
      changed += other.changed
      deathsBase += other.deathsBase
      deathsStrategy += other.deathsStrategy
      averted += other.averted
      caused += other.caused
    }
  }

  /// Why a life is as it is under the strategy.
  public enum Reason: String, CaseIterable, Sendable {
    /// A policy was attached to the person at some time; the life may have changed or not.
    case reached
    /// Not reached, and the same life.
    case unchanged
    /// Not reached; the lives part where a place is asked for, begun or waited for: somebody else
    /// held or freed one.
    case places
    /// Not reached; the lives part elsewhere, which nothing in the model should do.
    case other
  }

  /// One community: its name, and a tally for each reason.
  public struct Community: Sendable, Equatable {
    /// Name of the community.
    public let name: String
    private var tallies = [Tally](repeating: Tally(), count: Reason.allCases.count)

    init(_ name: String) { self.name = name }

    /// The lives of a reason.
    public internal(set) subscript(_ reason: Reason) -> Tally {
      get { tallies[Reason.allCases.firstIndex(of: reason)!] }
      set { tallies[Reason.allCases.firstIndex(of: reason)!] = newValue }
    }
  }

  /// The communities, in the order of the scenario.
  public let communities: [Community]

  /// Runs the first replication of every community twice and compares.
  ///
  /// Takes twice the time of a replication and keeps the records of one community at a time.
  ///
  /// - Parameters:
  ///   - scenario: with a strategy chosen.
  ///   - base: the model of the same scenario without policies.
  public init(_ scenario: Scenario, base: Model) {
    let model = scenario.model
    precondition(base.communities.map(\.name) == model.communities.map(\.name))
    var usual = Simulation(base)
    var changed = Simulation(model)
    communities = model.communities.indices.map { index in
      var pairs = LifePairs(observedFrom: model.warmUpDays)
      _ = usual.run(
        community: index, replication: 1, seed: scenario.run.seed, recording: .everybody,
        record: { pairs.addBase($0) })
      pairs.endBase(people: usual.patientCount)
      _ = changed.run(
        community: index, replication: 1, seed: scenario.run.seed, recording: .everybody,
        record: { pairs.compare($0) })
      precondition(
        usual.patientCount == changed.patientCount, "a strategy changes who lives in a community")
      var community = Community(model.communities[index].name)
      for patient in 0..<changed.patientCount {
        let (reason, tally) = pairs.result(
          patient: patient, isReached: changed.wasReached(patient: UInt32(patient)))
        community[reason].add(tally)
      }
      return community
    }
  }

  /// The lives of a reason in all communities.
  public func total(_ reason: Reason) -> Tally {
    communities.reduce(into: Tally()) { $0.add($1[reason]) }
  }
}

/// The two lives of each person of a community.
private struct LifePairs {
  private let observedFrom: Double
  private var base: [[LifeRecord]] = []
  private var compared: [Int] = []
  /// Whether the lives have parted, and if so whether at a place.
  private var partedAtPlace: [Bool?] = []
  private var deaths: [Bool] = []

  init(observedFrom: Double) { self.observedFrom = observedFrom }

  mutating func addBase(_ record: LifeRecord) {
    while base.count <= Int(record.patient) { base.append([]) }
    base[Int(record.patient)].append(record)
  }

  mutating func endBase(people: Int) {
    while base.count < people { base.append([]) }
    compared = Array(repeating: 0, count: people)
    partedAtPlace = Array(repeating: nil, count: people)
    deaths = Array(repeating: false, count: people)
  }

  /// Compares the next record of a life under the strategy with that of the life without.
  mutating func compare(_ record: LifeRecord) {
    let patient = Int(record.patient)
    if isObservedDeath(record) { deaths[patient] = true }
    guard partedAtPlace[patient] == nil else { return }
    let index = compared[patient]
    let usual = index < base[patient].count ? base[patient][index] : nil
    if usual == record {
      compared[patient] += 1
    } else {
      partedAtPlace[patient] = concernsPlaces(patient, usual, record)
    }
  }

  /// How a person's two lives compare.
  func result(
    patient: Int, isReached: Bool
  ) -> (reason: ChangedLives.Reason, tally: ChangedLives.Tally) {
    var parted = partedAtPlace[patient]
    if parted == nil, compared[patient] < base[patient].count {
      parted = concernsPlaces(patient, base[patient][compared[patient]], nil)
    }
    let diesInBase = base[patient].contains(where: isObservedDeath)
    let diesInStrategy = deaths[patient]
    var tally = ChangedLives.Tally()
    tally.lives = 1
    tally.changed = parted == nil ? 0 : 1
    tally.deathsBase = diesInBase ? 1 : 0
    tally.deathsStrategy = diesInStrategy ? 1 : 0
    tally.averted = diesInBase && !diesInStrategy ? 1 : 0
    tally.caused = diesInStrategy && !diesInBase ? 1 : 0
    if isReached { return (.reached, tally) }
    guard let parted else { return (.unchanged, tally) }
    return (parted ? .places : .other, tally)
  }

  /// Whether lives part at an event about a place, or while one of them waits for a place or has just
  /// got one.
  ///
  /// The first dose leaves no record of its own, so the state before counts.
  private func concernsPlaces(
    _ patient: Int, _ first: LifeRecord?, _ second: LifeRecord?
  ) -> Bool {
    let index = compared[patient]
    let before = index > 0 ? base[patient][index - 1] : nil
    return [first, second].contains { $0?.event.isAboutPlaces == true }
      || [before, first, second].contains { $0?.care.isAboutPlaces == true }
  }

  private func isObservedDeath(_ record: LifeRecord) -> Bool {
    guard case .risk(let event) = record.event, record.day >= observedFrom else { return false }
    return event == .overdoseDeath || event == .otherDeath
  }
}

extension CareState {
  /// Whether a person in this state waits for a place or begins to use one.
  fileprivate var isAboutPlaces: Bool {
    switch self {
    case .waiting, .interim, .withdrawalManagement, .induction: true
    case .outOfCare, .seeking, .stabilisation, .maintenance, .taper, .aftercare, .dead: false
    }
  }
}

extension LifeEvent {
  /// Whether the event depends on a place being free.
  fileprivate var isAboutPlaces: Bool {
    switch self {
    case .event(let event): event.isAboutPlaces
    // Whoever is in treatment at time zero holds a place.
    case .entry: true
    case .risk, .end: false
    }
  }
}

extension EventCount {
  /// Whether the event depends on a place being free.
  fileprivate var isAboutPlaces: Bool {
    switch self {
    case .waitStart, .renege, .interimStart, .withdrawalManagementStart,
      .withdrawalManagementCompleted, .withdrawalManagementLeft, .admissionMethadone,
      .admissionBuprenorphine, .admissionBuprenorphineXR, .admissionNaltrexoneXR,
      .inductionFailureMethadone, .inductionFailureBuprenorphine, .inductionFailureBuprenorphineXR,
      .inductionFailureNaltrexoneXR, .interruption:
      true
    case .arrival, .seek, .notOffered, .missedIntake, .dropoutMethadone, .dropoutBuprenorphine,
      .dropoutBuprenorphineXR, .dropoutNaltrexoneXR, .maintenanceStart, .titrationStep,
      .taperStart, .taperCompleted, .lapse, .lapseEnd, .relapse, .cessation, .stableRecovery,
      .emergencyVisit, .emergencyLinkage:
      false
    }
  }
}
