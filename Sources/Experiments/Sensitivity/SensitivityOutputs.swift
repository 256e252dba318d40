/// The tables of sensitivity analyses.
extension OutputTable {
  /// What a row is, and the columns, of a table of a sensitivity analysis.
  var ofSensitivity: (description: String, columns: [Column]) {
    switch self {
    case .sensitivity:
      (
        "How the difference between two strategies depends on each input by itself, inputs with the "
          + "longest bars first. Written by `moudsim sensitivity`.",
        Self.contrast + [
          Column(name: "input", description: "key of the input"),
          Column(
            name: "end",
            description:
              "`given`: all inputs as the scenario gives them; `low`, `high`: the ends of "
              + "the range; `swing`: the difference at the high end less that at the low end, "
              + "replication by replication"),
          Column(
            name: "value",
            description: "the input's number; empty for `swing` and for a time without an end"),
          Self.sensitivityDifference,
        ] + Self.uncertainty(of: "difference")
      )
    case .twoWay:
      (
        "The difference between two strategies on a grid of two inputs. Written by `moudsim "
          + "sensitivity --two-way`.",
        Self.contrast + [
          Column(name: "input_1", description: "key of the first input"),
          Column(name: "value_1", description: "its number"),
          Column(name: "input_2", description: "key of the second input"),
          Column(name: "value_2", description: "its number"), Self.sensitivityDifference,
        ] + Self.uncertainty(of: "difference")
      )
    case .threshold:
      (
        "Where an input makes the difference between two strategies zero. Written by `moudsim "
          + "sensitivity --threshold`.",
        Self.contrast + [
          Column(name: "input", description: "key of the input"),
          Column(
            name: "row", description: "`crossing`: the answer; `point`: what was computed for it"),
          Column(
            name: "value",
            description:
              "the input's number; in the answer the one at which the mean difference is "
              + "zero, empty where it is not zero in the range"),
          Column(
            name: "value_low",
            description:
              "lowest number at which the 95 % interval of the difference holds zero; empty "
              + "where that reaches the end of the range, and with one replication"),
          Column(name: "value_high", description: "the highest one"),
          Column(
            name: "crossings",
            description:
              "changes of sign between the \(ThresholdSearch.points) points at which the "
              + "search begins; the first one is told"),
          Self.sensitivityDifference,
        ] + Self.uncertainty(of: "difference")
      )
    case .outcomes, .series, .retention, .waits, .reach, .equity, .events, .patients,
      .changedLives, .comparisons, .curves, .lives, .interactions, .equityComparisons, .floors,
      .economics,
      .budget, .distributional, .incremental, .draws, .acceptability, .information, .noise:
      preconditionFailure("\(fileName) is no table of a sensitivity analysis")
    }
  }

  private static let contrast =
    compared.filter { $0.name != "draw" } + [
      Column(
        name: "outcome",
        description:
          "`net_monetary_benefit` of all people at the main threshold, discounted, or the "
          + "name of a metric")
    ]
  private static let sensitivityDifference = Column(
    name: "difference", description: "mean of strategy minus comparator, paired by replication")
}
