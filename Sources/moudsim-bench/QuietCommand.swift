internal import ArgumentParser
internal import TreatmentModel

/// Counts the events of the full model that change no count: reviews of tolerance and of other
/// modifiers that depend on time, and appointments that leave everything as it is.
///
/// Life records do not say which event made them. Records that follow each other belong to one event
/// if day and person agree, and may belong to one (a place that goes to the next in line) if only the
/// day does: this gives a lower and an upper bound.
struct QuietCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiet", abstract: "Bound the share of events that only review a modifier.")

  @Option(help: "People in the community.") var people = 50_000
  @Flag(help: "Print one line of JSON instead of a list.") var json = false

  func validate() throws {
    guard (1..<16_777_212).contains(people) else {
      throw ValidationError("--people \(people): 1 to 16777211 are allowed.")
    }
  }

  func run() {
    let model = FullModel.model(people: people, communities: 1, years: 5, placesShare: 0.1)
    var simulation = Simulation(model)
    var (days, lives) = (0, 0)
    var (lastDay, lastPatient) = (-1.0, UInt32.max)
    _ = simulation.run(community: 0, replication: 1, seed: 1, recording: .everybody) { record in
      guard record.event != .entry && record.event != .end else { return }
      let isSameDay = record.day == lastDay
      if !isSameDay { days += 1 }
      if !isSameDay || record.patient != lastPatient { lives += 1 }
      (lastDay, lastPatient) = (record.day, record.patient)
    }
    let events = simulation.processedEvents
    var report = Report()
    report.add("events", events)
    report.add("quiet_at_least", events - lives)
    report.add("quiet_at_most", events - days)
    report.print(json: json, engine: "moudsim")
  }
}
