internal import Foundation

/// What a sweep would cost, from a few of its runs that are made and thrown away.
public struct SweepEstimate: Sendable {
  /// Simulations still to run.
  public let runs: Int
  /// Simulations that were timed.
  public let pilot: Int
  /// Seconds of one thread for one simulation.
  public let secondsPerRun: Double
  /// Bytes of all files when everything is merged.
  public let bytes: Double
  /// Threads that the time is for.
  public let threads: Int

  /// Seconds that the runs would take.
  public var seconds: Double { secondsPerRun * Double(runs) / Double(threads) }

  /// Times runs spread over the design, for some seconds at most and one run at least.
  public init(_ sweep: Sweep, threads: Int, runs: Int? = nil, seconds budget: Double = 3) {
    let units = sweep.manifest.units
    var worker = SweepWorker(sweep)
    let start = ContinuousClock.now
    var timed = 0
    var recordBytes = 0
    let most = min(units.count, 64)
    for number in 0..<most {
      let unit = units.unit(number * units.count / most)
      let record = worker.perform(unit)
      timed += 1
      recordBytes += record.bytes.count + SweepLine.tail
      if (ContinuousClock.now - start) / .seconds(1) > budget { break }
    }
    secondsPerRun = (ContinuousClock.now - start) / .seconds(1) / Double(timed)
    pilot = timed
    self.runs = runs ?? units.count
    self.threads = threads
    let perRow = sweep.rows.prefix(100).reduce(0) { $0 + Sweep.lead(0, $1).count }
    let lead = Double(perRow) / Double(min(sweep.rows.count, 100))
    let lines = sweep.manifest.form == .wide ? 1 : Double(sweep.manifest.metrics.count)
    // Once in a part file, once with the row's values in the results.
    bytes =
      Double(units.count) * (2 * Double(recordBytes) / Double(timed) + lines * (lead + 12))
      + Double(sweep.rows.count) * lead
  }

  /// Lines for people.
  public var text: String {
    let time =
      seconds < 120
      ? "\(HumanNumber.text(seconds.rounded(.up))) s"
      : seconds < 7200
        ? "\(HumanNumber.text((seconds / 60).rounded(.up))) min"
        : "\(HumanNumber.text((seconds / 360).rounded(.up) / 10)) h"
    return """
        simulations  \(HumanNumber.text(Double(runs)))
        time         about \(time) with \(threads) thread\(threads == 1 ? "" : "s") \
      (\(pilot) timed, \(HumanNumber.text(secondsPerRun * 1000)) ms each)
        disk         about \(HumanNumber.text((bytes / 1e5).rounded(.up) / 10)) MB

      """
  }
}
