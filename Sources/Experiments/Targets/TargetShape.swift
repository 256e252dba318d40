/// The description of target files, by which they are read.
enum TargetShape {
  static let file = Record(fields: [
    .required("title", .text, "one line for people"),
    .optional("scenario", .text, "the scenario of targets that name none"),
    .optional("set", .mapping(.text), "keys of the scenario that are set for all targets"),
    .required("targets", .list(.record(target)), "the published figures"),
  ])

  static let target = Record(fields: [
    .required("name", .text, "unique name: small letters, digits and hyphens"),
    .required("title", .text, "one line for people"),
    .optional("scenario", .text, "a shipped scenario, or a file relative to this one"),
    .optional(
      "set", .mapping(.text), "keys of the scenario that are set, as for --set, by key"),
    .optional("strategy", .text, "the strategy in force; none without the key"),
    .required("quantity", .text, "what is computed from the run"),
    .optional("stratum", .text, "of a metric: a stratum like sex=female"),
    .optional("community", .text, "of a metric: the name of a community"),
    .required("value", .number(.any), "the published figure"),
    .optional("interval", .list(.number(.any)), "its 95 % interval: [lower, upper]"),
    .optional(
      "likelihood", .record(likelihood),
      "the published measurement; without it, that of value and interval"),
    .required(
      "use", .choice(TargetUse.allCases.map(\.rawValue)), "what the target may be used for"),
    .required("source", .text, "a key of the bibliography, or a list of them"),
    .optional("note", .text, "who was studied, what to keep in mind", standard: .text("")),
    .optional("explanation", .text, "why the model misses it", standard: .text("")),
  ])

  static let likelihood = Record(fields: [
    .optional("normal", .list(.number(.any)), "[mean, standard deviation]"),
    .optional("logNormal", .list(.number(.any)), "[mean of the logarithm, its deviation]"),
    .optional("binomial", .list(.number(.any)), "[successes, trials]"),
    .optional("poisson", .list(.number(.any)), "[events, exposure]"),
  ])
}
