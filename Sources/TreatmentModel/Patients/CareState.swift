/// Where a person stands in relation to treatment; exactly one at a time.
///
/// The allowed moves are in `CareState.moves`; `docs/model.md` shows the same table and a test
/// compares the two.
public enum CareState: UInt8, CaseIterable, Sendable {
  /// Not in treatment and not asking for it.
  case outOfCare
  /// Asked for care; the intake appointment lies ahead.
  case seeking
  /// Turned up and found no free place: on a waiting list.
  case waiting
  /// On a waiting list and dosed meanwhile, without counselling (interim dosing).
  case interim
  /// In a bed for medically managed withdrawal.
  case withdrawalManagement
  /// Holds a place; before the first stable dose.
  case induction
  /// From the first dose until the dose is settled.
  case stabilisation
  /// On a settled dose.
  case maintenance
  /// A planned, supervised end of medication.
  case taper
  /// Followed up after a completed taper or completed withdrawal, without medication.
  case aftercare
  case dead

  /// The states a person may move to from each state, in the order of the table in `docs/model.md`.
  public var moves: [CareState] {
    switch self {
    case .outOfCare: [.seeking, .stabilisation, .maintenance, .dead]
    case .seeking: [.outOfCare, .waiting, .withdrawalManagement, .induction, .dead]
    case .waiting: [.outOfCare, .interim, .withdrawalManagement, .induction, .dead]
    case .interim: [.outOfCare, .induction, .dead]
    case .withdrawalManagement: [.outOfCare, .waiting, .induction, .aftercare, .dead]
    case .induction: [.outOfCare, .stabilisation, .dead]
    case .stabilisation: [.outOfCare, .maintenance, .dead]
    case .maintenance: [.outOfCare, .taper, .dead]
    case .taper: [.outOfCare, .aftercare, .dead]
    case .aftercare: [.outOfCare, .dead]
    case .dead: []
    }
  }

  /// The name used in CSV output and logs.
  public var name: String { String(describing: self) }
}
