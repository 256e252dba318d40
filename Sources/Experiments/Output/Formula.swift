import Statistics
import TreatmentModel

/// Measures that are added up, and what the sum is called.
struct MeasureSum: Sendable {
  let columns: [Int]
  let words: String
}

/// Events related to person-time.
struct Rate: Sendable {
  let events: MeasureSum
  let time: MeasureSum
}

/// How a metric is computed from sums of measures.
///
/// Ratios are ratios of sums over communities within a replication, never means of ratios.
enum Formula: Sendable, CustomStringConvertible {
  /// Events.
  case count(MeasureSum)
  /// Person-time, in years of 365.25 days.
  case years(MeasureSum)
  /// Events by person-time, per `multiple` person-years.
  case perYears(Double, MeasureSum, time: MeasureSum)
  /// Events by person-time, per 1,000 people and month of 365.25 / 12 days.
  case perThousandMonths(MeasureSum, time: MeasureSum)
  /// Events by events, or person-time by person-time.
  case share(MeasureSum, of: MeasureSum)
  /// Person-time in days by events.
  case days(MeasureSum, per: MeasureSum)
  /// One rate divided by another.
  case rateRatio(Rate, to: Rate)
  /// People at the end of the observed time, in columns of occupancy.
  case people(MeasureSum)
  /// Share of the people at the end of the observed time.
  case peopleShare(MeasureSum, of: MeasureSum)
  /// Mean of the whole days waited by those who were given a place.
  case meanWait(ResourceKind)
  /// Median of the whole days waited by those who were given a place.
  case medianWait(ResourceKind)

  /// Days in a year of person-time.
  static let daysPerYear = 365.25
  /// Ticks in a day of person-time.
  static let ticksPerDay = Double(1 << 20)

  var isByStratum: Bool {
    switch self {
    case .count, .years, .perYears, .perThousandMonths, .share, .days, .rateRatio: true
    case .people, .peopleShare, .meanWait, .medianWait: false
    }
  }

  func value(in observation: Observation) -> Double? {
    func total(_ sum: MeasureSum) -> Double { Double(observation.total(sum.columns)) }
    func years(_ sum: MeasureSum) -> Double { total(sum) / Self.ticksPerDay / Self.daysPerYear }
    func atEnd(_ sum: MeasureSum) -> Double { Double(observation.peopleAtEnd(sum.columns)) }
    switch self {
    case .count(let events): return total(events)
    case .years(let time): return years(time)
    case .perYears(let multiple, let events, let time):
      return quotient(multiple * total(events), years(time))
    case .perThousandMonths(let events, let time):
      return quotient(1000 * total(events), 12 * years(time))
    case .share(let part, let whole): return quotient(total(part), total(whole))
    case .days(let time, let events):
      return quotient(total(time) / Self.ticksPerDay, total(events))
    case .rateRatio(let first, let second):
      guard let first = quotient(total(first.events), years(first.time)),
        let second = quotient(total(second.events), years(second.time))
      else { return nil }
      return quotient(first, second)
    case .people(let people): return atEnd(people)
    case .peopleShare(let part, let whole): return quotient(atEnd(part), atEnd(whole))
    case .meanWait(let resource): return observation.admittedWaits(resource).mean
    case .medianWait(let resource):
      return observation.admittedWaits(resource).quantile(0.5).map(Double.init)
    }
  }

  private func quotient(_ numerator: Double, _ denominator: Double) -> Double? {
    denominator > 0 ? numerator / denominator : nil
  }

  var description: String {
    switch self {
    case .count(let events): "number of \(events.words)"
    case .years(let time): "\(time.words), in years of 365.25 days"
    case .perYears(let multiple, let events, let time):
      "\(Int(multiple)) x number of \(events.words) / years of \(time.words)"
    case .perThousandMonths(let events, let time):
      "1000 x number of \(events.words) / months (365.25 / 12 days) of \(time.words)"
    case .share(let part, let whole): "\(part.words) / \(whole.words)"
    case .days(let time, let events): "days of \(time.words) / number of \(events.words)"
    case .rateRatio(let first, let second):
      "(\(first.events.words) / \(first.time.words)) / "
        + "(\(second.events.words) / \(second.time.words))"
    case .people(let people): "number of \(people.words) at the end of the last interval"
    case .peopleShare(let part, let whole):
      "\(part.words) / \(whole.words), at the end of the last interval"
    case .meanWait(let resource):
      "mean of the whole days waited for \(resource.name) by those who got a place"
    case .medianWait(let resource):
      "smallest number of whole days that half of those who got a place of \(resource.name) "
        + "did not wait longer than"
    }
  }
}
