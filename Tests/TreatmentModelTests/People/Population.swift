import Randomness
import TestSupport
import Testing

@testable import TreatmentModel

/// Drawn people against the population tables, typed in from the parameter file where they matter.
///
/// n = 40,000, error rate 1e-5; chi-square and shares catch about 1 percentage point.
@Suite("Population")
struct Population {
  private static let people: [Attributes] = {
    var sampler = PopulationSampler(CommunityRates(World.shipped))
    let key = StreamKey(seed: 3, replication: 0)
    return (0..<40_000).map { sampler.draw(key, community: 2, patient: $0) }
  }()
  private var people: [Attributes] { Self.people }

  private func check(
    _ name: String, _ among: [Attributes], _ probabilities: [Double],
    _ index: (Attributes) -> Int
  ) {
    var counts = [Int](repeating: 0, count: probabilities.count)
    for person in among { counts[index(person)] += 1 }
    let test = ChiSquare(observed: counts, probabilities: probabilities)
    #expect(test.passes, "\(name): \(counts), \(test)")
    var wrong = probabilities
    wrong[0] += 0.03
    wrong[1] -= 0.03
    let control = ChiSquare(observed: counts, probabilities: wrong)
    #expect(!control.passes, "\(name), control: \(control)")
  }

  @Test("race, insurance, ancestry within race, age bands, previous episodes")
  func tables() {
    check("race", people, [0.746, 0.099, 0.08, 0.075]) { Int($0.race.rawValue) }
    check("insurance", people, [0.31, 0.38, 0.157, 0.153]) { Int($0.insurance.rawValue) }
    check("sex", people, [0.445, 0.555]) { Int($0.sex.rawValue) }
    let other = people.filter { $0.race == .other }
    check("ancestry", other, [0.25, 0.25, 0.38, 0.12]) { Int($0.ancestry.rawValue) }
    // Bands 18-25, 26-35, 36-45, 46-55, 56-65, 66-80; the last one ends at 81.
    check("age", people, [0.1542, 0.2069, 0.1694, 0.1967, 0.1694, 0.1034]) { person in
      [26, 36, 46, 56, 66].count { person.age >= $0 }
    }
    // 22 % none, 25 % five or more, the rest evenly on one to four.
    check("episodes", people, [0.22, 0.1325, 0.1325, 0.1325, 0.1325, 0.25]) {
      Int($0.priorEpisodes)
    }
    #expect(people.allSatisfy { $0.age >= 18 && $0.age < 81 })
    #expect(people.allSatisfy { $0.feltStigma >= 0 && $0.feltStigma <= 1 })
  }

  @Test("age is uniform within a band")
  func withinBand() {
    let band = people.filter { $0.age >= 46 && $0.age < 56 }
    let test = KolmogorovSmirnov(count: band.count, cdf: { ($0 - 46) / 10 }) {
      Double(band[$0].age)
    }
    #expect(test.passes, "\(test)")
  }

  @Test("traits, each with its own share; phone and internet by place; pregnancy in women under 46")
  func traits() {
    func share(_ trait: Traits, _ expected: Double, _ among: (Attributes) -> Bool = { _ in true }) {
      let group = people.filter(among)
      let test = MeanTest(
        successes: group.count { $0.traits.contains(trait) }, trials: group.count,
        expected: expected)
      #expect(test.passes, "\(trait.rawValue): \(test)")
    }
    share(.rural, 0.15)
    share(.unstablyHoused, 0.251)
    share(.employed, 0.45)
    share(.injects, 0.253)
    share(.severe, 0.4)
    share(.depression, 0.361)
    share(.anxiety, 0.291)
    share(.ptsd, 0.181)
    share(.chronicPain, 0.44)
    share(.supportiveFamily, 0.5)
    share(.sedatives, 0.16)
    share(.phone, 0.65) { $0.traits.contains(.rural) }
    share(.phone, 0.8) { !$0.traits.contains(.rural) }
    share(.internet, 0.9)
    share(.pregnant, 0.036) { $0.sex == .female && $0.age < 46 }
    #expect(
      people.allSatisfy { !$0.traits.contains(.pregnant) || ($0.sex == .female && $0.age < 46) })
  }

  @Test("attributes are drawn independently of each other")
  func independence() {
    let pairs: [(String, (Attributes) -> Double, (Attributes) -> Double)] = [
      (
        "injects, severe", { $0.traits.contains(.injects) ? 1 : 0 },
        { $0.traits.contains(.severe) ? 1 : 0 }
      ),
      ("age, stigma", { Double($0.age) }, { Double($0.feltStigma) }),
      ("sex, depression", { Double($0.sex.rawValue) }, { $0.traits.contains(.depression) ? 1 : 0 }),
      ("oprm1, abcb1", { Double($0.genotypes.oprm1) }, { Double($0.genotypes.abcb1) }),
      ("rural, episodes", { $0.traits.contains(.rural) ? 1 : 0 }, { Double($0.priorEpisodes) }),
      (
        "anxiety, chronic pain", { $0.traits.contains(.anxiety) ? 1 : 0 },
        { $0.traits.contains(.chronicPain) ? 1 : 0 }
      ),
    ]
    let europeans = people.filter { $0.ancestry == .european }
    for (name, first, second) in pairs {
      let test = CorrelationTest(count: europeans.count) {
        (first(europeans[$0]), second(europeans[$0]))
      }
      #expect(test.passes, "\(name): \(test)")
    }
    let control = CorrelationTest(count: people.count) {
      (people[$0].traits.contains(.rural) ? 1 : 0, people[$0].traits.contains(.phone) ? 1 : 0)
    }
    #expect(!control.passes, "rural people have fewer phones")
  }

  /// Beta with mean 0.5 and sd 0.2: n = 40,000, the mean is known to 0.001.
  @Test("felt stigma has the mean and the standard deviation of the parameter file")
  func stigma() {
    let values = people.map { Double($0.feltStigma) }
    let mean = values.reduce(0, +) / Double(values.count)
    let sd = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
      .squareRoot()
    #expect(abs(mean - 0.5) < 4.417 * 0.2 / 200)
    #expect(abs(sd - 0.2) < 4.417 * 0.2 / 200)
  }

  @Test("cohort members keep what is known; the rest is drawn as for a stranger")
  func cohortMembers() {
    var sampler = PopulationSampler(CommunityRates(World.shipped))
    let key = StreamKey(seed: 3, replication: 0)
    for patient in UInt32(0)..<500 {
      let stranger = sampler.draw(key, community: 0, patient: patient)
      let nothing = sampler.draw(
        key, community: 0, patient: patient, known: CohortMember(id: "x"))
      #expect(nothing == stranger)
      let member = CohortMember(
        id: "x", age: 33.5, sex: .female, race: .hispanic, insurance: .medicaid,
        traits: [.injects, .pregnant], knownTraits: [.injects, .severe, .pregnant])
      let known = sampler.draw(key, community: 0, patient: patient, known: member)
      #expect(known.age == 33.5 && known.sex == .female && known.race == .hispanic)
      #expect(known.insurance == .medicaid)
      #expect(known.traits.contains([.injects, .pregnant]) && !known.traits.contains(.severe))
      let drawn = Traits([
        .rural, .unstablyHoused, .employed, .phone, .internet, .depression, .anxiety, .ptsd,
        .chronicPain, .supportiveFamily, .sedatives,
      ])
      #expect(known.traits.intersection(drawn) == stranger.traits.intersection(drawn))
      #expect(known.feltStigma == stranger.feltStigma)
      #expect(known.priorEpisodes == stranger.priorEpisodes)
    }
  }

  @Test("newcomers are a Poisson number, and arrive evenly over the run")
  func newcomers() {
    var world = World()
    world.cohort = .synthetic(open: true)
    world.population = 1000
    world["population.incidencePer1000PerYear"] = 365.25
    world.horizon = 50
    let runs = (0..<60).map { world.run(replication: $0) }
    let counts = runs.map { Int($0.count(.arrival)) }
    // 60 x 50 expected: Poisson, sd sqrt(3000).
    let sum = counts.reduce(0, +)
    #expect(abs(Double(sum) - 3000) < 4.417 * 3000.0.squareRoot(), "\(sum)")
    let mean = Double(sum) / 60
    let variance = counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 59
    // Index of dispersion x 59 is chi-square on 59: mean 59, sd 10.9.
    #expect(abs(variance / mean - 1) < 4.417 * 10.9 / 59 + 0.1)
    let days = runs.flatMap(\.records).filter { $0.event == .event(.arrival) }.map(\.day)
    let test = KolmogorovSmirnov(count: days.count, cdf: { $0 / 50 }) { days[$0] }
    #expect(test.passes, "\(test)")
  }
}
