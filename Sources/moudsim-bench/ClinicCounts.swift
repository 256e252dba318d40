/// What the clinic counts: the same as `Benchmarks/ref_clinic.c`, times in ticks of 2^-20 day.
struct ClinicCounts {
  var capacity = 0
  var arrivals = 0
  var waits = 0
  var admissions = 0
  var reneges = 0
  var reseeks = 0
  var inductionsCompleted = 0
  var inductionsFailed = 0
  var dropOuts = 0
  var relapses = 0
  var reentries = 0
  var overdoses = 0
  var deaths = 0
  var admittedFromLine = 0
  var waitTicks: Int64 = 0
  var occupancyTicks: Int64 = 0
  var firstYearOccupancyTicks: Int64 = 0
  var queueTicks: Int64 = 0

  /// A fatal overdose counts once.
  var events: Int {
    arrivals + waits + admissions + reneges + reseeks + inductionsCompleted + inductionsFailed
      + dropOuts + relapses + reentries + overdoses
  }

  /// Names and values in the order of the reference's report.
  var fields: [(name: String, value: String)] {
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
