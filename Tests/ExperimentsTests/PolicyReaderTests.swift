import Testing
import TreatmentModel

@testable import Experiments

/// The shortest policy that can be read.
let smallPolicy = """
  name: small
  title: A small policy
  summary: What it is.
  mechanism: What it does.
  caveat: What to keep in mind.
  reach: {trigger: firstDose, uptake: 0.5}
  effects:
    - {lever: dropoutHazard, ratio: 0.8, evidence: {grade: B, source: smith2020}}
  cost: {perPersonReached: 100, year: 2024, grade: X, source: assumption}

  """

/// Reads a policy named `p.yaml` against the small bibliography.
func policy(_ text: String) throws -> PolicyFile {
  try PolicyReader.read(
    text: text, file: "p.yaml", bibliography: SmallEvidence.load().bibliography)
}

@Suite("Policy files")
struct PolicyReaderTests {
  private func faults(_ text: String) -> [String] {
    do {
      _ = try policy(text)
      return []
    } catch let faults as Faults {
      return faults.faults.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("The shortest policy has every default")
  func small() throws {
    let read = try policy(smallPolicy)
    #expect(read.timing.start == .day(0) && read.timing.end == nil)
    #expect(read.reach == Reach(trigger: .firstDose, uptake: 0.5))
    #expect(read.machinery == .none && read.resources.isEmpty)
    #expect(read.effects.map(\.value) == [0.8])
    #expect(read.cost.currency == "USD" && read.cost.perPersonMonth == 0)
    #expect(read.bestGrade == .b)
  }

  @Test("Everything that may be said is read")
  func everything() throws {
    let text = """
      name: full-1
      title: t
      summary: s
      mechanism: m
      caveat: c
      sources: [{key: own2026, citation: Our own count.}]
      timing: {start: 2026-03-01, end: 900, rampDays: 30, halfLifeDays: 365}
      reach:
        trigger: emergencyVisit
        uptake: 0.3
        days: 90
        whileOnMedication: true
        resource: peerCaseload
        who:
          required: [phone, internet]
          excluded: [pregnant]
          sexes: [female]
          races: [black, hispanic]
          insurances: [medicaid]
          ages: [18, 30.5]
          medications: [none, methadone]
          uses: [regular]
          minimumPriorEpisodes: 2
          communities: [Town]
        targeting:
          highRisk: {required: [injects]}
          sensitivity: 0.8
          specificity: 0.9
          byRace: {black: {sensitivity: 0.5, specificity: 0.7}}
      effects:
        - lever: emergencyLinkage
          proportions: {with: 0.7, without: 0.4}
          horizonDays: 30
          evidence:
            grade: B
            source: [smith2020, own2026]
            estimate: 0.6
            interval: [0.5, 0.7]
            range: [0.4, 0.7]
            distribution: {beta: [7, 3]}
            note: n
        - {lever: dropoutHazard, ratio: 1, medications: [methadone], evidence: {grade: N, source: jones2021}}
        - {lever: dropoutHazard, ratio: 0.9, medications: [buprenorphine], evidence: {grade: X, source: assumption}}
      resources: [{resource: officePlaces, ratio: 1.2, evidence: {grade: C, source: smith2020}}]
      machinery:
        staffTraining: {trainedPerMonth: 0.1, halfLifeDays: 200, turnoverPerYear: 0.3}
        evidence: {grade: X, source: assumption}
      cost: {perCommunityYear: 1, perPersonMonth: 2, perPersonReached: 3, year: 2020, currency: EUR, grade: C, source: own2026, note: n}
      """
    let read = try policy(text)
    #expect(
      read.timing
        == PolicyTiming(
          start: .date("2026-03-01"), end: .day(900), rampDays: 30, halfLifeDays: 365))
    #expect(
      read.reach
        == Reach(
          trigger: .emergencyVisit,
          who: Eligibility(
            required: [.phone, .internet], excluded: .pregnant, sexes: [.female],
            races: [.black, .hispanic], insurances: [.medicaid], ages: 18...30.5,
            medications: [.none, .methadone], uses: [.regular], minimumPriorEpisodes: 2,
            communities: ["Town"]),
          uptake: 0.3, resource: .peerCaseload, days: 90, whileOnMedication: true,
          targeting: Targeting(
            highRisk: Eligibility(required: .injects),
            accuracy: .init(sensitivity: 0.8, specificity: 0.9),
            accuracyByRace: [.black: .init(sensitivity: 0.5, specificity: 0.7)])))
    let link = read.effects[0]
    #expect(abs(link.value - 0.3) < 1e-12 && link.horizonDays == 30)
    #expect(link.evidence.sources == ["smith2020", "own2026"] && link.evidence.estimate == 0.6)
    #expect(link.evidence.distribution == .beta(alpha: 7, beta: 3))
    #expect(read.effects[2].medications == [.buprenorphine])
    #expect(read.resources.map(\.ratio) == [1.2])
    #expect(
      read.machinery
        == .staffTraining(
          StaffTraining(trainedPerMonth: 0.1, halfLifeDays: 200, turnoverPerYear: 0.3)))
    #expect(read.cost.perPersonReached == 3 && read.cost.currency == "EUR")
  }

  @Test(
    "Each fault says what was found and what to do, in its line and column",
    arguments: [
      (
        "ratio: 0.8", "ratio: -1",
        "p.yaml:8:35: error: effects[0].ratio: -1 is outside 0...1000."
      ),
      (
        "ratio: 0.8", "rato: 0.8",
        "p.yaml:8:5: error: effects[0]: there is no number. Give one of: ratio, shift, oddsRatio, "
          + "riskRatio, standardisedDifference, retention, proportions."
      ),
      (
        "ratio: 0.8", "ratio: 0.8, shift: 0.1",
        "p.yaml:8:5: error: effects[0]: ratio and shift are all given. Keep one."
      ),
      (
        "ratio: 0.8", "ratio: 0.8, baseline: 0.1",
        "p.yaml:8:50: error: effects[0].baseline: 'baseline' belongs to odds and risk ratios. "
          + "Delete it."
      ),
      (
        "ratio: 0.8", "oddsRatio: 2, baseline: 0.1",
        "p.yaml:8:5: error: effects[0]: 'oddsRatio' needs 'of', which says what it compares: "
          + "staying, event, abstinence."
      ),
      (
        "ratio: 0.8", "shift: 0.1",
        "p.yaml:8:5: error: effects[0]: the lever 'dropoutHazard' is multiplied. Give ratio."
      ),
      (
        "ratio: 0.8", "retention: {with: 1, without: 0.5}",
        "p.yaml:8:46: error: effects[0].retention.with: 1 is outside 0.001...0.999."
      ),
      (
        "grade: B", "grade: N",
        "p.yaml:8:5: error: effects[0]: grade N says tested without effect, but the effect is 0.8. "
          + "Write ratio: 1, or give another grade."
      ),
      (
        "source: smith2020", "source: assumption",
        "p.yaml:8:69: error: effects[0].evidence.source: an assumption cannot have grade B. Cite a "
          + "source, or grade it X."
      ),
      (
        "source: smith2020", "source: smith2021",
        "p.yaml:8:69: error: effects[0].evidence.source: 'smith2021' is not in the bibliography. Did "
          + "you mean 'smith2020'? Add it there, or cite another."
      ),
      (
        "firstDose", "firstdose",
        "p.yaml:6:18: error: reach.trigger: 'firstdose' is not allowed. Did you mean 'firstDose'? "
          + "Allowed here: everybody, seeking, waiting, withdrawalManagement, admission, firstDose, "
          + "maintenance, emergencyVisit, dropout, aftercare."
      ),
      (
        "uptake: 0.5", "uptake: 1.5",
        "p.yaml:6:37: error: reach.uptake: 1.5 is outside 0...1."
      ),
      (
        "uptake: 0.5", "uptake: 0.5, who: {required: [phone], excluded: [phone]}",
        "p.yaml:6:77: error: reach.who.excluded: an attribute is both required and excluded: this is "
          + "nobody."
      ),
      (
        "name: small", "name: Small one",
        "p.yaml:1:7: error: name: 'Small one' is no name. Write small letters, digits and hyphens."
      ),
      (
        "caveat:", "timing: {start: 10, end: 10}\ncaveat:",
        "p.yaml:5:9: error: timing: the policy ends on day 10, which is not after its start, day 10."
      ),
      (
        "caveat:", "timing: {start: soon}\ncaveat:",
        "p.yaml:5:17: error: timing.start: soon is not a day or a date, like 90 or 2026-01-31."
      ),
      (
        "caveat:", "machinery: {evidence: {grade: X, source: assumption}}\ncaveat:",
        "p.yaml:5:12: error: machinery: give one machinery: pgxDosing, telehealth, staffTraining."
      ),
      (
        "caveat:",
        "machinery: {pgxDosing: {genes: [CYP2B6], turnaroundDays: [-1, 3], failure: 0, followed: 1}, "
          + "evidence: {grade: X, source: assumption}}\ncaveat:",
        "p.yaml:5:58: error: machinery.pgxDosing.turnaroundDays: a result cannot come before its "
          + "order. Begin at 0."
      ),
    ])
  func texts(found: String, written: String, message: String) {
    let all = faults(smallPolicy.replacing(found, with: written))
    #expect(all.contains(message), "\(all)")
  }

  @Test("A policy that does nothing, and a lever moved twice, are faults")
  func nothingAndTwice() {
    let effect =
      "  - {lever: dropoutHazard, ratio: 0.8, evidence: {grade: B, source: smith2020}}\n"
    let nothing = smallPolicy.replacing("effects:\n" + effect, with: "")
    #expect(
      faults(nothing) == [
        "p.yaml:1:1: error: the policy does nothing. Give effects, resources or machinery."
      ])
    #expect(
      faults(smallPolicy.replacing(effect, with: effect + effect)) == [
        "p.yaml:9:5: error: effects[1]: the lever 'dropoutHazard' is moved by an earlier effect on "
          + "the same medication. Keep one."
      ])
  }

  @Test("An unknown policy is told with the nearest name")
  func unknown() {
    let faults = #expect(throws: Faults.self) { try PolicyReader.read("telehealt") }
    #expect(
      faults?.description
        == "telehealt: error: there is no policy 'telehealt'. Did you mean 'telehealth'? Name a "
        + "shipped policy (moudsim policies lists them), or a file like ./telehealt.yaml.")
  }
}
