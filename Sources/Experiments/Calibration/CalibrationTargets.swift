internal import Foundation

/// Reads the targets that a calibration names, and refuses those that are held back.
struct CalibrationTargets {
  let file: String
  let collector: FaultCollector

  /// The targets of all entries, in their order; faults are reported at the lines of the calibration.
  func targets(_ record: RecordCursor) -> [Target] {
    var targets: [Target] = []
    for element in record.list("targets") ?? [] {
      guard let entry = element.record(CalibrationShape.targets), let path = entry["file"],
        let read = read(path)
      else { continue }
      for target in chosen(entry, among: read) {
        if targets.contains(where: { $0.name == target.name }) {
          element.fault("'\(target.name)' is the name of an earlier target. Name it once.")
          continue
        }
        targets.append(target)
      }
    }
    if targets.isEmpty, collector.faults.isEmpty {
      record["targets"]?.fault("no target has the use calibration. Name one that has.")
    }
    return targets
  }

  private func read(_ cursor: Cursor) -> [Target]? {
    guard let reference = cursor.text() else { return nil }
    let relative = InputFile.path(reference, relativeTo: file)
    let path = FileManager.default.fileExists(atPath: relative) ? relative : reference
    guard BuiltIn.targetText(path) != nil || FileManager.default.fileExists(atPath: path) else {
      cursor.fault(
        "there is no file '\(reference)'. "
          + NearestName.question(reference, among: BuiltIn.targetNames)
          + "Shipped targets: \(BuiltIn.targetNames.joined(separator: ", ")).")
      return nil
    }
    do throws(Faults) {
      let read = try TargetReader.read(path: path)
      if let bytes = FileManager.default.contents(atPath: path) {
        collector.note(Array(bytes), of: path)
      }
      return read.targets
    } catch {
      collector.report(error)
      return nil
    }
  }

  private func chosen(_ entry: RecordCursor, among targets: [Target]) -> [Target] {
    guard let names = entry["names"] else {
      return targets.filter { $0.use == .calibration && $0.likelihood != nil }
    }
    return (names.list() ?? []).compactMap { element in
      guard let name = element.text() else { return nil }
      guard let target = targets.first(where: { $0.name == name }) else {
        element.fault(
          "there is no target '\(name)'. \(NearestName.question(name, among: targets.map(\.name)))"
            + "The file has: \(targets.map(\.name).joined(separator: ", ")).")
        return nil
      }
      guard target.use == .calibration else {
        element.fault(
          "'\(name)' is held back for \(target.use.rawValue), so nothing may be fitted to it. "
            + "Name a target with the use calibration.")
        return nil
      }
      guard target.likelihood != nil else {
        element.fault("'\(name)' has no interval and no likelihood. Name another target.")
        return nil
      }
      return target
    }
  }
}
