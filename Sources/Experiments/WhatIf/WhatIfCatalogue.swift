internal import Foundation
internal import TreatmentModel

/// What the page offers: communities, places, policies with their explanations, and limits.
public enum WhatIfCatalogue {
  /// Everything that the page needs before the first run, as JSON.
  public static let json: String = WhatIfJSON.text(Document())

  /// All that is known about a policy, as JSON; nil for an unknown name.
  public static func evidence(of name: String) -> String? {
    BuiltIn.policyNames.contains(name)
      ? BuiltIn.policy(name).map { WhatIfJSON.text(WhatIfEvidence($0)) } : nil
  }

  /// Where policy names come nearest to one that is not there; empty where none is near.
  public static func nearestPolicy(to name: String) -> String {
    NearestName.question(name, among: BuiltIn.policyNames)
  }

  /// The program that draws charts in the browser; nil where the program was built without it.
  public static var chartLibrary: String? {
    EmbeddedFiles.all["Sources/Experiments/Report/Page/vega.js"]
  }

  struct Place: Encodable {
    let name, title: String
    let today: [String: Int]
  }

  struct Area: Encodable {
    let name, title: String
    let people: Int
  }

  struct Floor: Encodable {
    let grade, title: String
  }

  struct Limits: Encodable {
    let people = [WhatIfShape.people.lowerBound, WhatIfShape.people.upperBound]
    let years = [WhatIfShape.years.lowerBound, WhatIfShape.years.upperBound]
    let replications = [
      WhatIfShape.replications.lowerBound, WhatIfShape.replications.upperBound,
    ]
    let placeFactor = [WhatIfShape.placeFactor.lower, WhatIfShape.placeFactor.upper]
    let policies = Policy.limit
    let personYears = WhatIfShape.mostPersonYears
  }

  struct Document: Encodable {
    let version = ProgramVersion.current
    let scenario = WhatIfShape.scenario
    let communities =
      [Area(WhatIfShape.everywhere, title: "All three counties")]
      + WhatIfBase.communities.map { Area($0, title: $0) }
    let places = WhatIfShape.resources.map(Place.init)
    let policies = BuiltIn.policies.map(Offer.init)
    let floors = EvidenceFloor.allCases.map(Floor.init)
    let limits = Limits()
    let standard = WhatIfJSON.Raw(Document.standardSetting.canonical)
    let notice =
      "A model for planning and teaching. It is not medical advice and no forecast for any person. "
      + "The counties are made up."
    let costNotice =
      ReportPrices.text
      + "Curves of costs are not discounted. All people together, as the health sector sees it: "
      + "people who live longer use health care for longer, and that is counted. What comes after "
      + "the years shown is not."

    private static var standardSetting: WhatIfSetting {
      do throws(Faults) {
        return try WhatIfSetting.read(json: "{}")
      } catch {
        preconditionFailure("the empty setting: \(error)")
      }
    }
  }

  struct Offer: Encodable {
    let name, title, summary, mechanism, caveat, reach, cost, grade, gradeWord: String
    let uptake: Double

    init(_ policy: PolicyFile) {
      name = policy.name
      title = policy.title
      summary = policy.summary
      mechanism = policy.mechanism
      caveat = policy.caveat
      reach = "It reaches \(PolicyDocument.reach(policy))."
      cost = PolicyDocument.cost(policy.cost)
      grade = policy.bestGrade?.rawValue ?? ""
      gradeWord = policy.bestGrade?.word ?? "nothing to grade"
      uptake = policy.reach.uptake
    }
  }
}

extension WhatIfCatalogue.Area {
  init(_ name: String, title: String) {
    self.init(name: name, title: title, people: WhatIfBase.people(in: name))
  }
}

extension WhatIfCatalogue.Place {
  init(_ kind: ResourceKind) {
    let communities = [WhatIfShape.everywhere] + WhatIfBase.communities
    self.init(
      name: kind.name, title: Self.title(kind),
      today: Dictionary(
        uniqueKeysWithValues: communities.map { ($0, WhatIfBase.places(kind, in: $0)) }))
  }

  private static func title(_ kind: ResourceKind) -> String {
    switch kind {
    case .otpPlaces: "Places in methadone programmes"
    case .officePlaces: "Places with prescribers in offices"
    case .telehealthPlaces: "Places with remote prescribers"
    case .withdrawalBeds: "Beds for withdrawal management"
    case .peerCaseload: "People that peer specialists can carry"
    case .counsellorCaseload: "People that counsellors can carry"
    case .inductionSlots: "Starts of treatment possible on a weekday"
    }
  }
}

extension WhatIfCatalogue.Floor {
  init(_ floor: EvidenceFloor) {
    let title =
      switch floor {
      case .a: "A: strong evidence only"
      case .b: "B or better: good evidence"
      case .c: "C or better: moderate evidence"
      case .d: "D or better: weak evidence too"
      case .x: "Everything, assumptions too"
      }
    self.init(grade: floor.rawValue, title: title)
  }
}
