internal import ArgumentParser
internal import ReferenceClinic

/// Runs the reference clinic once and reports its counts and its speed.
struct ClinicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clinic",
    abstract: "Run the reference clinic: waiting list, induction, retention, relapse, overdose.",
    discussion: "Benchmarks/performance.py compares it with other programs.")

  @Option(help: "Patients, who all arrive in the first year.") var patients = 10_000
  @Option(help: "Places as a share of patients.") var placesShare = 0.4
  @Option(help: "Seed of all streams.") var seed: UInt64 = 1
  @Flag(help: "Print one line of JSON instead of a list.") var json = false

  func validate() throws {
    guard (1..<16_777_215).contains(patients) else {
      throw ValidationError("--patients \(patients): 1 to 16777214 are allowed.")
    }
    guard placesShare >= 0 && placesShare <= 1000 else {
      throw ValidationError("--places-share \(placesShare): 0 to 1000 is allowed.")
    }
  }

  func run() {
    let watch = Stopwatch()
    var model = ClinicModel(patients: patients, placesShare: placesShare, seed: seed)
    let before = HeapUse.allocations
    model.run()
    let allocations = HeapUse.allocations(since: before)
    let (wall, cpu) = (watch.wall, watch.cpu)
    var report = Report()
    report.add("N", patients)
    report.add([("seed", "\(seed)")])
    report.add(model.counts.fields)
    report.add("wall", wall)
    report.add("cpu", cpu)
    report.add("ev_per_s", Int(Double(model.counts.events) / cpu))
    report.add("peak_bytes", HeapUse.peakBytes)
    report.add("loop_allocations", allocations)
    report.print(json: json, engine: "moudsim")
  }
}
