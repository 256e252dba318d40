internal import HealthEconomics
internal import Statistics

/// What a sensitivity analysis prints.
public struct SensitivityReport: Sendable {
  private let results: SensitivityResults
  private let shown: Int
  private var plan: SensitivityPlan { results.plan }

  /// Reports results; of one-way analyses the inputs with the longest bars, so many.
  public init(_ results: SensitivityResults, shown: Int = 15) {
    self.results = results
    self.shown = shown
  }

  /// The table below a line that says what it is.
  public var text: String {
    let title = """
      \(plan.scenario.title)
      \(plan.replications) replication\(plan.replications == 1 ? "" : "s"), seed \
      \(plan.scenario.run.seed), the same random numbers at every point
      \(subject)\(fixed)


      """
    switch results.finding {
    case .oneWay(let given, let bars): return title + oneWay(given, bars)
    case .twoWay(let cells): return title + twoWay(cells)
    case .threshold(let range, let answer): return title + threshold(range, answer)
    }
  }

  private var subject: String {
    let economics = plan.scenario.economics
    let what =
      switch plan.measured {
      case .netBenefit:
        "net benefit at \(HumanNumber.text(economics.threshold)) for a QALY, costs as "
          + "\(economics.perspective.words) sees them, all people together"
      case .metric(let name): name
      }
    return "\(plan.strategyName) less \(plan.comparatorName): \(what)"
  }

  private var fixed: String {
    plan.fixed.isEmpty
      ? ""
      : "\nThroughout: "
        + plan.fixed.sorted { $0.key < $1.key }.map { "\($0.key) \(HumanNumber.text($0.value))" }
        .joined(separator: ", ")
  }

  private func oneWay(_ given: RunningMoments, _ bars: [SensitivityResults.Bar]) -> String {
    var table = TextTable([
      ("input", false), ("low", true), ("high", true), ("at low", true), ("at high", true),
      ("swing", true), ("95 % Monte Carlo interval", true),
    ])
    for bar in bars.prefix(shown) {
      let interval = bar.swing.confidenceInterval()
      table.add([
        bar.range.key, HumanNumber.text(bar.range.low), HumanNumber.text(bar.range.high),
        HumanNumber.text(bar.atLow.mean), HumanNumber.text(bar.atHigh.mean),
        HumanNumber.text(bar.swing.mean), HumanNumber.interval(interval?.lower, interval?.upper),
      ])
    }
    let rest =
      bars.count > shown
      ? "and \(bars.count - shown) inputs with shorter bars; --top shows more\n" : ""
    return "As given: \(Self.text(given)). Each input by itself at the ends of its range:\n"
      + table.text + rest
  }

  private func twoWay(_ cells: [SensitivityResults.Cell]) -> String {
    guard case .twoWay(let first, let second, let steps) = plan.question else { return "" }
    var table = TextTable(
      [("", true)] + second.numbers(steps).map { (HumanNumber.text($0), true) })
    for row in 0..<steps {
      let own = cells[row * steps..<(row + 1) * steps]
      table.add(
        [HumanNumber.text(own.first!.first)]
          + own.map { cell in
            let interval = cell.difference.confidenceInterval()
            let isOpen = interval.map { $0.contains(0) } ?? true
            return HumanNumber.text(cell.difference.mean) + (isOpen ? " ?" : "")
          })
    }
    return "Down: \(first.key); across: \(second.key); ? where the interval holds zero\n"
      + table.text
  }

  private func threshold(
    _ range: SensitivityRange, _ answer: ThresholdSearch.Answer
  ) -> String {
    let given = range.given.isFinite ? HumanNumber.text(range.given) : "without end"
    var table = TextTable([(range.key, true), ("difference", true), ("interval", true)])
    for point in answer.points {
      table.add([
        HumanNumber.text(point.place), HumanNumber.text(point.value.mean),
        HumanNumber.interval(point.value.lower, point.value.upper),
      ])
    }
    return "\(sentence(range, answer)) As given: \(given).\n\n" + table.text
  }

  private func sentence(_ range: SensitivityRange, _ answer: ThresholdSearch.Answer) -> String {
    let ends = "\(HumanNumber.text(range.low)) to \(HumanNumber.text(range.high))"
    let sign = answer.isPositiveBelow ? "above" : "below"
    guard let crossing = answer.crossing else {
      let doubt =
        switch answer.isConceivable {
        case nil: "One replication gives no interval."
        case false: "The interval never holds zero."
        default:
          "Its interval holds zero \(between(range, answer)): more replications would tell."
        }
      return "\(range.key): no crossing. The difference is \(sign) zero from \(ends). \(doubt)"
    }
    let more =
      answer.crossings > 1
      ? " It changes sign \(answer.crossings) times in the range; this is the first." : ""
    let interval =
      answer.isConceivable == nil
      ? "no interval with one replication" : "zero cannot be ruled out \(between(range, answer))"
    return "\(range.key): the difference is zero at \(HumanNumber.text(crossing)) (\(interval)). "
      + "It is \(sign) zero for smaller numbers, down to \(HumanNumber.text(range.low)).\(more)"
  }

  private func between(_ range: SensitivityRange, _ answer: ThresholdSearch.Answer) -> String {
    func end(_ place: Double?, _ limit: Double) -> String {
      place.map(HumanNumber.text) ?? "the end of the range, \(HumanNumber.text(limit)),"
    }
    return "from \(end(answer.low, range.low)) to \(end(answer.high, range.high))"
  }

  private static func text(_ moments: RunningMoments) -> String {
    let interval = moments.confidenceInterval().map {
      " (\(HumanNumber.interval($0.lower, $0.upper)))"
    }
    return HumanNumber.text(moments.mean) + (interval ?? "")
  }
}
