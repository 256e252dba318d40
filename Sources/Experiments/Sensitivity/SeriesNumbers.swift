internal import TreatmentModel

/// What the accounts of outcomes are read from, as a list of numbers for a log.
///
/// Counts and person-time by interval are never negative, and most are zero: a negative number stands
/// for so many zeros.
enum SeriesNumbers {
  /// The numbers of a model's outcomes, one community after the other.
  static func numbers(_ outcomes: [Outcome]) -> [Double] {
    var numbers: [Double] = []
    var zeros = 0
    for value in outcomes.lazy.flatMap({ $0.series + $0.policySeries }) {
      precondition(value >= 0, "\(value) in a series")
      guard value > 0 else {
        zeros += 1
        continue
      }
      if zeros > 0 { numbers.append(-Double(zeros)) }
      zeros = 0
      numbers.append(Double(value))
    }
    if zeros > 0 { numbers.append(-Double(zeros)) }
    return numbers
  }

  /// Outcomes with these numbers and nothing else, by model and then by community.
  static func outcomes(_ numbers: [Double], models: [Model]) -> [[Outcome]] {
    var values = numbers.lazy.flatMap { number in
      repeatElement(Int64(max(number, 0)), count: number < 0 ? Int(-number) : 1)
    }.makeIterator()
    func fill(_ series: inout [Int64]) {
      for index in series.indices {
        guard let value = values.next() else { preconditionFailure("\(numbers.count) numbers") }
        series[index] = value
      }
    }
    let outcomes = models.map { model in
      model.communities.map { _ in
        var outcome = Outcome(layout: model.layout)
        fill(&outcome.series)
        fill(&outcome.policySeries)
        return outcome
      }
    }
    precondition(values.next() == nil, "\(numbers.count) numbers")
    return outcomes
  }
}
