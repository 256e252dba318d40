internal import TreatmentModel

/// The one description of the scenario file: `ScenarioReader` reads by it, `ScenarioSchema` prints it.
enum ScenarioShape {
  /// Days in a year where a file speaks of years.
  static let daysPerYear = 365.25
  /// Word for a resource without limit.
  static let unlimited = "unlimited"
  /// Horizons beyond a century say nothing about anybody alive.
  private static let longest = 36_525.0

  static let file = Record(fields: [
    .required("title", .text, "one line for people"),
    .optional(
      "extends", .text, "another scenario file, relative to this one, or a shipped scenario's name"),
    .optional("population", .record(population), "who is simulated"),
    .optional("communities", .list(.record(community)), "catchment areas, which share nothing"),
    .optional("parameters", .parameters, "parameters that differ from the built-in ones, by key"),
    .optional("supply", .record(supply), "the drug supply, where a community has none of its own"),
    .optional(
      "priorities", .list(.choice(PriorityClass.allCases.map(\.rawValue))),
      "who is served first on waiting lists, highest first"),
    .required("run", .record(run), "how long and how often"),
    .optional("startDate", .date, "date of the first observed day; schedules may then use dates"),
    .optional("outputs", .record(outputs), "what is written"),
    .optional("economics", .record(EconomicsReading.shape), "what decisions are made by"),
    .optional(
      "uncertainty", .record(UncertaintyReading.shape),
      "which uncertain inputs move together, and which are told together"),
    .optional(
      "references", .list(.record(reference)), "published figures to print beside the model's own"),
    .optional("strategies", .list(.record(strategy)), "sets of policies to compare, by name"),
    .optional(
      "factorial", .mapping(.list(policyEntry)),
      "factors by name, each a list of policies; every combination is a strategy"),
    .optional(
      "combining", .either([.choice(combiningRules), .record(attenuation)]),
      "how effects of several policies on one lever combine", standard: .text("multiply")),
  ])

  /// Two to the power of six strategies are as many as anybody reads.
  static let mostFactors = 6

  static let combiningRules = ["multiply", "strongest"]

  static let attenuation = Record(fields: [
    .required(
      "attenuated", .number(.share),
      "the n-th strongest effect counts with this factor to the power n - 1")
  ])

  static let strategy = Record(fields: [
    .required("name", .text, "name in outputs: letters, digits and - _ . +"),
    .optional("title", .text, "one line for people"),
    .required("policies", .list(policyEntry), "policies in force; an empty list is no policy"),
    .optional(
      "places", .record(placeRatios),
      "places of a resource for one place today, from the first observed day"),
  ])

  static let placeRatios = Record(
    fields: ResourceKind.allCases.map { kind in
      .optional(kind.name, .number(Bounds(lower: 0, upper: 1000)), "\(kind.name) for one today")
    })

  /// A name, a path, or either with settings.
  static let policyEntry = Shape.either([.text, .record(policyUse)])

  static let policyUse = Record(fields: [
    .required("use", .text, "name of a shipped policy, or a policy file relative to this one"),
    .optional("as", .text, "another name, for a policy that is used twice"),
    .optional("uptake", .number(.share), "probability that an eligible person takes it up"),
    .optional("timing", .record(PolicyShape.timing), "when it is in force; other keys stay"),
    .optional(
      "effects", .mapping(.number(.any)), "values of levers that the policy moves: assumptions"),
    .optional("who", .record(PolicyShape.who), "who may be reached, in place of the policy's"),
    .optional(
      "targeting", .record(PolicyShape.targeting), "a score that decides who is offered it"),
  ])

  static let kinds = ["synthetic", "cohort"]

  static let population = Record(fields: [
    .optional(
      "kind", .choice(kinds),
      "synthetic: drawn from the population tables; cohort: the people of a file",
      standard: .text("synthetic")),
    .optional(
      "open", .flag, "synthetic: whether people newly with opioid use disorder join",
      standard: .flag(true)),
    .optional("cohort", .text, "cohort: CSV file, relative to this file"),
    .optional("columns", .record(columns), "cohort: which column holds what"),
    .optional(
      "where", .mapping(.either([.text, .list(.text)])),
      "cohort: rows to keep, by column: the cell's text, or a list of texts"),
    .optional(
      "startsAtInduction", .flag,
      "whether everybody stands before the first dose at time zero, as in a trial",
      standard: .flag(false)),
  ])

  static let columns = Record(
    fields: [.required("id", .text, "column that names the person")]
      + CohortColumns.Attribute.allCases.map { attribute in
        .optional(
          attribute.rawValue, columnShape(of: attribute), "column with the \(attribute.rawValue)")
      } + [.optional("traits", .record(traits), "columns with yes-or-no attributes")])

  /// What a cell may say of a yes-or-no attribute.
  static let yesNo = ["yes", "no"]

  static let traits = Record(
    fields: Traits.named.map { trait in
      .optional(
        trait.name, columnShape(values: yesNo),
        "column with 1 or 0 for \(trait.name), or a column and its values")
    })

  /// The text of a cell that says that the value is not known.
  static let unknown = "unknown"

  /// The name of a column, or the name with what its cells mean.
  static func columnShape(of attribute: CohortColumns.Attribute) -> Shape {
    attribute.words.isEmpty ? .text : columnShape(values: attribute.words)
  }

  static func columnShape(values: [String]) -> Shape {
    .either([.text, .record(columnRecord(values: values))])
  }

  static func columnRecord(values: [String]) -> Record {
    Record(fields: [
      .required("column", .text, "name of the column"),
      .required(
        "values", .mapping(.choice(values + [unknown])), "what each text of the column means"),
    ])
  }

  static let people: ClosedRange<UInt64> = 1...100_000_000

  static let community = Record(fields: [
    .required("name", .text, "name of the area"),
    .optional("population", .integer(people), "people with opioid use disorder at time zero"),
    .optional("parameters", .parameters, "parameters that differ in this community, by key"),
    .optional("resources", .record(resources), "places; a resource left out is unlimited"),
    .optional("fentanylShare", schedule(.share), "fentanyl's share of the opioid supply, 0 to 1"),
  ])

  static let places = Bounds.whole(0, 100_000_000)

  static let resources = Record(
    fields: ResourceKind.allCases.map { kind in
      .optional(
        kind.name, .either([.choice([unlimited]), schedule(places)]), "\(kind.name) by day")
    })

  static let supply = Record(fields: [
    .optional("fentanylShare", schedule(.share), "fentanyl's share of the opioid supply, 0 to 1")
  ])

  /// A number, or a number with later changes.
  static func schedule(_ bounds: Bounds) -> Shape {
    .either([.number(bounds), .record(scheduleRecord(bounds))])
  }

  static func scheduleRecord(_ bounds: Bounds) -> Record {
    Record(fields: [
      .required("initial", .number(bounds), "the value before the first change"),
      .required("changes", .list(.record(changeRecord(bounds))), "later values, in order of time"),
    ])
  }

  static func changeRecord(_ bounds: Bounds) -> Record {
    Record(fields: [
      .optional(
        "day", .number(Bounds(lower: -longest, upper: longest)),
        "days since observation starts; negative in the warm-up"),
      .optional("date", .date, "calendar date, where the scenario has a startDate"),
      .required("value", .number(bounds), "the value from then on"),
    ])
  }

  static let run = Record(fields: [
    .optional("horizonDays", .number(.positive(upTo: longest)), "observed time in days"),
    .optional(
      "horizonYears", .number(.positive(upTo: longest / daysPerYear)), "observed time in years"),
    .optional(
      "warmUpDays", .number(Bounds(lower: 0, upper: longest)),
      "days that are run before observation starts", standard: .number(0)),
    .optional(
      "replications", .integer(1...1_000_000), "how often the scenario is run",
      standard: .integer(10)),
    .optional(
      "seed", .integer(0...UInt64.max), "start of the random numbers",
      standard: .integer(20_261_121)),
    .optional(
      "intervalDays", .number(.positive(upTo: longest)),
      "length of the intervals of the time series, in days", standard: .number(daysPerYear / 12)),
    .optional(
      "evidenceFloor", .choice(EvidenceFloor.allCases.map(\.rawValue)),
      "effects of policies graded below this are taken as none; their costs stay",
      standard: .text("X")),
  ])

  static let outputs = Record(fields: [
    .optional(
      "strata", .list(.choice(Stratification.allCases.map(\.rawValue))),
      "outcomes are also told by these attributes, crossed with each other"),
    .optional(
      "events", .flag, "write every life event of the first replication", standard: .flag(false)),
    .optional(
      "patients", .flag, "write one row per person of the first replication",
      standard: .flag(false)),
  ])

  static let reference = Record(fields: [
    .required(
      "metric", .text, "a metric of outcomes.csv, or retention.<medication>.day<number>"),
    .required("value", .number(.any), "the published figure"),
    .optional("interval", .list(.number(.any)), "its 95 % interval: [lower, upper]"),
    .required("source", .text, "key in the bibliography"),
    .optional("note", .text, "what to keep in mind", standard: .text("")),
  ])

  static let overrideRecord = Record(fields: [
    .required("value", .number(.any), "the value"),
    .optional("source", .text, "where the value comes from, in your own words"),
    .optional("note", .text, "what to keep in mind"),
    .optional(
      "distribution", .record(ParameterReading.distributionRecord), "how uncertain the value is"),
  ])
}
