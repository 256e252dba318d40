/// The population tables of one community: how often each attribute occurs among its people.
struct PopulationTables {
  /// Upper ends of the age bands, in years, after the lower end of the first.
  static let ageBands: [Float] = [18, 26, 36, 46, 56, 66, 81]

  var ageShares: [Double]
  var male: Double
  var raceShares: [Double]
  /// Ancestry shares by race and ethnicity.
  var ancestryShares: [[Double]]
  var insuranceShares: [Double]
  var rural: Double
  var phone: (urban: Double, rural: Double)
  var internet: (urban: Double, rural: Double)
  /// Traits that do not depend on another attribute.
  var traits: [(trait: Traits, probability: Double)]
  var pregnant: Double
  /// Shape parameters of the beta distribution of felt stigma.
  var feltStigma: (alpha: Double, beta: Double)
  var noPriorEpisode: Double
  var manyPriorEpisodes: Double

  init(_ parameters: Parameters) {
    func value(_ key: String) -> Double { parameters["population.\(key)"] }
    ageShares = ["18to25", "26to35", "36to45", "46to55", "56to65", "66to80"].map {
      value("age.\($0)")
    }
    male = value("male")
    raceShares = RaceEthnicity.allCases.map { value("race.\($0)") }
    ancestryShares = RaceEthnicity.allCases.map { race in
      Ancestry.allCases.map { value("ancestry.\(race).\($0)") }
    }
    insuranceShares = Insurance.allCases.map { value("insurance.\($0)") }
    rural = value("rural")
    phone = (value("phone.urban"), value("phone.rural"))
    internet = (value("internet.urban"), value("internet.rural"))
    traits = [
      (.unstablyHoused, value("unstablyHoused")), (.employed, value("employed")),
      (.injects, value("injects")), (.severe, value("severe")),
      (.depression, value("depression")), (.anxiety, value("anxiety")), (.ptsd, value("ptsd")),
      (.chronicPain, value("chronicPain")), (.supportiveFamily, value("supportiveFamily")),
      (.sedatives, value("sedatives")),
    ]
    pregnant = value("pregnant")
    let mean = value("feltStigma.mean")
    let deviation = value("feltStigma.sd")
    let concentration = mean * (1 - mean) / (deviation * deviation) - 1
    precondition(concentration > 0, "felt stigma: sd \(deviation) is too large for mean \(mean)")
    feltStigma = (mean * concentration, (1 - mean) * concentration)
    noPriorEpisode = value("priorEpisodes.none")
    manyPriorEpisodes = value("priorEpisodes.fiveOrMore")
  }
}
