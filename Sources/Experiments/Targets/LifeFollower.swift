internal import TreatmentModel

/// Follows lives record by record and counts what targets ask for.
///
/// A person belongs to the medication of the first admission after observation starts. The first dose
/// leaves no record: it is taken to follow `induction.days` after admission, and what was used between
/// it and the next record is read from that record.
struct LifeFollower {
  private var tally: FollowedLives
  private var lives: [Life] = []
  private let observedFrom: Double
  private let lastDay: Int
  /// Days from admission to the first dose, by medication.
  private let inductionDays: [Double]

  /// Days between samples.
  private static let sampleDays = 7.0
  /// Samples in a row with use that count as relapse: four weeks, as in X:BOT (Lee 2018).
  private static let samplesOfRelapse = 4

  /// Follows the lives of a community of a model.
  init(model: Model, community: Int) {
    observedFrom = model.warmUpDays
    lastDay = model.layout.observedDays
    tally = FollowedLives(days: lastDay)
    let parameters = model.communities[community].parameters
    inductionDays = Medication.active.map { parameters["induction.days.\($0.name)"] }
  }

  /// What is known of a person.
  private struct Life {
    var arm = Medication.none
    var admitted = 0.0
    /// Whether the first dose still lies ahead, or its record does.
    var isBeforeDose = false
    var isInducted = false
    var hasRelapsed = false
    var medication = Medication.none
    var use = UseState.regular
    var samples = 0
    /// The last sample: use or not; nil off medication.
    var lastSample: Bool?
    var samplesWithUse = 0
    /// Day on which withdrawal was completed; nil where that is over.
    var completedWithdrawal: Double?
  }

  /// The counts, after the last record.
  consuming func finish() -> FollowedLives { tally }

  /// Takes the next record.
  mutating func add(_ record: LifeRecord) {
    let index = Int(record.patient)
    while lives.count <= index { lives.append(Life()) }
    var life = lives[index]
    endWithdrawal(&life, record)
    if life.arm != .none { follow(&life, record) }
    admit(&life, record)
    if case .event(.withdrawalManagementCompleted) = record.event, record.day >= observedFrom {
      life.completedWithdrawal = record.day
    }
    life.medication = record.medication
    life.use = record.use
    lives[index] = life
  }

  // MARK: Withdrawal

  private mutating func endWithdrawal(_ life: inout Life, _ record: LifeRecord) {
    guard let since = life.completedWithdrawal else { return }
    let day = min(Int(record.day - since), lastDay)
    if record.event == .event(.relapse) {
      tally.withdrawalRelapses[day] += 1
    } else if record.event == .end || record.care == .dead {
      tally.withdrawalCensored[day] += 1
    } else if !Self.goesOn(record.event) {
      return
    }
    life.completedWithdrawal = nil
  }

  /// Whether withdrawal leads on to medication, which is known at the same instant.
  private static func goesOn(_ event: LifeEvent) -> Bool {
    guard case .event(let event) = event else { return false }
    return event == .waitStart || admissions[event] != nil
  }

  // MARK: Arms

  private mutating func admit(_ life: inout Life, _ record: LifeRecord) {
    guard life.arm == .none, record.day >= observedFrom, case .event(let event) = record.event,
      let medication = Self.admissions[event]
    else { return }
    life.arm = medication
    life.admitted = record.day
    life.isBeforeDose = true
    tally[medication].randomised += 1
  }

  private static let admissions: [EventCount: Medication] = Dictionary(
    uniqueKeysWithValues: Medication.active.map {
      (MedicationFamily.admission.event(of: $0), $0)
    })

  private mutating func follow(_ life: inout Life, _ record: LifeRecord) {
    let day = min(Int(record.day - life.admitted), lastDay)
    if life.isBeforeDose, record.care != .induction { takeFirstDose(&life, record) }
    sample(&life, until: record.day)
    if case .risk(.overdoseSeen) = record.event { tally[life.arm].overdoses[day] += 1 }
    if !life.isBeforeDose, record.use == .regular { relapse(&life, day: day) }
  }

  /// The first record after induction: what it says of the time since the first dose.
  private mutating func takeFirstDose(_ life: inout Life, _ record: LifeRecord) {
    life.isBeforeDose = false
    // A failed induction, or a death before the first dose, leaves no medication behind.
    let dose = life.admitted + inductionDays[Int(life.arm.rawValue) - 1]
    let isEnd = Self.endsInduction(record.event) || record.day < dose
    if isEnd { return }
    sample(&life, until: dose)
    life.isInducted = true
    tally[life.arm].inducted += 1
    life.medication = life.arm
    if record.event == .event(.lapse) {
      life.use = .abstinent
    } else if record.event == .event(.lapseEnd) {
      life.use = .lapse
    } else {
      life.use = record.use == .regular ? .abstinent : record.use
    }
  }

  private static func endsInduction(_ event: LifeEvent) -> Bool {
    guard case .event(let event) = event else { return false }
    return failures.contains(event)
  }

  private static let failures = Set(
    Medication.active.map { MedicationFamily.inductionFailure.event(of: $0) })

  /// Takes the weekly samples that fall before a day, under the present state.
  private mutating func sample(_ life: inout Life, until day: Double) {
    while life.admitted + Double(life.samples) * Self.sampleDays < day {
      let isOn = life.medication == life.arm
      let uses = isOn ? life.use != .abstinent : nil
      if let before = life.lastSample, let uses {
        tally[life.arm].pairs[(before ? 2 : 0) + (uses ? 1 : 0)] += 1
      }
      life.samplesWithUse = uses == true ? life.samplesWithUse + 1 : 0
      if life.samplesWithUse >= Self.samplesOfRelapse {
        relapse(&life, day: min(life.samples * Int(Self.sampleDays), lastDay))
      }
      life.lastSample = uses
      life.samples += 1
    }
  }

  private mutating func relapse(_ life: inout Life, day: Int) {
    guard !life.hasRelapsed else { return }
    life.hasRelapsed = true
    tally[life.arm].relapses[day] += 1
    if life.isInducted { tally[life.arm].relapsesInducted[day] += 1 }
  }
}
