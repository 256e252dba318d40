internal import Foundation

/// Where each simulation's record stands in the part files.
struct SweepIndex {
  private(set) var ledger: SweepLedger
  private var files: [String] = []
  /// File, offset and length of the record that counts, by simulation; length 0 where there is none.
  private var file: [Int32]
  private var offset: [Int]
  private var length: [Int32]

  init(_ ledger: SweepLedger) {
    self.ledger = ledger
    file = Array(repeating: 0, count: ledger.units.count)
    offset = Array(repeating: 0, count: ledger.units.count)
    length = Array(repeating: 0, count: ledger.units.count)
  }

  /// Adds the records of a part file.
  ///
  /// - Throws: `Faults` where it is damaged, or says something else than an earlier file.
  mutating func add(_ path: String, identity: String) throws(Faults) {
    let number = Int32(files.count)
    files.append(path)
    var conflict: Int?
    _ = try SweepPartScan.read(path, identity: identity) { record, start, count in
      let index = ledger.index(of: record)
      let wasFinished = index.map { ledger.states[$0] == .finished } ?? false
      if let complaint = ledger.add(record) { return complaint }
      guard let index else { return nil }
      if wasFinished {
        guard case .figures(let bytes) = record.ending else { return nil }
        if Self.figures(read(index)) != bytes { conflict = index }
        return nil
      }
      file[index] = number
      offset[index] = start
      length[index] = Int32(count)
      return nil
    }
    guard let conflict else { return }
    let unit = ledger.units.unit(conflict)
    throw Faults([
      Fault(
        file: path, path: "",
        message: "row \(unit.row + 1), replication \(unit.replication + 1) differs from "
          + "\(files[Int(file[conflict])]). Runs of different programs were mixed: delete the files "
          + "of one of them, then run resume.")
    ])
  }

  private static func figures(_ line: [UInt8]) -> [UInt8]? {
    guard let text = SweepLine.opened(line[...]), let record = SweepRecord(text),
      case .figures(let bytes) = record.ending
    else { return nil }
    return bytes
  }

  private func read(_ index: Int) -> [UInt8] {
    let descriptor = open(files[Int(file[index])], O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { _ = close(descriptor) }
    return Self.line(descriptor, at: offset[index], count: Int(length[index]))
  }

  private static func line(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8] {
    var line = [UInt8](repeating: 0, count: count)
    return pread(descriptor, &line, count, off_t(offset)) == count ? line : []
  }

  /// Hands over what each simulation ended in, in the order of the design.
  func read(_ body: (SweepUnit, SweepRecord.Ending) throws -> Void) throws {
    // Files stay open, because neighbouring rows stand in different ones; not more than most systems allow.
    var open: [Int32: Int32] = [:]
    defer { for descriptor in open.values { _ = close(descriptor) } }
    for index in ledger.states.indices {
      if open[file[index]] == nil {
        if open.count >= 200 {
          for descriptor in open.values { _ = close(descriptor) }
          open.removeAll(keepingCapacity: true)
        }
        open[file[index]] = Foundation.open(files[Int(file[index])], O_RDONLY | O_CLOEXEC)
      }
      let line = Self.line(open[file[index]]!, at: offset[index], count: Int(length[index]))
      guard let text = SweepLine.opened(line[...]), let record = SweepRecord(text) else {
        throw Faults([
          Fault(
            file: files[Int(file[index])], path: "",
            message: "the file changed while it was read. Merge again.")
        ])
      }
      try body(ledger.units.unit(index), record.ending)
    }
  }
}
