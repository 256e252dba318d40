internal import ArgumentParser

/// Runs M/M/1 and reports its mean wait and its speed.
struct SingleServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mm1",
    abstract: "Run the queue M/M/1: arrivals at rate 1, one server of rate 1.1.",
    discussion: "The exact mean wait before service is 9.0909.")

  @Option(help: "When to stop, in mean gaps between arrivals.") var until = 1_000_000.0
  @Option(help: "Seed of all streams.") var seed: UInt64 = 1
  @Flag(help: "Print one line of JSON instead of a list.") var json = false

  func validate() throws {
    guard (100...2_000_000).contains(until) else {
      throw ValidationError("--until \(until): 100 to 2000000 are allowed.")
    }
  }

  func run() {
    let watch = Stopwatch()
    var model = SingleServerModel(until: until, seed: seed)
    let before = HeapUse.allocations
    model.run()
    let allocations = HeapUse.allocations(since: before)
    let (wall, cpu) = (watch.wall, watch.cpu)
    var report = Report()
    report.add("until", until)
    report.add([("seed", "\(seed)")])
    report.add("arrivals", Int(model.arrivals))
    report.add("served", Int(model.served))
    report.add("mean_wait", model.meanWait)
    report.add("mean_wait_exact", SingleServerModel.expectedWait)
    report.add("events", model.events)
    report.add("wall", wall)
    report.add("cpu", cpu)
    report.add("ev_per_s", Int(Double(model.events) / cpu))
    report.add("loop_allocations", allocations)
    report.print(json: json, engine: "moudsim")
  }
}
