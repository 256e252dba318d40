internal import ArgumentParser
internal import DiscreteEvents
internal import ReferenceClinic

/// The hold model: N pending events; pop one, schedule it again at now + U(0, 2 mean).
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Time a pop and a schedule with N pending events.",
    discussion: """
      'clock_per_event' is the date of the last event in mean gaps, by the number of events: about 1.
      """)

  @Option(help: "Pending events.") var pending = 10_000
  @Option(help: "Events to time.") var events = 10_000_000
  @Option(help: "Events expected over events that happen: a wrong guess for the wheel.")
  var guess = 1.0
  @Option(help: "Seed of the steps.") var seed: UInt64 = 1
  @Flag(help: "Draw each step when it is needed; without it 65,536 steps are drawn before.")
  var draw = false
  @Flag(help: "Print one line of JSON instead of a list.") var json = false

  func validate() throws {
    guard (1...EventKey.entityLimit).contains(pending) else {
      throw ValidationError("--pending \(pending): 1 to 16777216 are allowed.")
    }
    guard events > 0 && guess > 0 else {
      throw ValidationError("--events and --guess must be positive.")
    }
  }

  func run() {
    // All events fit before the horizon: 200,000 of 2^18 days.
    let total = Double(events + pending)
    let mean = Double(pending) / total * 200_000
    let horizon = EventTime(day: 262_000)
    var queue = EventQueue(
      entities: pending, horizon: horizon, expectedEvents: guess * total * 262 / 200)
    let streams = ClinicStreams(seed: seed)
    for entity in 0..<UInt32(pending) {
      let date = EventTime(roundingUp: 2 * mean * streams.uniform(entity, 0, 0))
      queue.schedule(entity, at: date, rank: .change)
    }
    let cpu = seconds(&queue, until: horizon, mean: mean, streams: streams)
    let clock = queue.now.days * Double(pending) / mean
    var report = Report()
    report.add("pending", pending)
    report.add("events", events)
    report.add("clock_per_event", clock / Double(events))
    report.add("cpu", cpu)
    report.add("ns_per_event", 1e9 * cpu / Double(events))
    report.print(json: json, engine: "moudsim")
  }

  /// Holds as often as asked for; returns the seconds that it took.
  private func seconds(
    _ queue: inout EventQueue, until horizon: EventTime, mean: Double, streams: ClinicStreams
  ) -> Double {
    let steps = (0..<65_536).map { index in
      EventTime(roundingUp: 2 * mean * streams.uniform(UInt32(index), 1, 0)).ticks
    }
    let watch = Stopwatch()
    if draw {
      Self.hold(&queue, events: events, horizon: horizon) { event, index in
        EventTime(roundingUp: 2 * mean * streams.uniform(event.entity, 2, index)).ticks
      }
    } else {
      steps.withUnsafeBufferPointer { steps in
        Self.hold(&queue, events: events, horizon: horizon) { _, index in
          steps[Int(index & 65_535)]
        }
      }
    }
    return watch.cpu
  }

  @inline(__always)
  private static func hold(
    _ queue: inout EventQueue, events: Int, horizon: EventTime,
    step: (EventKey, UInt32) -> Int64
  ) {
    for index in 0..<events {
      guard let event = queue.popNext(upTo: horizon) else { preconditionFailure("queue ran dry") }
      let later = event.time.ticks &+ step(event, UInt32(truncatingIfNeeded: index))
      queue.schedule(event.entity, at: EventTime(ticks: later), rank: .change)
    }
  }
}
