import Statistics
import TreatmentModel

/// The values of quantities in one replication.
struct TargetValues {
  private let total: Outcome
  private let observations: [Observation]
  private let communities: [String: Observation]
  private let lives: FollowedLives?
  private let layout: OutcomeLayout

  /// Reads the communities of a replication.
  init(_ pieces: [TargetPiece], model: Model) {
    layout = model.layout
    var total = pieces[0].outcome
    var lives = pieces[0].lives
    for piece in pieces.dropFirst() {
      total.add(piece.outcome)
      if let more = piece.lives { lives?.add(more) }
    }
    self.total = total
    self.lives = lives
    let layout = layout
    observations = Observation.all(in: total, layout: layout)
    communities = Dictionary(
      zip(model.communities, pieces).map {
        ($0.name, Observation.all(in: $1.outcome, layout: layout)[0])
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The value; nil where it is not defined in this replication.
  subscript(_ quantity: TargetQuantity) -> Double? {
    switch quantity {
    case .metric(let name, let stratum, let community):
      let group = stratum.flatMap { StratumNames.all(of: layout).firstIndex(of: $0) } ?? 0
      let observation = community.flatMap { communities[$0] } ?? observations[group]
      return Metrics.named(name)?.value(in: observation)
    case .retention(let medication, let day): return curve(medication)?.survival[day]
    case .medianDuration(let medication): return curve(medication)?.median.map(Double.init)
    case .inductionFailed(let medication):
      let admitted = Metrics.count(.admission, of: medication).columns
      let failed = Metrics.count(.inductionFailure, of: medication).columns
      let all = observations[0].total(admitted)
      return all > 0 ? Double(observations[0].total(failed)) / Double(all) : nil
    case .life(let quantity): return lives?.value(of: quantity)
    }
  }

  private func curve(_ medication: Medication) -> KaplanMeier? {
    let counts = total.retention[(Int(medication.rawValue) - 1) * layout.groups]
    let curve = KaplanMeier(
      exits: counts.exits.map(Int.init), censored: counts.censored.map(Int.init))
    return (curve.atRisk.first ?? 0) > 0 ? curve : nil
  }
}
