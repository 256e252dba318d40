internal import Foundation
internal import Randomness

/// Reads calibration files.
public enum CalibrationReader {
  /// Reads a calibration, checks everything, and reads its targets.
  ///
  /// - Parameter path: a file, or the name of a shipped calibration such as `massachusetts`.
  /// - Throws: `Faults`, everything that is wrong.
  public static func read(path: String) throws(Faults) -> CalibrationFile {
    let collector = FaultCollector()
    let text: String?
    if !FileManager.default.fileExists(atPath: path), let shipped = BuiltIn.calibration(path) {
      collector.note(Array(shipped.utf8), of: "Scenarios/calibration/\(path).yaml (built in)")
      text = shipped
    } else {
      text = InputFile.text(
        at: path, blame: Place(file: path), blamePath: "", collector: collector)
    }
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let file = text.flatMap { read(text: $0, file: path, name: name, collector: collector) }
    try collector.throwIfAny()
    guard let file else { preconditionFailure("no calibration and no fault") }
    return file
  }

  /// Reads a calibration from a text; nil after reporting faults.
  static func read(
    text: String, file: String, name: String, collector: FaultCollector
  ) -> CalibrationFile? {
    guard let root = YAMLDocument.parse(text, file: file, collector: collector),
      let record = Cursor(value: root, path: "", collector: collector)
        .record(CalibrationShape.file)
    else { return nil }
    let title = record.text("title")
    let date = record["date"].flatMap { $0.date() }
    let parameters = parameters(record)
    let targets = CalibrationTargets(file: file, collector: collector).targets(record)
    let run = record["run"] ?? Self.empty(like: record)
    let runRecord = run.record(CalibrationShape.run)
    let settings = (runRecord?["set"]?.mapping() ?? []).compactMap { entry in
      entry.value.text().map { ScenarioOverride(key: entry.key, value: $0) }
    }
    let method = (record["method"] ?? Self.empty(like: record)).record(CalibrationShape.method)
      .flatMap { Self.method($0, dimensions: parameters.count) }
    let replications = runRecord?.integer("replications")
    let checkReplications = runRecord?.integer("checkReplications")
    let seed = runRecord?.integer("seed")
    guard collector.faults.isEmpty, let title, let date, let replications, let checkReplications,
      let seed, let method
    else { return nil }
    return CalibrationFile(
      name: name, title: title, date: date.text, parameters: parameters, targets: targets,
      settings: settings, replications: Int(replications),
      checkReplications: Int(checkReplications), seed: seed, method: method,
      inputs: collector.inputs)
  }

  /// A mapping without keys, so that the defaults of an absent one are read in one place.
  private static func empty(like record: RecordCursor) -> Cursor {
    Cursor(
      value: YAMLValue(kind: .mapping([]), place: record.cursor.value.place), path: "",
      collector: record.cursor.collector)
  }

  private static func method(
    _ record: RecordCursor, dimensions: Int
  ) -> CalibrationFile.Method? {
    let design = record.choice("design").flatMap(CalibrationFile.Method.Design.init)
    let counts = ["points", "searches", "evaluations", "batch", "stages", "draws"].map {
      record.integer($0).map(Int.init)
    }
    let tolerance = record.number("tolerance")
    guard let design, let points = counts[0], let searches = counts[1],
      let evaluations = counts[2], let batch = counts[3], let stages = counts[4],
      let draws = counts[5], let tolerance
    else { return nil }
    if points < batch {
      (record["points"] ?? record.cursor).fault(
        "\(points) first points are fewer than a batch of \(batch). Take more, or smaller batches.")
    }
    if batch < 2 * dimensions {
      (record["batch"] ?? record.cursor).fault(
        "batches of \(batch) are too small for \(dimensions) parameters. Take \(2 * dimensions) or more."
      )
    }
    return CalibrationFile.Method(
      design: design, points: points, searches: searches, evaluations: evaluations,
      tolerance: tolerance, batch: batch, stages: stages, draws: draws)
  }

  private static func parameters(_ record: RecordCursor) -> [CalibrationParameter] {
    let entries = record["parameters"]?.mapping() ?? []
    if entries.isEmpty { record["parameters"]?.fault("no parameter is named. Name one or more.") }
    return entries.compactMap { entry in
      guard let row = BuiltIn.parameters[entry.key] else {
        entry.value.collector.report(
          "unknown parameter. "
            + NearestName.question(entry.key, among: BuiltIn.parameters.keys)
            + "All keys: moudsim parameters.", at: entry.keyPlace, path: entry.value.path)
        return nil
      }
      if ShareGroup(of: entry.key) != nil {
        entry.value.fault("a part of a whole cannot be fitted alone. Name another parameter.")
        return nil
      }
      return parameter(row, entry.value)
    }
  }

  private static func parameter(_ row: Parameter, _ cursor: Cursor) -> CalibrationParameter? {
    var input = UncertainInput(
      key: row.key, value: row.value, distribution: row.distribution, range: row.range)
    if case .scalar = cursor.value.kind {
      guard cursor.oneOf([CalibrationShape.evidence]) != nil else { return nil }
      guard row.distribution != .fixed else {
        cursor.fault("the parameter file gives no distribution. Write {bounds: [lower, upper]}.")
        return nil
      }
      return CalibrationParameter(input: input, origin: .evidence)
    }
    guard let record = cursor.record(CalibrationShape.priorRecord) else { return nil }
    switch (record["distribution"], record["bounds"]) {
    case (let given?, nil):
      guard let distribution = prior(given, row) else { return nil }
      input.distribution = distribution
      return CalibrationParameter(input: input, origin: .distribution)
    case (nil, let given?):
      guard let bounds = ParameterReading.interval(given) else { return nil }
      guard bounds.lowerBound < bounds.upperBound, bounds.clamped(to: row.range) == bounds else {
        given.fault(
          "give two different numbers in \(NumberText.text(row.range.lowerBound))..."
            + "\(NumberText.text(row.range.upperBound)), the parameter's range.")
        return nil
      }
      input.distribution = .uniform(lower: bounds.lowerBound, upper: bounds.upperBound)
      input.range = bounds
      return CalibrationParameter(input: input, origin: .bounds)
    default:
      cursor.fault("give a distribution or bounds, like {bounds: [0.1, 2]}.")
      return nil
    }
  }

  /// A distribution of which something lies in the parameter's range.
  private static func prior(_ cursor: Cursor, _ row: Parameter) -> ParameterDistribution? {
    guard let distribution = ParameterReading.distribution(cursor) else { return nil }
    guard distribution != .fixed else {
      cursor.fault("a fixed parameter cannot be fitted. Give another distribution.")
      return nil
    }
    let whole = distribution.function(row.value)
    guard whole.cdf(row.range.lowerBound) < whole.cdf(row.range.upperBound) else {
      cursor.fault("nothing of the distribution lies in the parameter's range.")
      return nil
    }
    return distribution
  }
}
