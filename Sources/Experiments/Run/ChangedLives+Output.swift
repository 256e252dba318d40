/// The table of changed lives, for people and as a file.
extension ChangedLives {
  /// The columns of `changed_lives.csv`.
  static let columns: [OutputTable.Column] = [
    OutputTable.strategy,
    OutputTable.Column(name: "community", description: "name of the community"),
    OutputTable.Column(
      name: "reached",
      description: "1 if a policy was attached to the person at some time of the run, else 0"),
    OutputTable.Column(
      name: "reason",
      description: "`reached`; of those not reached: `unchanged`, the same life event by event; "
        + "`places`, the lives part where a place is asked for, begun or waited for, because "
        + "somebody else held or freed one; `other`, they part elsewhere (0 unless the model is "
        + "wrong)"),
    OutputTable.Column(name: "lives", description: "people, those who enter later included"),
    OutputTable.Column(
      name: "lives_changed", description: "people of whom an event, its day or a state differs"),
    OutputTable.Column(
      name: "deaths_base", description: "deaths without policies in the observed time"),
    OutputTable.Column(
      name: "deaths_strategy", description: "deaths under the strategy in the observed time"),
    OutputTable.Column(
      name: "deaths_averted", description: "people who die without policies only"),
    OutputTable.Column(
      name: "deaths_caused", description: "people who die under the strategy only"),
  ]

  /// Writes `changed_lives.csv`; `path` gives the path of a name.
  func write(
    strategy: String, file path: (String) -> String
  ) throws(OutputError) -> WrittenFile {
    var file = try OutputTable.changedLives.open(file: path)
    for community in communities {
      for reason in Reason.allCases {
        let tally = community[reason]
        try file.row([
          .text(strategy), .text(community.name), .integer(reason == .reached ? 1 : 0),
          .text(reason.rawValue), .integer(tally.lives), .integer(tally.changed),
          .integer(tally.deathsBase), .integer(tally.deathsStrategy), .integer(tally.averted),
          .integer(tally.caused),
        ])
      }
    }
    return try file.close()
  }

  /// The table in plain words, all communities together.
  public var text: String {
    var table = TextTable([
      ("lives", false), ("people", true), ("changed", true), ("deaths before", true),
      ("deaths now", true), ("averted", true), ("caused", true),
    ])
    func add(_ words: String, _ tally: Tally) {
      table.add(
        [words]
          + [
            tally.lives, tally.changed, tally.deathsBase, tally.deathsStrategy, tally.averted,
            tally.caused,
          ].map { HumanNumber.text(Double($0)) })
    }
    var everybody = Tally()
    for reason in Reason.allCases {
      add(Self.words(reason), total(reason))
      everybody.add(total(reason))
    }
    add("everybody", everybody)
    return "Lives changed by the strategy in the first replication\n" + table.text
      + "Before: the same people without any policy, with the same random numbers.\n"
  }

  private static func words(_ reason: Reason) -> String {
    switch reason {
    case .reached: "reached by a policy"
    case .unchanged: "not reached, the same life"
    case .places: "not reached, changed by a place that others held or freed"
    case .other: "not reached, changed for another reason"
    }
  }
}
