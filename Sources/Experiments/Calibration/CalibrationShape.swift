/// The one description of the calibration file.
enum CalibrationShape {
  static let file = Record(fields: [
    .required("title", .text, "one line for people"),
    .required("date", .date, "the day of the calibration; it is named in calibrated.yaml"),
    .required("parameters", .mapping(prior), "what is fitted: priors by key"),
    .required("targets", .list(.record(targets)), "what it is fitted to"),
    .optional("run", .record(run), "how each evaluation is run"),
    .optional("method", .record(method), "how the parameters are searched"),
  ])

  /// The word that takes the parameter file's distribution as prior.
  static let evidence = "evidence"

  static let prior = Shape.either([.choice([evidence]), .record(priorRecord)])

  static let priorRecord = Record(fields: [
    .optional(
      "distribution", .record(ParameterReading.distributionRecord),
      "the prior, cut at the parameter's range"),
    .optional("bounds", .list(.number(.any)), "[lower, upper]: all between is equally likely"),
  ])

  static let targets = Record(fields: [
    .required("file", .text, "a targets file, relative to this one, or a shipped one's name"),
    .optional(
      "names", .list(.text), "targets to use; without it all with the use calibration"),
  ])

  static let run = Record(fields: [
    .optional(
      "replications", .integer(1...10_000), "runs for each evaluation", standard: .integer(2)),
    .optional(
      "checkReplications", .integer(2...10_000),
      "runs at the best fit, which tell the Monte Carlo error", standard: .integer(20)),
    .optional(
      "seed", .integer(0...UInt64.max), "start of the random numbers",
      standard: .integer(20_261_121)),
    .optional(
      "set", .mapping(.text), "keys set in every scenario, over those of the targets, by key"),
  ])

  static let method = Record(fields: [
    .optional(
      "design", .choice(CalibrationFile.Method.Design.allCases.map(\.rawValue)),
      "how the first points are spread over the prior", standard: .text("latinHypercube")),
    .optional(
      "points", .integer(20...1_000_000), "number of first points", standard: .integer(300)),
    .optional(
      "searches", .integer(0...100), "searches for the best fit, from the best first points",
      standard: .integer(2)),
    .optional(
      "evaluations", .integer(1...1_000_000), "evaluations that a search may take",
      standard: .integer(150)),
    .optional(
      "tolerance", .number(.positive(upTo: 1)),
      "size of a search's simplex that is small enough, in standard deviations of the prior",
      standard: .number(0.02)),
    .optional(
      "batch", .integer(10...1_000_000), "points that each stage of the posterior sample adds",
      standard: .integer(100)),
    .optional(
      "stages", .integer(0...10_000), "largest number of stages", standard: .integer(30)),
    .optional(
      "draws", .integer(10...1_000_000), "draws from the posterior", standard: .integer(1000)),
  ])
}
