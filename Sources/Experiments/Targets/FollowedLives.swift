import Statistics
import TreatmentModel

/// Counts from life records: integers that add up over communities.
struct FollowedLives: Sendable, Equatable {
  /// People admitted to one medication, by what happened to them.
  struct Arm: Sendable, Equatable {
    /// People at their first admission, and those of them who had a first dose.
    var randomised = 0
    var inducted = 0
    /// First relapses by whole day since admission, of everybody and of those with a first dose.
    var relapses: [Int]
    var relapsesInducted: [Int]
    /// Overdoses seen by whole day since admission.
    var overdoses: [Int]
    /// Pairs of weekly samples by use in the first and in the second: none-none, none-use, use-none,
    /// use-use.
    var pairs = [0, 0, 0, 0]

    init(days: Int) {
      relapses = Array(repeating: 0, count: days + 1)
      relapsesInducted = relapses
      overdoses = relapses
    }

    mutating func add(_ other: Arm) {
      randomised += other.randomised
      inducted += other.inducted
      for day in relapses.indices {
        relapses[day] += other.relapses[day]
        relapsesInducted[day] += other.relapsesInducted[day]
        overdoses[day] += other.overdoses[day]
      }
      for pair in pairs.indices { pairs[pair] += other.pairs[pair] }
    }
  }

  /// By medication, in the order of `Medication.active`.
  private(set) var arms: [Arm]
  /// Ends of abstinence after completed withdrawal without medication, by whole day.
  var withdrawalRelapses: [Int]
  var withdrawalCensored: [Int]

  /// No life yet.
  init(days: Int) {
    arms = Medication.active.map { _ in Arm(days: days) }
    withdrawalRelapses = Array(repeating: 0, count: days + 1)
    withdrawalCensored = withdrawalRelapses
  }

  /// The arm of a medication other than `none`.
  subscript(_ medication: Medication) -> Arm {
    get { arms[Int(medication.rawValue) - 1] }
    set { arms[Int(medication.rawValue) - 1] = newValue }
  }

  /// Adds the lives of another community.
  mutating func add(_ other: FollowedLives) {
    for index in arms.indices { arms[index].add(other.arms[index]) }
    for day in withdrawalRelapses.indices {
      withdrawalRelapses[day] += other.withdrawalRelapses[day]
      withdrawalCensored[day] += other.withdrawalCensored[day]
    }
  }

  /// The value of a quantity; nil where nothing is divided by nothing.
  func value(of quantity: LifeQuantity) -> Double? {
    switch quantity {
    case .relapsed(let medication, let day, .randomised):
      let arm = self[medication]
      return Self.quotient(arm.relapses[...day].reduce(0, +), arm.randomised)
    case .relapsed(let medication, let day, .inducted):
      let arm = self[medication]
      return Self.quotient(arm.relapsesInducted[...day].reduce(0, +), arm.inducted)
    case .weeklyLapse(let medication):
      let pairs = self[medication].pairs
      return Self.quotient(pairs[1], pairs[0] + pairs[1])
    case .weeklyReturn(let medication):
      let pairs = self[medication].pairs
      return Self.quotient(pairs[2], pairs[2] + pairs[3])
    case .overdoses(let medication, let day):
      return overdosesPerPerson(medication, day).map { 100 * $0 }
    case .overdoseRatio(let first, let second, let day):
      guard let first = overdosesPerPerson(first, day),
        let second = overdosesPerPerson(second, day),
        second > 0
      else { return nil }
      return first / second
    case .relapsedAfterWithdrawal(let day):
      let curve = KaplanMeier(exits: withdrawalRelapses, censored: withdrawalCensored)
      return (curve.atRisk.first ?? 0) > 0 ? 1 - curve.survival[day] : nil
    }
  }

  private func overdosesPerPerson(_ medication: Medication, _ day: Int) -> Double? {
    let arm = self[medication]
    return Self.quotient(arm.overdoses[...day].reduce(0, +), arm.randomised)
  }

  private static func quotient(_ part: Int, _ whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
