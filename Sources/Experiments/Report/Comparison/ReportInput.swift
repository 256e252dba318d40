/// What a report of a comparison is made of: plain values, whoever computed them.
///
/// Lists that are empty and parts that are nil leave their section out. Texts are shown as they are,
/// never as markup.
struct ReportInput: Sendable {
  /// A number with its uncertainty.
  struct Estimate: Sendable, Equatable {
    /// The mean.
    var value: Double
    /// The 95 % interval; nil where there is none.
    var interval: ClosedRange<Double>?

    /// A number with its 95 % interval.
    init(_ value: Double, _ interval: ClosedRange<Double>? = nil) {
      self.value = value
      self.interval = interval
    }
  }

  /// A set of policies to compare.
  struct Strategy: Sendable {
    /// Its name in files; other parts refer to it.
    var name: String
    /// Its name for people, short enough for a legend.
    var title: String
    /// What it consists of; empty for today's practice.
    var policies: [Policy]
  }

  /// A policy in plain language.
  struct Policy: Sendable {
    /// Its name for people.
    var title: String
    /// What it is.
    var summary: String
    /// What to keep in mind; may be empty.
    var caveat: String
    /// The best grade of what it does; nil where it does nothing.
    var grade: EvidenceGrade?
  }

  /// Title of the scenario.
  var title: String
  /// The question that the comparison answers, as somebody would ask it.
  var question: String
  /// What was simulated: places, people, years, replications.
  var setting: String
  /// What the intervals hold and do not hold.
  var uncertainty: String
  /// The name of the strategy that the others are compared with.
  var comparator: String
  /// The strategies in the order of tables and colours.
  var strategies: [Strategy]
  /// Numbers for the first screen.
  var keyFigures: [KeyFigure] = []
  /// Curves over time.
  var curves: [CurveSet] = []
  /// Differences beside each other.
  var forests: [Forest] = []
  /// Outcomes by stratum.
  var equity: [EquityGroup] = []
  /// Whether policies help or hinder each other.
  var interactions: [InteractionTable] = []
  /// Costs and their worth; nil without economics.
  var economics: Economics?
  /// What single numbers do to an outcome.
  var tornados: [Tornado] = []
  /// What is known about what the policies do.
  var evidence: [EvidenceRow] = []
  /// What was assumed.
  var assumptions: [String] = []
  /// What the model cannot say.
  var limits: [String] = []
  /// How to get the same numbers again.
  var reproduction: Reproduction
}

extension ReportInput {
  /// A number for each strategy.
  struct KeyFigure: Sendable {
    /// What is counted, as a title: `Deaths from overdose`.
    var label: String
    /// The unit where the label does not say it; may be empty.
    var unit: String
    /// How it is written.
    var format: NumberFormat
    /// Which direction is good for people; nil where neither is.
    var better: Direction?
    /// The number of each strategy, by name.
    var values: [String: Value]

    /// A direction.
    enum Direction: Sendable {
      case lower
      case higher
    }

    /// The number of a strategy.
    struct Value: Sendable {
      /// Under the strategy.
      var estimate: Estimate
      /// Minus that of the comparator, paired; nil for the comparator itself.
      var difference: Estimate?
      /// Chance that the strategy is better than the comparator, 0 to 1; nil where unknown.
      var probabilityBetter: Double?

      /// A strategy's number, and its paired difference from the comparator.
      init(_ estimate: Estimate, difference: Estimate? = nil, probabilityBetter: Double? = nil) {
        self.estimate = estimate
        self.difference = difference
        self.probabilityBetter = probabilityBetter
      }
    }
  }

  /// Curves of the strategies in one chart.
  struct CurveSet: Sendable {
    /// What is shown.
    var title: String
    /// What to see in it; may be empty.
    var caption: String
    /// What runs along the bottom, with its unit.
    var timeTitle: String
    /// What is shown, with its unit.
    var valueTitle: String
    /// How values are written.
    var format: NumberFormat
    /// Whether a value lasts until the next, as in Kaplan-Meier curves.
    var isStepped: Bool
    /// The points of each strategy, by name, from left to right.
    var curves: [String: [CurveChart.Point]]
  }

  /// Differences from the comparator in one unit.
  struct Forest: Sendable {
    /// What differs.
    var title: String
    /// The axis, with its unit.
    var valueTitle: String
    /// How differences are written.
    var format: NumberFormat
    /// A difference for each row, in order.
    var rows: [ForestChart.Row]
  }

  /// An outcome by stratum and strategy.
  struct EquityGroup: Sendable {
    /// What the strata are: `Race and ethnicity`.
    var title: String
    /// The outcome, with its unit.
    var valueTitle: String
    /// How it is written.
    var format: NumberFormat
    /// A row for each stratum, in order.
    var rows: [Row]

    /// A stratum: the outcome of each strategy, by name.
    struct Row: Sendable {
      /// The stratum.
      var stratum: String
      /// By strategy.
      var values: [String: Estimate]
    }
  }

  /// The joint effect of policies beside the sum of their single effects.
  struct InteractionTable: Sendable {
    /// The outcome, with its unit.
    var outcome: String
    /// How effects are written.
    var format: NumberFormat
    /// A row for each combination.
    var rows: [Row]

    /// A combination of policies.
    struct Row: Sendable {
      /// Titles of the policies.
      var policies: [String]
      /// The sum of the effects of each alone.
      var sum: Estimate
      /// The effect of all together.
      var joint: Estimate
      /// Joint effect minus sum.
      var interaction: Estimate
    }
  }

  /// What single numbers do to an outcome.
  struct Tornado: Sendable {
    /// The outcome, with its unit.
    var outcome: String
    /// How it is written.
    var format: NumberFormat
    /// The outcome with every number as it is.
    var base: Double
    /// The numbers.
    var rows: [TornadoChart.Row]
  }

  /// What is known about one thing that a policy does.
  struct EvidenceRow: Sendable {
    /// The policy.
    var policy: String
    /// What it changes, and by how much.
    var effect: String
    /// How well that is known.
    var grade: EvidenceGrade
    /// Who found it; empty for an assumption.
    var sources: [Source]
    /// What to keep in mind; may be empty.
    var note: String

    /// A publication.
    struct Source: Sendable {
      /// Authors, title, journal, year.
      var citation: String
      /// Where to find it, with `https`; may be empty.
      var url: String
    }
  }

  /// How to get the same numbers again.
  struct Reproduction: Sendable {
    /// The command as typed.
    var command: String
    /// Version of the program.
    var version: String
    /// Commit of the source; nil where unknown.
    var commit: String?
    /// The seed.
    var seed: UInt64
    /// Replications for each strategy.
    var replications: Int
    /// Files read, and their SHA-256.
    var inputs: [InputDigest]
  }
}
