/// A part of the model, by which the evidence document groups parameters.
enum Submodel: String, CaseIterable {
  case population = "Who the people are"
  case initial = "Where people stand at the start"
  case genetics = "Genes and clearance"
  case dose = "Dose and titration"
  case access = "Seeking care and getting in"
  case induction = "Induction and withdrawal management"
  case retention = "Staying in treatment"
  case taper = "Taper and aftercare"
  case use = "Opioid use on and off treatment"
  case tolerance = "Tolerance"
  case overdose = "Overdose"
  case survival = "Surviving an overdose, and emergency care"
  case death = "Death from other causes"
  case supply = "Drug supply"
  case economics = "Costs, utilities and discounting"

  /// The first words of the keys that belong to the submodel.
  var families: [String] {
    switch self {
    case .population: ["population"]
    case .initial: ["initial"]
    case .genetics: ["gene", "clearance"]
    case .dose: ["dose", "titration", "adequacy"]
    case .access: ["seek", "reentry", "access", "patience", "choice", "interim"]
    case .induction: ["induction", "withdrawal"]
    case .retention: ["dropout", "stabilisation"]
    case .taper: ["taper", "aftercare"]
    case .use: ["lapse", "relapse", "cessation", "recovery"]
    case .tolerance: ["tolerance"]
    case .overdose: ["overdose"]
    case .survival: ["survival", "emergency"]
    case .death: ["death"]
    case .supply: ["supply"]
    case .economics: [CostFamily.prefix, "utility", "discount"]
    }
  }

  /// The submodel of a key; nil where no submodel claims it, which the parameter file's reader
  /// refuses.
  init?(of key: String) {
    let family = String(key.prefix { $0 != "." })
    guard let match = Self.allCases.first(where: { $0.families.contains(family) }) else {
      return nil
    }
    self = match
  }
}
