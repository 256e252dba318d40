/// The control of the search: a fault behind two keys and a value that no seed holds, in an input
/// that the reader accepts. `scripts/fuzz --self-test` demands that it is found.
enum PlantedFault {
  static func look(at bytes: [UInt8], _ verdict: InputReader.Verdict) {
    guard verdict == .accepted else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("startDate:") else { return }
    guard text.contains("priorities:") else { return }
    fatalError("the planted fault")
  }
}
