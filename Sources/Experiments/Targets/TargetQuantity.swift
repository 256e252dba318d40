public import TreatmentModel

/// The model's own quantity that a target is compared with.
public enum TargetQuantity: Sendable, Hashable {
  /// A metric of `outcomes.csv`, of everybody or of a stratum (`sex=female`), in all communities or one.
  case metric(String, stratum: String?, community: String?)
  /// Share retained on a medication after a day, by the product-limit method.
  case retention(Medication, day: Int)
  /// Median days of treatment episodes, by the product-limit method.
  case medianDuration(Medication)
  /// Share of admissions that end before the first stable dose.
  case inductionFailed(Medication)
  /// Something computed from life records.
  case life(LifeQuantity)

  /// How the quantity is written in a file, stratum and community left out.
  public var name: String {
    switch self {
    case .metric(let name, _, _): name
    case .retention(let medication, let day): "retention.\(medication.name).day\(day)"
    case .medianDuration(let medication): "duration.\(medication.name).median"
    case .inductionFailed(let medication): "inductionFailed.\(medication.name)"
    case .life(let quantity): quantity.name
    }
  }

  /// Reads a name; nil where it names nothing.
  public init?(_ name: String, stratum: String? = nil, community: String? = nil) {
    if Metrics.named(name) != nil {
      self = .metric(name, stratum: stratum, community: community)
      return
    }
    guard stratum == nil, community == nil else { return nil }
    if let life = LifeQuantity(name) {
      self = .life(life)
      return
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let medication = Medication(active: parts[1]) else { return nil }
    switch (parts[0], parts.count) {
    case ("retention", 3):
      guard let day = LifeQuantity.day(parts[2]) else { return nil }
      self = .retention(medication, day: day)
    case ("duration", 3) where parts[2] == "median": self = .medianDuration(medication)
    case ("inductionFailed", 2): self = .inductionFailed(medication)
    default: return nil
    }
  }

  /// The ways in which quantities are written, for people.
  static let forms = [
    "a metric of docs/outputs.md", "retention.<medication>.day<d>", "duration.<medication>.median",
    "inductionFailed.<medication>",
  ]

  /// The last day that the quantity looks at; nil where it has none.
  var day: Int? {
    switch self {
    case .metric, .medianDuration, .inductionFailed: nil
    case .retention(_, let day): day
    case .life(let quantity): quantity.day
    }
  }
}

/// A quantity that is computed from the records of every life.
public enum LifeQuantity: Sendable, Hashable {
  /// Of whom a share is taken.
  public enum Among: String, CaseIterable, Sendable {
    /// Everybody admitted to the medication: intention to treat.
    case randomised
    /// Those who had a first dose: per protocol.
    case inducted
  }

  /// Share of people who have relapsed by a day after their first admission.
  ///
  /// Relapse is regular use, or use in four weekly samples in a row on medication.
  case relapsed(Medication, day: Int, Among)
  /// Chance that a week's sample shows use, on medication, if the week before did not.
  case weeklyLapse(Medication)
  /// Chance that a week's sample shows no use, on medication, if the week before did.
  case weeklyReturn(Medication)
  /// Overdoses seen per 100 people admitted to a medication, until a day.
  case overdoses(Medication, day: Int)
  /// Overdoses per person admitted to one medication by those of another, until a day.
  case overdoseRatio(Medication, Medication, day: Int)
  /// Share in regular use by a day after completed withdrawal that led to no medication.
  case relapsedAfterWithdrawal(day: Int)

  /// How the quantity is written in a file.
  public var name: String {
    switch self {
    case .relapsed(let medication, let day, let among):
      "relapsed.\(medication.name).day\(day).\(among.rawValue)"
    case .weeklyLapse(let medication): "weeklyLapse.\(medication.name)"
    case .weeklyReturn(let medication): "weeklyReturn.\(medication.name)"
    case .overdoses(let medication, let day): "overdoses.\(medication.name).day\(day)"
    case .overdoseRatio(let first, let second, let day):
      "overdoseRatio.\(first.name).\(second.name).day\(day)"
    case .relapsedAfterWithdrawal(let day): "relapsedAfterWithdrawal.day\(day)"
    }
  }

  /// The ways in which quantities are written, for people.
  static let forms = [
    "relapsed.<medication>.day<d>.randomised", "relapsed.<medication>.day<d>.inducted",
    "weeklyLapse.<medication>", "weeklyReturn.<medication>", "overdoses.<medication>.day<d>",
    "overdoseRatio.<medication>.<medication>.day<d>", "relapsedAfterWithdrawal.day<d>",
  ]

  /// Reads a name; nil where it names nothing.
  init?(_ name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let medications = parts.dropFirst().prefix(2).map { Medication(active: $0) }
    let day = parts.compactMap(Self.day).first
    switch (String(parts[0]), parts.count, medications.first ?? nil, day) {
    case ("relapsed", 4, let medication?, let day?) where Self.day(parts[2]) != nil:
      guard let among = Among(rawValue: String(parts[3])) else { return nil }
      self = .relapsed(medication, day: day, among)
    case ("weeklyLapse", 2, let medication?, nil): self = .weeklyLapse(medication)
    case ("weeklyReturn", 2, let medication?, nil): self = .weeklyReturn(medication)
    case ("overdoses", 3, let medication?, let day?): self = .overdoses(medication, day: day)
    case ("overdoseRatio", 4, let first?, let day?):
      guard let second = medications[1], first != second else { return nil }
      self = .overdoseRatio(first, second, day: day)
    case ("relapsedAfterWithdrawal", 2, nil, let day?): self = .relapsedAfterWithdrawal(day: day)
    default: return nil
    }
  }

  /// The last day that the quantity looks at; nil where it has none.
  var day: Int? {
    switch self {
    case .relapsed(_, let day, _), .overdoses(_, let day), .overdoseRatio(_, _, let day),
      .relapsedAfterWithdrawal(let day):
      day
    case .weeklyLapse, .weeklyReturn: nil
    }
  }

  /// Reads `day<d>`, a positive number in plain digits.
  static func day(_ text: some StringProtocol) -> Int? {
    guard text.hasPrefix("day"), let day = Int(text.dropFirst(3)), day > 0, text == "day\(day)"
    else { return nil }
    return day
  }
}

extension Medication {
  /// The medication of a name, `none` left out.
  init?(active name: some StringProtocol) {
    guard let match = Self.active.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}
