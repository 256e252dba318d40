internal import HealthEconomics

/// How the difference between two strategies depends on the inputs.
public struct SensitivityPlan: Sendable {
  /// What is asked.
  public enum Question: Sendable, Equatable {
    /// Each input by itself at both ends of its range, the others as given.
    case oneWay([SensitivityRange])
    /// Two inputs together, each at so many numbers of its range, two or more.
    case twoWay(SensitivityRange, SensitivityRange, steps: Int)
    /// Where in its range an input makes the difference zero.
    case threshold(SensitivityRange)
  }

  /// What is compared.
  public enum Measured: Sendable, Equatable {
    /// What QALYs are worth at the main threshold, less costs as the main perspective sees them; all
    /// people together.
    case netBenefit
    /// A metric of `outcomes.csv`, all communities together.
    case metric(String)

    /// The name in files.
    public var name: String {
      switch self {
      case .netBenefit: "net_monetary_benefit"
      case .metric(let name): name
      }
    }
  }

  /// What is analysed.
  public let scenario: Scenario
  /// The strategy, as a place in the run without policies and then all strategies of the scenario.
  let strategy: Int
  /// What it is compared with.
  let comparator: Int
  /// What is asked.
  public let question: Question
  /// What is compared.
  public let measured: Measured
  /// Numbers that other inputs have throughout.
  public let fixed: Scenario.Inputs
  /// Simulations at every point, the same random numbers at each.
  public let replications: Int

  /// Two strategies, and what is compared of them.
  public struct Contrast: Sendable {
    let scenario: Scenario
    let strategy: Int
    let comparator: Int
    let measured: Measured

    /// Chooses strategies as `compare` does; without a name the first one beside the comparator.
    ///
    /// - Throws: what `Comparison` throws; `PrecisionGoal.Misfit` for a metric that does not exist.
    public init(
      _ scenario: Scenario, strategy: String? = nil, comparator: String? = nil,
      metric: String? = nil
    ) throws {
      if let metric, Metrics.named(metric) == nil {
        throw PrecisionGoal.Misfit(unknownMetric: metric)
      }
      let comparison = try Comparison(
        scenario, strategies: [strategy].compactMap(\.self), comparator: comparator)
      let names = [Scenario.base] + scenario.strategies.map(\.name)
      let chosen = comparison.strategies[comparison.others[0]].name
      self.scenario = scenario
      self.strategy = names.lastIndex(of: strategy ?? chosen)!
      self.comparator = names.lastIndex(of: comparison.reference.name)!
      measured = metric.map(Measured.metric) ?? .netBenefit
    }

    /// Inputs with a distribution on which the difference may depend, in their order.
    public var inputs: [UncertainInput] {
      let names = Set([strategy, comparator].flatMap { files(of: $0) }.map(\.name))
      let simulated = scenario.uncertainInputs.filter { input in
        input.group == String(input.key.split(separator: ".")[0])
          || names.contains(String(input.group.dropFirst("policy.".count)))
      }
      return measured == .netBenefit ? simulated + scenario.uncertainPrices : simulated
    }

    private func files(of strategy: Int) -> [PolicyFile] {
      strategy == 0 ? [] : scenario.strategies[strategy - 1].files
    }
  }

  /// Each input at both ends of its range; without keys, all that are uncertain.
  ///
  /// - Throws: `InputFault` where a key is unknown or has no range.
  public static func oneWay(
    _ contrast: Contrast, keys: [String], ranges: [String: ClosedRange<Double>] = [:],
    fixed: Scenario.Inputs = [:], replications: Int
  ) throws(InputFault) -> SensitivityPlan {
    let chosen = keys.isEmpty ? contrast.inputs.map(\.key) : keys
    var all: [SensitivityRange] = []
    for key in chosen where fixed[key] == nil {
      all.append(try contrast.scenario.range(of: key, ends: ranges[key]))
    }
    return try SensitivityPlan(contrast, .oneWay(all), fixed, replications)
  }

  /// Two inputs on a grid of their ranges.
  ///
  /// - Throws: `InputFault` where a key is unknown or has no range, or both are the same.
  public static func twoWay(
    _ contrast: Contrast, _ first: String, _ second: String, steps: Int,
    ranges: [String: ClosedRange<Double>] = [:], fixed: Scenario.Inputs = [:], replications: Int
  ) throws(InputFault) -> SensitivityPlan {
    guard first != second else {
      throw InputFault(key: first, message: "it is given twice. Give two different inputs.")
    }
    return try SensitivityPlan(
      contrast,
      .twoWay(
        try contrast.scenario.range(of: first, ends: ranges[first]),
        try contrast.scenario.range(of: second, ends: ranges[second]), steps: steps),
      fixed, replications)
  }

  /// Where an input makes the difference zero.
  ///
  /// - Throws: `InputFault` where the key is unknown or has no range.
  public static func threshold(
    _ contrast: Contrast, _ key: String, ends: ClosedRange<Double>? = nil,
    fixed: Scenario.Inputs = [:], replications: Int
  ) throws(InputFault) -> SensitivityPlan {
    try SensitivityPlan(
      contrast, .threshold(try contrast.scenario.range(of: key, ends: ends)), fixed,
      replications)
  }

  private init(
    _ contrast: Contrast, _ question: Question, _ fixed: Scenario.Inputs, _ replications: Int
  ) throws(InputFault) {
    precondition(replications > 0, "\(replications) replications")
    scenario = contrast.scenario
    strategy = contrast.strategy
    comparator = contrast.comparator
    measured = contrast.measured
    self.question = question
    self.fixed = fixed
    self.replications = replications
    for key in fixed.keys.sorted() { _ = try scenario.number(of: key) }
    // What cannot be is told before anything is simulated.
    for point in points { _ = try scenario.strategies(with: point) }
  }

  /// Name of the strategy.
  public var strategyName: String { name(strategy) }
  /// Name of what it is compared with.
  public var comparatorName: String { name(comparator) }

  private func name(_ index: Int) -> String {
    index == 0 ? Scenario.base : scenario.strategies[index - 1].name
  }

  /// Names of the comparator's policies.
  var comparatorPolicies: Set<String> {
    comparator == 0 ? [] : Set(scenario.strategies[comparator - 1].files.map(\.name))
  }

  /// The numbers at which the difference is computed; of a threshold, those that the search begins with.
  var points: [Scenario.Inputs] {
    switch question {
    case .oneWay(let ranges):
      [point([:])] + ranges.flatMap { [point([$0.key: $0.low]), point([$0.key: $0.high])] }
    case .twoWay(let first, let second, let steps):
      first.numbers(steps).flatMap { one in
        second.numbers(steps).map { two in point([first.key: one, second.key: two]) }
      }
    case .threshold(let range):
      range.numbers(ThresholdSearch.points).map { point([range.key: $0]) }
    }
  }

  /// Numbers of a point, beside those that are fixed.
  func point(_ inputs: Scenario.Inputs) -> Scenario.Inputs {
    fixed.merging(inputs) { _, own in own }
  }

  /// The inputs of a point on which simulations depend.
  func simulated(_ point: Scenario.Inputs) -> Scenario.Inputs {
    point.filter { !scenario.isPrice($0.key) }
  }
}

extension SensitivityPlan {
  /// The folder of an analysis that gives no other: the same for the same question.
  public var defaultOutput: String {
    let what =
      switch question {
      case .oneWay: "one-way"
      case .twoWay(let first, let second, _): "two-way-\(first.key)-\(second.key)"
      case .threshold(let range): "threshold-\(range.key)"
      }
    return "Output/\(scenario.name)/sensitivity-\(what)-seed\(scenario.run.seed)-r\(replications)"
  }
}

extension SensitivityPlan.Question {
  /// The question in words.
  public var words: String {
    func text(_ range: SensitivityRange) -> String {
      "\(range.key) from \(HumanNumber.text(range.low)) to \(HumanNumber.text(range.high))"
    }
    switch self {
    case .oneWay(let ranges): return "\(ranges.count) inputs, each by itself at two numbers"
    case .twoWay(let first, let second, let steps):
      return "\(text(first)) and \(text(second)), \(steps * steps) points"
    case .threshold(let range): return "where it is zero, \(text(range))"
    }
  }
}
