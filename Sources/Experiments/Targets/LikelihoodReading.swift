/// Reads the likelihood of a target.
extension TargetReading {
  /// The likelihood that is given, or that of value and interval; nil without either.
  func likelihood(
    _ record: RecordCursor, value: Double?, interval: ClosedRange<Double>?
  ) -> Likelihood? {
    guard let cursor = record["likelihood"] else {
      guard let value, let interval else { return nil }
      let likelihood = Likelihood(value: value, interval: interval)
      if likelihood == nil { record["interval"]?.fault("the interval has no width.") }
      return likelihood
    }
    guard let form = cursor.record(TargetShape.likelihood) else { return nil }
    let given = TargetShape.likelihood.names.filter(form.has)
    guard given.count == 1, let list = form[given[0]] else {
      cursor.fault("give one likelihood, like {binomial: [17, 287]}.")
      return nil
    }
    guard let elements = list.list() else { return nil }
    let numbers = elements.compactMap { $0.number(in: .any) }
    guard numbers.count == elements.count else { return nil }
    guard numbers.count == 2 else {
      list.fault("expected 2 numbers and found \(numbers.count).")
      return nil
    }
    guard let likelihood = Self.likelihood(given[0], numbers[0], numbers[1], list) else {
      return nil
    }
    if let value { check(likelihood, holds: value, record) }
    return likelihood
  }

  private static func likelihood(
    _ form: String, _ first: Double, _ second: Double, _ list: Cursor
  ) -> Likelihood? {
    let isCount = first >= 0 && first == first.rounded() && first < 1e9
    switch form {
    case "normal" where second > 0: return .normal(mean: first, sd: second)
    case "logNormal" where second > 0: return .logNormal(meanLog: first, sdLog: second)
    case "binomial" where isCount && second >= max(1, first) && second == second.rounded():
      guard second < 1e9 else { break }
      return .binomial(successes: Int(first), trials: Int(second))
    case "poisson" where isCount && second > 0:
      return .poisson(events: Int(first), exposure: second)
    default: break
    }
    list.fault(
      "deviations and exposures are above 0, counts are whole numbers, and there are no more "
        + "successes than trials.")
    return nil
  }

  /// What a reader sees as the figure must be what the likelihood is about, but for rounding.
  private func check(_ likelihood: Likelihood, holds value: Double, _ record: RecordCursor) {
    let rounding = 0.02
    guard abs(likelihood.center - value) > rounding * abs(value) else { return }
    record["likelihood"]?.fault(
      "it is about \(HumanNumber.text(likelihood.center)), not about the value "
        + "\(NumberText.text(value)).")
  }
}
