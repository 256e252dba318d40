internal import Foundation
internal import Randomness

/// Draws people from the population tables, each attribute from a stream of its own.
struct PopulationSampler: ~Copyable {
  private var tables: PopulationTables
  private var alleles: AlleleFrequencies
  private var stream = RandomStream(key: StreamKey(bits: 0))

  init(_ rates: CommunityRates) {
    tables = rates.tables
    alleles = rates.alleles
  }

  /// Draws people of another community from now on.
  mutating func use(_ rates: CommunityRates) {
    tables = rates.tables
    alleles = rates.alleles
  }

  /// Draws the person at an address; `known` attributes of a cohort member are kept.
  ///
  /// A known attribute is not drawn, and because each attribute has its own stream, the others are
  /// the same as for a person of whom nothing is known.
  mutating func draw(
    _ key: StreamKey, community: UInt32, patient: UInt32, known: CohortMember? = nil
  ) -> Attributes {
    func address(_ process: Process, _ occurrence: UInt32 = 0) -> StreamAddress {
      StreamAddress(
        community: community, process: process.rawValue, patient: patient, occurrence: occurrence)
    }
    func uniform(_ process: Process, _ occurrence: UInt32 = 0) -> Double {
      key.openUniform(at: address(process, occurrence))
    }
    func choose(_ shares: [Double], _ process: Process) -> UInt8 {
      UInt8(pick(shares, uniform(process)))
    }
    let race = known?.race ?? RaceEthnicity(rawValue: choose(tables.raceShares, .race))!
    let ancestry =
      known?.ancestry
      ?? Ancestry(rawValue: choose(tables.ancestryShares[Int(race.rawValue)], .ancestry))!
    let sex: Sex = known?.sex ?? (uniform(.sex) < tables.male ? .male : .female)
    let age = known?.age ?? drawAge(uniform(.age), uniform(.ageWithinBand))
    let known = known ?? CohortMember(id: "")
    var traits = known.traits.intersection(known.knownTraits)
    var decisions = CompactUniforms(key, at: address(.traits))
    func decide(_ trait: Traits, _ probability: Double, _ index: UInt32) {
      guard !known.knownTraits.contains(trait) else { return }
      if decisions.variate(index) < probability { traits.insert(trait) }
    }
    for (index, entry) in tables.traits.enumerated() {
      decide(entry.trait, entry.probability, UInt32(index))
    }
    let next = UInt32(tables.traits.count)
    decide(.rural, tables.rural, next)
    let isRural = traits.contains(.rural)
    decide(.phone, isRural ? tables.phone.rural : tables.phone.urban, next + 1)
    decide(.internet, isRural ? tables.internet.rural : tables.internet.urban, next + 2)
    if sex == .female && age < PopulationTables.ageBands[3] {
      decide(.pregnant, tables.pregnant, next + 3)
    }
    stream.point(key: key, at: address(.feltStigma))
    let stigma = stream.beta(tables.feltStigma.alpha, tables.feltStigma.beta)
    var diplotypes = CompactUniforms(key, at: address(.genotype))
    return Attributes(
      age: age, sex: sex, race: race, ancestry: ancestry,
      insurance: known.insurance
        ?? Insurance(rawValue: choose(tables.insuranceShares, .insurance))!, traits: traits,
      feltStigma: Float(stigma), priorEpisodes: drawPriorEpisodes(uniform(.priorEpisodes)),
      genotypes: alleles.draw(ancestry, &diplotypes))
  }

  /// A time since the start of a process that has gone on for ever, for a Weibull duration.
  ///
  /// The stationary age of a renewal process has density S(a) / mean; with S a Weibull survival of
  /// shape k and scale s, (a / s)^k has a gamma distribution of shape 1 / k.
  mutating func stationaryAge(
    shape: Double, scale: Double, _ key: StreamKey, at address: StreamAddress
  ) -> Double {
    stream.point(key: key, at: address)
    return scale * pow(stream.gamma(shape: 1 / shape, scale: 1), 1 / shape)
  }

  /// The number of events of a Poisson process.
  mutating func poisson(mean: Double, _ key: StreamKey, at address: StreamAddress) -> Int {
    guard mean > 0 else { return 0 }
    stream.point(key: key, at: address)
    return stream.poisson(mean: mean)
  }

  private func drawAge(_ band: Double, _ within: Double) -> Float {
    let index = pick(tables.ageShares, band)
    let low = PopulationTables.ageBands[index]
    let high = PopulationTables.ageBands[index + 1]
    return low + Float(within) * (high - low)
  }

  private func drawPriorEpisodes(_ uniform: Double) -> UInt8 {
    if uniform < tables.noPriorEpisode { return 0 }
    if uniform > 1 - tables.manyPriorEpisodes { return 5 }
    let between = 1 - tables.noPriorEpisode - tables.manyPriorEpisodes
    return UInt8(1 + ((uniform - tables.noPriorEpisode) / between * 4).rounded(.down))
  }

  /// The index of the share that a uniform falls in; rounding at the top end gives the last.
  private func pick(_ shares: [Double], _ uniform: Double) -> Int {
    var rest = uniform
    for (index, share) in shares.enumerated() {
      rest -= share
      if rest < 0 { return index }
    }
    return shares.count - 1
  }
}
