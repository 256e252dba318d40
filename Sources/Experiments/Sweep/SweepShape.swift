/// The one description of sweep files: `SweepReading` reads by it, `moudsim schema --sweeps` prints it.
enum SweepShape {
  static let file = Record(fields: [
    .required("title", .text, "one line for people"),
    .required("scenario", .text, "a scenario file relative to this one, or a shipped scenario"),
    .optional(
      "set", .mapping(value), "keys of the scenario that every row has, as --set takes them"),
    .optional("strategies", .list(.text), "strategies to run, base among them (default: base)"),
    .optional(
      "replications", .integer(1...1_000_000), "runs of every row (default: the scenario's)"),
    .optional("seed", .integer(0...UInt64.max), "start of the runs' random numbers"),
    .optional(
      "metrics", .list(.text),
      "what is told: metrics of outcomes.csv, retention.<medication>.day<number>"),
    .optional(
      "form", .choice(SweepForm.allCases.map(\.rawValue)),
      "wide: a column for each metric; long: a row for each metric", standard: .text("wide")),
    .optional(
      "failures", .choice(FailureRule.allCases.map(\.rawValue)),
      "refuse: no row may be impossible; keep: such rows are listed in failures.csv",
      standard: .text("refuse")),
    .required("design", .record(design), "how rows are made"),
    .optional("factors", .list(.record(factor)), "what differs between rows"),
    .optional("rows", .list(.mapping(value)), "kind list: the rows, each with the same keys"),
    .optional(
      "constraints", .list(.text),
      "what rows must meet, such as 'low < high': columns or numbers with < <= > >= = !="),
  ])

  static let design = Record(fields: [
    .required("kind", .choice(SweepDesign.Kind.allCases.map(\.rawValue)), "the kind of design"),
    .optional(
      "points", .integer(1...UInt64(1 << 20)),
      "rows of a random, Latin hypercube, Sobol or Halton design before constraints"),
    .optional(
      "seed", .integer(0...UInt64.max),
      "start of the design's random numbers; Sobol and Halton are shifted by it"),
    .optional("file", .text, "kind csv: a CSV file relative to this one, keys in its header"),
  ])

  static let factor = Record(fields: [
    .required("key", .text, "a key of the scenario, or policy.<policy>.<lever>"),
    .optional("name", .text, "name of its column (default: the key)"),
    .optional("values", .list(value), "the values that it may take"),
    .optional("range", .list(.number(.any)), "[lower, upper]"),
    .optional("levels", .integer(2...10_000), "grid: so many equal steps of the range"),
    .optional(
      "scale", .choice(["linear", "log"]), "how the range is divided", standard: .text("linear")),
    .optional("whole", .flag, "round to whole numbers", standard: .flag(false)),
    .optional(
      "distribution",
      .either([.choice([evidence]), .record(ParameterReading.distributionRecord)]),
      "evidence: that of the parameter; or one given here, like {beta: [12, 88]}"),
  ])

  /// The word for a parameter's own distribution.
  static let evidence = "evidence"

  /// What a key may be set to: a scalar, or anything that the scenario takes there.
  static let value = Shape.either([.text, .number(.any), .flag])
}

/// The form of a sweep's results.
public enum SweepForm: String, CaseIterable, Sendable, Codable {
  /// A column for each metric.
  case wide
  /// A row for each metric.
  case long
}

/// What becomes of rows that cannot be run.
public enum FailureRule: String, CaseIterable, Sendable, Codable {
  /// The sweep is not planned, and not merged.
  case refuse
  /// They are left out of the results and listed.
  case keep
}
