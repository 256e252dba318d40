import Randomness
import Testing

@testable import TreatmentModel

/// Conditions checked for all policies at once, against each condition taken at its word.
@Suite("Eligibility")
struct EligibilityTests {
  /// Numbers that are the same in every run of the test.
  private struct Numbers: RandomNumberGenerator {
    private var drawn: UInt32 = 0

    mutating func next() -> UInt64 {
      drawn += 1
      return StreamKey(bits: 2026).bits64(
        at: StreamAddress(community: 0, process: 1, patient: 0, occurrence: drawn))
    }
  }

  /// Whether all conditions hold, in the words of `Eligibility`.
  private func holds(
    _ condition: Eligibility, _ person: Attributes, _ medication: Medication, _ use: UseState,
    _ community: String
  ) -> Bool {
    person.traits.isSuperset(of: condition.required)
      && person.traits.isDisjoint(with: condition.excluded)
      && (condition.sexes.isEmpty || condition.sexes.contains(person.sex))
      && (condition.races.isEmpty || condition.races.contains(person.race))
      && (condition.insurances.isEmpty || condition.insurances.contains(person.insurance))
      && condition.ages.contains(person.age)
      && person.priorEpisodes >= condition.minimumPriorEpisodes
      && (condition.medications.isEmpty || condition.medications.contains(medication))
      && (condition.uses.isEmpty || condition.uses.contains(use))
      && (condition.communities.isEmpty || condition.communities.contains(community))
  }

  /// One or two of the cases, or none: no condition.
  private func some<Value: CaseIterable & Hashable>(
    _: Value.Type, _ numbers: inout Numbers
  ) -> Set<Value> {
    let all = Array(Value.allCases)
    return Set(
      (0..<Int.random(in: 0...2, using: &numbers)).map { _ in
        all[Int.random(in: 0..<all.count, using: &numbers)]
      })
  }

  private func traits(_ share: Double, _ numbers: inout Numbers) -> Traits {
    Traits(
      Traits.named.compactMap {
        Double.random(in: 0..<1, using: &numbers) < share ? $0.trait : nil
      })
  }

  private func condition(_ numbers: inout Numbers) -> Eligibility {
    let youngest = Float.random(in: 0...30, using: &numbers)
    return Eligibility(
      required: traits(0.06, &numbers), excluded: traits(0.03, &numbers),
      sexes: some(Sex.self, &numbers), races: some(RaceEthnicity.self, &numbers),
      insurances: some(Insurance.self, &numbers),
      ages: Bool.random(using: &numbers) ? 0...200 : youngest...(youngest + 40),
      medications: some(Medication.self, &numbers), uses: some(UseState.self, &numbers),
      minimumPriorEpisodes: UInt8.random(in: 0...1, using: &numbers),
      communities: Bool.random(using: &numbers) ? [] : ["here"])
  }

  private func person(_ numbers: inout Numbers) -> Attributes {
    Attributes(
      age: Float.random(in: 18...80, using: &numbers),
      sex: Sex.allCases.randomElement(using: &numbers) ?? .female,
      race: RaceEthnicity.allCases.randomElement(using: &numbers) ?? .white,
      ancestry: .european,
      insurance: Insurance.allCases.randomElement(using: &numbers) ?? .medicaid,
      traits: traits(0.6, &numbers), feltStigma: 0,
      priorEpisodes: UInt8.random(in: 0...2, using: &numbers), genotypes: Genotypes())
  }

  @Test("The masks say of 100,000 pairs of person and policy what the conditions say")
  func sameAsTheWords() {
    var numbers = Numbers()
    var accepted = 0
    for _ in 0..<125 {
      let conditions = (0..<Policy.limit).map { _ in condition(&numbers) }
      let masks = EligibilityMasks(conditions)
      defer { masks.deallocate() }
      for _ in 0..<25 {
        let person = person(&numbers)
        let place = Bool.random(using: &numbers) ? "here" : "there"
        let medication = Medication.allCases.randomElement(using: &numbers) ?? .none
        let use = UseState.allCases.randomElement(using: &numbers) ?? .regular
        let standing = masks.standing(of: person, in: place)
        let mask = standing.eligible & masks.accepting(medication, use)
        for (index, condition) in conditions.enumerated() {
          let isIn = mask & 1 << UInt32(index) != 0
          #expect(isIn == holds(condition, person, medication, use, place))
          if isIn { accepted += 1 }
          let missing = condition.required.subtracting(person.traits)
          let lacksRemote = !missing.isEmpty && missing.isSubset(of: [.phone, .internet])
          #expect((standing.lacksRemote & 1 << UInt32(index) != 0) == lacksRemote)
        }
      }
    }
    // Control: conditions hold often enough, and seldom enough, to tell.
    #expect((500...50_000).contains(accepted))
  }

  @Test("Few policies leave the bits of the others unset")
  func unusedBits() {
    let masks = EligibilityMasks([Eligibility(), Eligibility(required: .phone)])
    defer { masks.deallocate() }
    var numbers = Numbers()
    var person = person(&numbers)
    person.traits = [.phone]
    #expect(masks.standing(of: person, in: "").eligible == 0b11)
    person.traits = []
    #expect(masks.standing(of: person, in: "") == (0b01, 0b10))
    #expect(masks.accepting(.none, .regular) == 0b11)
  }
}
