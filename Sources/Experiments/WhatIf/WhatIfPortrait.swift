internal import TreatmentModel

/// Who a person is, in the words of the page.
enum WhatIfPortrait {
  /// Sentences about a person.
  ///
  /// For example `A White woman of 25, on Medicare. No stable housing, has a phone.`
  static func text(_ person: Attributes) -> String {
    let sex = person.sex == .female ? "woman" : "man"
    let who = [origin(person.race), sex].compactMap(\.self).joined(separator: " ")
    let first = "A \(who) of \(Int(person.age)), \(insurance(person.insurance))."
    let traits = Traits.named.filter { person.traits.contains($0.trait) }.compactMap {
      words[$0.name]
    }
    guard let head = traits.first else { return first }
    let rest = [head.prefix(1).uppercased() + head.dropFirst()] + traits.dropFirst()
    return "\(first) \(rest.joined(separator: ", "))."
  }

  /// What a trait means, by its name.
  static let words = [
    "rural": "lives in the country", "unstablyHoused": "no stable housing",
    "employed": "has work", "phone": "has a phone", "internet": "has internet",
    "injects": "injects", "severe": "a severe disorder", "depression": "depression",
    "anxiety": "anxiety", "ptsd": "post-traumatic stress", "chronicPain": "chronic pain",
    "supportiveFamily": "a family that helps", "sedatives": "takes sedatives too",
    "pregnant": "pregnant",
  ]

  /// Nil for other races and ethnicities, which have no word in common.
  private static func origin(_ race: RaceEthnicity) -> String? {
    switch race {
    case .white: "White"
    case .black: "Black"
    case .hispanic: "Hispanic"
    case .other: nil
    }
  }

  private static func insurance(_ insurance: Insurance) -> String {
    switch insurance {
    case .commercial: "privately insured"
    case .medicaid: "on Medicaid"
    case .medicare: "on Medicare"
    case .uninsured: "without insurance"
    }
  }
}
