internal import ArgumentParser
internal import ReferenceClinic
internal import DiscreteEvents

/// The hold model: N pending events; pop one, schedule it again at now + U(0, 2 mean).
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Time a pop and a schedule with N pending events.")

  @Option(help: "Pending events.") var pending = 10_000
  @Option(help: "Events to time.") var events = 10_000_000
  @Option(help: "Events expected over events that happen: a wrong guess for the wheel.")
  var guess = 1.0

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
    let streams = ClinicStreams(seed: 1)
    let steps = (0..<65_536).map { index in
      EventTime(roundingUp: 2 * mean * streams.uniform(UInt32(index), 0, 0)).ticks
    }
    for entity in 0..<UInt32(pending) {
      let step = steps[Int(entity) & 65_535]
      queue.schedule(entity, at: EventTime(ticks: step), rank: .change)
    }
    let watch = Stopwatch()
    let check = steps.withUnsafeBufferPointer {
      Self.hold(&queue, steps: $0, events: events, horizon: horizon)
    }
    let nanoseconds = 1e9 * watch.cpu / Double(events)
    print("pending \(pending) events \(events) ns_per_event \(nanoseconds) check \(check)")
  }

  private static func hold(
    _ queue: inout EventQueue, steps: UnsafeBufferPointer<Int64>, events: Int, horizon: EventTime
  ) -> UInt64 {
    var check: UInt64 = 0
    for index in 0..<events {
      guard let event = queue.popNext(upTo: horizon) else { preconditionFailure("queue ran dry") }
      check = check &* 31 &+ event.rawValue
      let later = event.time.ticks &+ steps[index & 65_535]
      queue.schedule(event.entity, at: EventTime(ticks: later), rank: .change)
    }
    return check
  }
}
