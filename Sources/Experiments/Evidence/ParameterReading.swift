/// Reads the parts that parameter rows and overrides in scenarios have in common.
enum ParameterReading {
  /// The word in the place of a source that says that there is none.
  static let assumption = "assumption"

  static let distributionRecord = Record(
    fields: ParameterDistribution.forms.map { form in
      .optional(
        form.name, .list(.number(.any)),
        "arguments: [\(form.arguments.joined(separator: ", "))]")
    })

  /// Reads the rest of a row whose key is known.
  static func row(
    _ key: String, _ record: RecordCursor, bibliography: Bibliography
  ) -> Parameter? {
    let value = record.number("value")
    let unit = record.choice("unit").flatMap(ParameterUnit.init)
    let prices = unit.flatMap { self.prices(record, unit: $0) }
    let range = record["range"].flatMap(interval)
    let uncertainty = record["distribution"].flatMap(distribution)
    let grade = record.choice("grade").flatMap(EvidenceGrade.init)
    let cited = record["source"].flatMap { sources($0, in: bibliography) }
    if cited == [], let grade, grade != .x {
      record["source"]?.fault(
        "an assumption cannot have grade \(grade.rawValue). Cite a source, or grade it X.")
    }
    if let value, let range, !range.contains(value) {
      record["value"]?.fault(
        Bounds.closed(range).complaint(value, text: record["value"]?.value.found ?? "") ?? "")
    }
    let how = record.text("how")
    let note = record.text("note")
    guard let value, let unit, let range, let uncertainty, let grade, let cited, let how, let note
    else { return nil }
    return Parameter(
      key: key, value: value, unit: unit, prices: prices, range: range, distribution: uncertainty,
      grade: grade,
      sources: cited, how: how, note: note)
  }

  /// Year and currency, which amounts of money have and other numbers have not.
  private static func prices(_ record: RecordCursor, unit: ParameterUnit) -> Prices? {
    guard unit.isMoney else {
      for name in ["year", "currency"] where record.has(name) {
        record[name]?.fault("a number in \(unit.rawValue) has no prices. Remove the key '\(name)'.")
      }
      return nil
    }
    guard record.has("year"), record.has("currency") else {
      record["unit"]?.fault("an amount of money needs the year and the currency of its prices.")
      return nil
    }
    guard let year = record.integer("year"), let currency = record.choice("currency") else {
      return nil
    }
    return Prices(currency: currency, year: Int(year))
  }

  /// `[lower, upper]`.
  static func interval(_ cursor: Cursor) -> ClosedRange<Double>? {
    guard let elements = cursor.list() else { return nil }
    guard elements.count == 2 else {
      cursor.fault("expected 2 numbers, [lower, upper], and found \(elements.count).")
      return nil
    }
    let ends = elements.map { $0.number(in: .any) }
    guard let lower = ends[0], let upper = ends[1] else { return nil }
    guard lower <= upper else {
      cursor.fault(
        "\(elements[0].value.found) is above \(elements[1].value.found). Write [lower, upper].")
      return nil
    }
    return lower...upper
  }

  /// A mapping with one name and its list of arguments.
  static func distribution(_ cursor: Cursor) -> ParameterDistribution? {
    guard let record = cursor.record(distributionRecord) else { return nil }
    let given = ParameterDistribution.forms.filter { record.has($0.name) }
    guard given.count == 1, let form = given.first, let list = record[form.name] else {
      if case .mapping(let entries) = cursor.value.kind, entries.count != 1 {
        cursor.fault("give one distribution, like {beta: [12, 88]}.")
      }
      return nil
    }
    guard let elements = list.list() else { return nil }
    let arguments = elements.compactMap { $0.number(in: .any) }
    guard arguments.count == elements.count else { return nil }
    guard let distribution = ParameterDistribution(name: form.name, arguments: arguments) else {
      list.fault(
        "expected \(form.arguments.count) numbers, [\(form.arguments.joined(separator: ", "))], "
          + "and found \(elements.count).")
      return nil
    }
    if let complaint = distribution.complaint {
      list.fault(complaint)
      return nil
    }
    return distribution
  }

  /// One key of the bibliography, or a list of them; empty for `assumption`.
  static func sources(_ cursor: Cursor, in bibliography: Bibliography) -> [String]? {
    if case .scalar(assumption, _) = cursor.value.kind { return [] }
    let elements: [Cursor]
    if case .list = cursor.value.kind {
      elements = cursor.list() ?? []
    } else {
      elements = [cursor]
    }
    let keys = elements.compactMap { source($0, in: bibliography) }
    return keys.count == elements.count ? keys : nil
  }

  /// A key of the bibliography.
  static func source(_ cursor: Cursor, in bibliography: Bibliography) -> String? {
    guard let key = cursor.text() else { return nil }
    if bibliography[key] != nil { return key }
    cursor.fault(
      "'\(key)' is not in the bibliography. "
        + NearestName.question(key, among: bibliography.keys) + "Add it there, or cite another.")
    return nil
  }
}
