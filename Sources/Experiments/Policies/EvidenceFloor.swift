/// How good evidence must be for a run to believe it.
public enum EvidenceFloor: String, CaseIterable, Sendable {
  /// Believe grade A only.
  case a = "A"
  /// Believe A and B.
  case b = "B"
  /// Believe A to C.
  case c = "C"
  /// Believe A to D.
  case d = "D"
  /// Believe everything, assumptions too.
  case x = "X"

  /// Whether a grade is good enough; a programme that was tested without effect never acts.
  public func admits(_ grade: EvidenceGrade) -> Bool {
    let order: [EvidenceGrade] = [.a, .b, .c, .d, .x]
    guard let grade = order.firstIndex(of: grade), let floor = EvidenceGrade(rawValue: rawValue)
    else { return false }
    return order.firstIndex(of: floor).map { grade <= $0 } ?? false
  }
}
