internal import DiscreteEvents

/// Lapse, the end of a lapse, relapse, cessation.
extension Simulation {
  /// The present use state ends.
  mutating func changeUse(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    p.pointee.useChange.fired()
    let care = p.pointee.care
    let medication = p.pointee.medication
    switch (p.pointee.use, medication) {
    case (.regular, _): stopUsing(p, id)
    case (.lapse, _):
      move(p, care: care, medication: medication, use: .abstinent)
      note(.lapseEnd, p, id)
    case (.abstinent, .none): relapse(p, id)
    case (.abstinent, _):
      move(p, care: care, medication: medication, use: .lapse)
      note(.lapse, p, id)
    }
  }

  /// Regular use ends without treatment.
  mutating func stopUsing(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    halt(p)
    move(p, care: p.pointee.care, medication: .none, use: .abstinent)
    p.pointee.flags.insert(.inRemission)
    note(.cessation, p, id)
  }

  /// Return to regular use off medication; it ends aftercare and plans that need abstinence.
  private mutating func relapse(_ p: UnsafeMutablePointer<Patient>, _ id: UInt32) {
    halt(p)
    if p.pointee.care == .waiting { leaveLine(p, id, admitted: false) }
    p.pointee.careStep = .infinity
    move(p, care: .outOfCare, medication: .none, use: .regular)
    note(.relapse, p, id)
  }
}
