/// What the clinic counts: the same as `Benchmarks/ref_clinic.c`, times in ticks of 2^-20 day.
public struct ClinicCounts: Sendable {
  var capacity = 0
  var arrivals = 0
  var waits = 0
  /// Places taken.
  public internal(set) var admissions = 0
  var reneges = 0
  var reseeks = 0
  var inductionsCompleted = 0
  var inductionsFailed = 0
  var dropOuts = 0
  var relapses = 0
  var reentries = 0
  /// Overdoses, fatal ones included.
  public internal(set) var overdoses = 0
  /// Fatal overdoses.
  public internal(set) var deaths = 0
  /// Patients who got a place from the list.
  public internal(set) var admittedFromLine = 0
  /// Time waited by those who got a place from the list.
  public internal(set) var waitTicks: Int64 = 0
  /// Time that places are held.
  public internal(set) var occupancyTicks: Int64 = 0
  var firstYearOccupancyTicks: Int64 = 0
  /// Time that patients wait.
  public internal(set) var queueTicks: Int64 = 0

  /// A fatal overdose counts once.
  public var events: Int {
    arrivals + waits + admissions + reneges + reseeks + inductionsCompleted + inductionsFailed
      + dropOuts + relapses + reentries + overdoses
  }

  /// Names and values in the order of the reference's report.
  public var fields: [(name: String, value: String)] {
    let day = 1_048_576.0
    let horizon = Double(ClinicModel.horizonDays) * day
    let later = horizon - ClinicModel.year * day
    let wait = admittedFromLine == 0 ? 0 : Double(waitTicks) / day / Double(admittedFromLine)
    return [
      ("cap", "\(capacity)"), ("arrivals", "\(arrivals)"), ("waits", "\(waits)"),
      ("admissions", "\(admissions)"), ("reneges", "\(reneges)"), ("reseeks", "\(reseeks)"),
      ("ind_ok", "\(inductionsCompleted)"), ("ind_fail", "\(inductionsFailed)"),
      ("dropouts", "\(dropOuts)"), ("relapses", "\(relapses)"), ("reentries", "\(reentries)"),
      ("ods", "\(overdoses)"), ("deaths", "\(deaths)"),
      ("mean_occ", "\(Double(occupancyTicks) / horizon)"),
      ("mean_occ_y1on", "\(Double(occupancyTicks - firstYearOccupancyTicks) / later)"),
      ("mean_queue", "\(Double(queueTicks) / horizon)"),
      ("mean_wait_waited", "\(wait)"), ("events", "\(events)"),
    ]
  }
}
