internal import ArgumentParser
internal import TreatmentModel

/// Counts heap allocations of the same people over rising horizons, with strata.
///
/// Every horizon is run twice on one simulation and the second, identical run is counted: its set-up
/// allocates the same number of blocks at every horizon, so what the counts differ by, divided by
/// what the events differ by, is the allocations of an event.
struct AllocationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocations",
    abstract: "Count heap allocations over 1, 2, 4, 8 and 16 years: the slope is that of an event.")

  @Option(help: "People in the community.") var people = 5000
  @Option(help: "OTP places, and as many office places, as a share of people; 0: no limit.")
  var places = 0.1
  @Flag(help: "Allocate a block at each life event, to see that the count would show it.")
  var controlAllocation = false
  @Flag(help: "Print one line of JSON for each horizon instead of a list.") var json = false

  func validate() throws {
    guard (1..<16_777_212).contains(people) else {
      throw ValidationError("--people \(people): 1 to 16777211 are allowed.")
    }
    guard places >= 0 && places <= 1000 else {
      throw ValidationError("--places \(places): 0 to 1000 is allowed.")
    }
    guard HeapUse.allocations != nil else {
      throw ValidationError("Allocations can be counted with glibc only.")
    }
  }

  func run() {
    for years in [1, 2, 4, 8, 16] {
      let model = FullModel.model(
        people: people, communities: 1, years: Double(years), placesShare: places,
        stratifications: FullModel.strata)
      var simulation = Simulation(model)
      _ = runOnce(&simulation)
      let eventsBefore = simulation.processedEvents
      let before = HeapUse.allocations
      let records = runOnce(&simulation)
      let allocations = HeapUse.allocations(since: before)
      var report = Report()
      report.add("years", years)
      report.add("events", simulation.processedEvents - eventsBefore)
      report.add("control_blocks", records)
      report.add("allocations", allocations)
      report.print(json: json, engine: "moudsim")
    }
  }

  /// Runs replication 1; returns the number of blocks allocated on purpose.
  private func runOnce(_ simulation: inout Simulation) -> Int {
    var blocks = 0
    _ = simulation.run(
      community: 0, replication: 1, seed: 1, recording: controlAllocation ? .everybody : .nobody
    ) { _ in
      UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 8).deallocate()
      blocks += 1
    }
    return blocks
  }
}
