import Foundation
import Testing
import TreatmentModel

@testable import Experiments

/// What every shipped policy keeps.
@Suite("The catalogue of policies")
struct PolicyCatalogueTests {
  /// The levers of the list that the catalogue must cover.
  static let names = [
    "aftercare", "ai-risk-targeting", "app-reminders-remote-monitoring", "cbt",
    "contingency-management", "digital-therapeutic", "ed-started-buprenorphine",
    "employment-support", "exercise", "extended-release-buprenorphine", "family-involvement-craft",
    "higher-buprenorphine-dose", "insurance-coverage", "interim-dosing", "jail-based-medication",
    "lofexidine", "low-barrier-same-day-start", "media-campaign", "mindfulness-more",
    "motivational-interviewing", "naloxone-distribution", "nutrition", "peer-support-linkage",
    "peer-support-retention", "pgx-guided-dosing", "pgx-guided-pain-care",
    "prescriber-training-panel-expansion", "recovery-housing", "stigma-training",
    "take-home-doses", "telehealth",
  ]

  @Test("It covers every programme of the list, each in the file of its name")
  func complete() {
    #expect(BuiltIn.policyNames == Self.names)
    #expect(BuiltIn.policies.map(\.name) == Self.names)
    #expect(BuiltIn.policies.count <= Policy.limit)
  }

  @Test("Each is sourced or marked as an assumption, in sentences", arguments: BuiltIn.policies)
  func contract(policy: PolicyFile) {
    #expect(!policy.evidence.isEmpty)
    for evidence in policy.evidence {
      #expect(!evidence.sources.isEmpty || evidence.grade == .x)
      #expect(!evidence.note.isEmpty, "\(policy.name) has evidence without a note")
      let isCited = evidence.sources.allSatisfy { BuiltIn.bibliography[$0] != nil }
      #expect(isCited)
    }
    #expect(!policy.cost.sources.isEmpty || policy.cost.grade == .x)
    #expect(!policy.cost.note.isEmpty)
    #expect((0...1).contains(policy.reach.uptake) && policy.sources.isEmpty)
    for text in [policy.summary, policy.mechanism, policy.caveat] {
      #expect(text.hasSuffix(".") && text.count > 40)
    }
    #expect(!policy.title.hasSuffix("."))
  }

  @Test("Numbers lie within what is worth trying, and the ends of it can be turned into levers too")
  func ranges() throws {
    for policy in BuiltIn.policies {
      for effect in policy.effects {
        let range = try #require(effect.evidence.range, "\(policy.name) \(effect.lever)")
        #expect(range.contains(effect.measure.number), "\(policy.name) \(effect.lever)")
        for number in [range.lowerBound, range.upperBound] {
          let value = try effect.measure.with(number: number).value(of: effect.lever)
          #expect(value.isFinite && value >= (effect.lever.scale == .ratio ? 0 : -1))
        }
      }
    }
  }

  @Test("What was tested without effect is null; nothing else pretends to be")
  func null() {
    for effect in BuiltIn.policies.flatMap(\.effects) where effect.evidence.grade == .n {
      #expect(effect.isNull)
    }
    let silent = BuiltIn.policies.filter { $0.effects.allSatisfy(\.isNull) }.map(\.name)
    #expect(
      silent == [
        "ai-risk-targeting", "app-reminders-remote-monitoring", "cbt", "exercise", "media-campaign",
        "motivational-interviewing", "nutrition", "peer-support-linkage", "peer-support-retention",
        "pgx-guided-dosing", "pgx-guided-pain-care", "prescriber-training-panel-expansion",
      ])
  }

  @Test("A floor leaves only what is known as well, takes no cost away, and ends nothing early")
  func floors() {
    for policy in BuiltIn.policies {
      var earlier: Int?
      for floor in EvidenceFloor.allCases {
        let model = policy.policy(timing: Timing(start: 10, end: 20), floor: floor)
        let kept = policy.effects.filter { effect in
          model.effects.contains { $0.lever == effect.lever && $0.value == effect.value }
        }
        #expect(kept.allSatisfy { floor.admits($0.evidence.grade) && !$0.isNull })
        #expect(model.effects.count >= earlier ?? 0)
        earlier = model.effects.count
        #expect(model.reach == policy.reach && model.name == policy.name)
        #expect(model.timing == Timing(start: 10, end: 20))
      }
    }
  }

  @Test("With floor A only rewards (use) and lofexidine act")
  func floorA() {
    let acting = BuiltIn.policies.map { $0.policy(timing: Timing(), floor: .a) }
      .filter { !$0.effects.isEmpty }
    #expect(acting.map(\.name) == ["contingency-management", "lofexidine"])
    #expect(acting[0].effects.map(\.lever) == [.lapseHazard])
  }

  @Test("Below its floor a genetic test is ordered and not followed; remote care is ordinary care")
  func machinery() throws {
    let pgx = try #require(BuiltIn.policy("pgx-guided-dosing"))
    guard case .pgxDosing(let believed) = pgx.policy(timing: Timing(), floor: .x).machinery,
      case .pgxDosing(let doubted) = pgx.policy(timing: Timing(), floor: .d).machinery
    else {
      Issue.record("no dosing")
      return
    }
    #expect(believed.followed > 0 && believed.turnaroundDays == 9...25)
    #expect(doubted.followed == 0 && doubted.turnaroundDays == 9...25)
    let telehealth = try #require(BuiltIn.policy("telehealth"))
    #expect(telehealth.policy(timing: Timing(), floor: .c).machinery == .telehealth)
    #expect(telehealth.policy(timing: Timing(), floor: .b).machinery == .none)
  }

  @Test("Floors are ordered A, B, C, D, X, and never admit what was tested without effect")
  func order() {
    let grades: [EvidenceGrade] = [.a, .b, .c, .d, .x]
    for (index, floor) in EvidenceFloor.allCases.enumerated() {
      #expect(grades.filter(floor.admits) == Array(grades[...index]))
      #expect(!floor.admits(.n))
    }
  }

  @Test("The defaults are those of the evidence file")
  func defaults() throws {
    let expected: [(String, Lever, Double)] = [
      ("telehealth", .dropoutHazard, 0.897), ("take-home-doses", .dropoutHazard, 0.8),
      ("ed-started-buprenorphine", .emergencyLinkage, 0.41),
      ("contingency-management", .dropoutHazard, 0.6361),
      ("contingency-management", .lapseHazard, 0.3493),
      ("mindfulness-more", .dropoutHazard, 0.6), ("digital-therapeutic", .dropoutHazard, 0.75),
      ("stigma-training", .offeredProbability, 0.02), ("lofexidine", .withdrawalCompletion, 0.137),
      ("recovery-housing", .relapseHazard, 0.6178), ("employment-support", .lapseHazard, 0.4367),
      ("jail-based-medication", .overdoseHazard, 0.49),
    ]
    for (name, lever, value) in expected {
      let effect = try #require(
        BuiltIn.policy(name)?.effects.first { $0.lever == lever }, "\(name) \(lever)")
      #expect(abs(effect.value - value) < 0.0005, "\(name) \(lever) \(effect.value)")
    }
  }

  @Test("Naloxone is calibrated: with the built-in chain 6 % fewer overdoses are fatal")
  func naloxone() throws {
    let values = BuiltIn.parameters.values
    func fatality(_ present: Double) -> Double {
      let used = present * values["survival.naloxoneUsed"]
      let call =
        1 - values["survival.emergencyCall"] * (1 - values["survival.emergencyFatalityRatio"])
      let without = values["survival.fatalityWithoutResponse"]
      let seen = used * values["survival.fatalityWithNaloxone"] + (1 - used) * without
      let witnessed = values["survival.witnessed"]
      return witnessed * seen * call + (1 - witnessed) * without
    }
    let present = values["survival.naloxonePresent"]
    let shift = try #require(BuiltIn.policy("naloxone-distribution")?.effects.first?.value)
    #expect(abs(fatality(present + shift) / fatality(present) - 0.94) < 0.005)
  }

  @Test("docs/policies.md is up to date: if not, make docs")
  func document() throws {
    let text = try HouseTests.read("docs/policies.md").lines.joined(separator: "\n") + "\n"
    let isCurrent = text == PolicyDocument().markdown
    #expect(isCurrent)
  }

  @Test("A policy is explained in plain language")
  func explanation() throws {
    let policy = try #require(BuiltIn.policy("take-home-doses"))
    let text = PolicyDocument().explanation(of: policy)
    #expect(text.hasPrefix("Take-home doses of methadone\n====="))
    let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flat.contains("The rate of dropping out of treatment: 20 % lower (methadone)"))
    #expect(flat.contains("Grade B, good (gomes2022); 95 % interval 0.72 to 0.9"))
    #expect(text.contains("\nKeep in mind\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 130 })
  }
}
