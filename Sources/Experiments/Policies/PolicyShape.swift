internal import TreatmentModel

/// The one description of the policy file: `PolicyReader` reads by it, `ScenarioSchema` prints it.
enum PolicyShape {
  static let grades = EvidenceGrade.allCases.map(\.rawValue)
  private static let longest = 36_525.0
  private static let days = Bounds(lower: 0, upper: longest)
  /// A share of which logarithms and odds can be taken.
  private static let inside = Bounds.closed(0.001...0.999)
  private static let ratios = Bounds(lower: 0, upper: 1000)
  private static let dollars = Bounds(lower: 0, upper: 1e12)

  static let file = Record(fields: [
    .required("name", .text, "short name: small letters, digits and hyphens, as in the file name"),
    .required("title", .text, "one line for people"),
    .required("summary", .text, "what the programme is, in plain language"),
    .required("mechanism", .text, "what it changes in the model, and why"),
    .required("caveat", .text, "what to keep in mind"),
    .optional("timing", .record(timing), "when it is in force"),
    .required("reach", .record(reach), "whom it reaches"),
    .optional("effects", .list(.record(effect)), "what it moves"),
    .optional("resources", .list(.record(resource)), "places that it adds or takes away"),
    .optional("machinery", .record(machinery), "what it does beyond moving levers"),
    .required("cost", .record(cost), "what it costs"),
    .optional(
      "sources", .list(.record(Bibliography.entryShape)), "sources beside the built-in bibliography"
    ),
  ])

  static let day = Shape.either([.number(Bounds(lower: -longest, upper: longest)), .date])

  static let timing = Record(fields: [
    .optional("start", day, "first day, counted from the start of observation, or a date"),
    .optional("end", day, "first day on which it is over, or a date"),
    .optional(
      "rampDays", .number(days), "days until effects are at full strength", standard: .number(0)),
    .optional(
      "halfLifeDays", .number(.positive(upTo: longest)),
      "days in which strength halves after the ramp"),
  ])

  static let reach = Record(fields: [
    .required(
      "trigger", .choice(Reach.Trigger.allCases.map(\.rawValue)),
      "moment at which a person may be reached"),
    .required("uptake", .number(.share), "probability that an eligible person takes it up"),
    .optional("days", .number(.positive(upTo: longest)), "days that it lasts for a person"),
    .optional(
      "whileOnMedication", .flag, "whether it ends when medication ends", standard: .flag(false)),
    .optional(
      "resource", .choice(ResourceKind.allCases.map(\.name)), "what each person reached takes up"),
    .optional("who", .record(who), "who may be reached; all conditions hold together"),
    .optional("targeting", .record(targeting), "a score that decides who is offered it"),
  ])

  static let traits = Traits.named.map(\.name)
  static let medications = Medication.allCases.map(\.name)
  static let races = RaceEthnicity.allCases.map { String(describing: $0) }

  static let who = Record(fields: [
    .optional("required", .list(.choice(traits)), "attributes that a person must have"),
    .optional("excluded", .list(.choice(traits)), "attributes that a person must not have"),
    .optional(
      "sexes", .list(.choice(Sex.allCases.map { String(describing: $0) })), "sexes; none is all"),
    .optional("races", .list(.choice(races)), "races and ethnicities; none is all"),
    .optional(
      "insurances", .list(.choice(Insurance.allCases.map { String(describing: $0) })),
      "insurances; none is all"),
    .optional("ages", .list(.number(days)), "ages at the start of the run: [youngest, oldest]"),
    .optional(
      "medications", .list(.choice(medications)), "the present or planned medication; none is all"),
    .optional(
      "uses", .list(.choice(UseState.allCases.map(\.name))), "uses of opioids; none is all"),
    .optional(
      "minimumPriorEpisodes", .integer(0...255), "treatment episodes before the run, at least",
      standard: .integer(0)),
    .optional("communities", .list(.text), "names of communities; none is all"),
  ])

  static let targeting = Record(fields: [
    .required("highRisk", .record(who), "those whom a perfect score would flag"),
    .required("sensitivity", .number(.share), "probability that somebody at high risk is flagged"),
    .required("specificity", .number(.share), "probability that somebody else is not flagged"),
    .optional("byRace", .record(accuracies), "other accuracies: a biased score"),
  ])

  static let accuracy = Record(fields: [
    .required("sensitivity", .number(.share), "probability that somebody at high risk is flagged"),
    .required("specificity", .number(.share), "probability that somebody else is not flagged"),
  ])

  static let accuracies = Record(
    fields: races.map {
      .optional($0, .record(accuracy), "accuracy among people recorded as \($0)")
    })

  static let evidence = Record(fields: [
    .required("grade", .choice(grades), "grade of the evidence"),
    .required("source", .either([.text, .list(.text)]), "keys of sources, or assumption"),
    .optional(
      "estimate", .number(.any), "what the study reports, where the file uses another number"),
    .optional("interval", .list(.number(.any)), "the study's 95 % interval: [lower, upper]"),
    .optional("range", .list(.number(.any)), "numbers worth trying in place of the file's"),
    .optional(
      "distribution", .record(ParameterReading.distributionRecord), "how uncertain the number is"),
    .optional("note", .text, "what to keep in mind", standard: .text("")),
  ])

  static let pair = Record(fields: [
    .required("with", .number(inside), "share with the programme"),
    .required("without", .number(inside), "share without the programme"),
  ])

  /// The keys of which an effect has exactly one.
  static let measures = [
    "ratio", "shift", "oddsRatio", "riskRatio", "standardisedDifference", "retention",
    "proportions",
  ]

  static let effect = Record(fields: [
    .required(
      "lever", .choice(Lever.allCases.map { String(describing: $0) }), "the mechanism moved"),
    .optional("ratio", .number(ratios), "factor of the lever"),
    .optional("shift", .number(Bounds(lower: -1, upper: 1)), "what is added to the lever"),
    .optional("oddsRatio", .number(.positive(upTo: 1000)), "odds ratio; needs of and baseline"),
    .optional("riskRatio", .number(.positive(upTo: 1000)), "risk ratio; needs of and baseline"),
    .optional(
      "standardisedDifference", .number(Bounds(lower: -5, upper: 5)),
      "Cohen's d or Hedges' g, better being positive; needs of and baseline"),
    .optional("retention", .record(pair), "shares that stay, or stay free of the event"),
    .optional("proportions", .record(pair), "shares that have the event"),
    .optional(
      "of", .choice(EffectMeasure.Subject.allCases.map(\.rawValue)),
      "what the odds or risks are of"),
    .optional("baseline", .number(inside), "that share without the programme"),
    .optional("horizonDays", .number(.positive(upTo: longest)), "day at which shares were counted"),
    .optional(
      "medications", .list(.choice(medications)), "medications on which it holds; none is always"),
    .required("evidence", .record(evidence), "how well it is known"),
  ])

  static let resource = Record(fields: [
    .required("resource", .choice(ResourceKind.allCases.map(\.name)), "what there is more of"),
    .required("ratio", .number(ratios), "places with the policy for one place without"),
    .required("evidence", .record(evidence), "how well it is known"),
  ])

  static let machineries = ["pgxDosing", "telehealth", "staffTraining"]

  static let machinery = Record(fields: [
    .optional("pgxDosing", .record(pgxDosing), "the dose follows the genotype"),
    .optional(
      "telehealth", .record(Record(fields: [])), "care on the panel of remote prescribers"),
    .optional(
      "staffTraining", .record(staffTraining), "strength follows the share of trained staff"),
    .required("evidence", .record(evidence), "how well it is known"),
  ])

  static let pgxDosing = Record(fields: [
    .required(
      "genes", .list(.choice(PGxDosing.Gene.allCases.map(\.rawValue))), "genes on the panel"),
    .required("turnaroundDays", .list(.number(days)), "days to the result: [fewest, most]"),
    .required("failure", .number(.share), "probability that a sample gives no result"),
    .required("followed", .number(.share), "probability that the clinician follows the result"),
  ])

  static let staffTraining = Record(fields: [
    .required("trainedPerMonth", .number(.share), "share of staff trained per month"),
    .required(
      "halfLifeDays", .number(.positive(upTo: longest)), "days in which what was learnt halves"),
    .required("turnoverPerYear", .number(Bounds(lower: 0, upper: 20)), "share of staff replaced"),
  ])

  static let cost = Record(fields: [
    .optional(
      "perCommunityYear", .number(dollars), "for a community and year", standard: .number(0)),
    .optional(
      "perPersonMonth", .number(dollars), "for a person reached and month", standard: .number(0)),
    .optional(
      "perPersonReached", .number(dollars), "once for a person reached", standard: .number(0)),
    .required("year", .integer(1990...2100), "year of the prices"),
    .optional("currency", .text, "currency", standard: .text("USD")),
    .required("grade", .choice(grades), "how well the cost is known"),
    .required("source", .either([.text, .list(.text)]), "keys of sources, or assumption"),
    .optional("note", .text, "what to keep in mind", standard: .text("")),
  ])
}
