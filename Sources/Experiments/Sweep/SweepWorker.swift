internal import TreatmentModel

/// What a thread of a sweep owns: the models of the row at hand and a simulation of one of them.
struct SweepWorker: ~Copyable {
  private let sweep: Sweep
  private var settings: [String]?
  private var draft: Result<ScenarioDraft, SweepRowFault>?
  private var row = -1
  private var models: Result<[Model], SweepRowFault>?
  private var strategy = -1
  private var simulation: Simulation?

  init(_ sweep: Sweep) { self.sweep = sweep }

  /// Runs one simulation; a row that cannot be run becomes a record of its failure.
  mutating func perform(_ unit: SweepUnit) -> SweepRecord {
    let row = sweep.rows[unit.row]
    let strategy = sweep.manifest.strategies[unit.strategy]
    do throws(SweepRowFault) {
      let values = try figures(unit)
      return SweepRecord(
        row: row, strategy: strategy, replication: unit.replication + 1, values: values)
    } catch {
      return SweepRecord(
        row: row, strategy: strategy, replication: unit.replication + 1, error: error.message,
        command: "moudsim sweep run . --row \(unit.row + 1) --strategy \(strategy) "
          + "--replication \(unit.replication + 1)")
    }
  }

  /// The figures of one simulation.
  mutating func figures(_ unit: SweepUnit) throws(SweepRowFault) -> [Double?] {
    let model = try models(ofRow: unit.row)[unit.strategy]
    if strategy != unit.strategy {
      simulation = Simulation(model)
      strategy = unit.strategy
    }
    let layout = model.layout
    guard let measures = SweepMeasures(sweep.manifest.metrics, layout: layout) else {
      throw SweepRowFault(message: "a metric lies after the end of the row's observed time.")
    }
    let seed = UInt64(sweep.manifest.seed)!
    var total: Outcome?
    for community in model.communities.indices {
      let outcome = simulation!.run(
        community: community, replication: UInt32(unit.replication + 1), seed: seed)
      if total == nil { total = outcome } else { total!.add(outcome) }
    }
    return measures.values(of: total!, layout: layout)
  }

  /// Whether runs of a shape tell all that is asked for.
  func hasMetrics(_ layout: OutcomeLayout) -> Bool {
    SweepMeasures(sweep.manifest.metrics, layout: layout) != nil
  }

  /// The models of a row by strategy; settings that rows share are read once.
  mutating func models(ofRow index: Int) throws(SweepRowFault) -> [Model] {
    if index != row {
      let values = sweep.rows[index].values
      let own = sweep.template.settings(of: values)
      if draft == nil || own != settings {
        draft = Result { () throws(SweepRowFault) in try sweep.template.draft(for: values) }
        settings = own
      }
      let draft = draft!
      models = Result { () throws(SweepRowFault) in
        try sweep.template.models(of: values, draft: try draft.get())
      }
      row = index
      strategy = -1
    }
    return try models!.get()
  }
}
