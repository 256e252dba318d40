/// The control of the search: a fault behind two characters, one found after the other.
///
/// `scripts/fuzz --self-test` starts with an input that has neither, and demands that the fault is
/// found.
enum PlantedFault {
  static func look(at bytes: [UInt8]) {
    guard bytes.contains(0x24) else { return }
    guard bytes.contains(0x40) else { return }
    fatalError("the planted fault")
  }
}
