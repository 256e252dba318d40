internal import DiscreteEvents
internal import Randomness

/// The queue M/M/1: arrivals at rate 1, one server of rate 1.1, first come first served.
///
/// An event key holds 2^18 units of time; a unit is eight mean gaps here, so that runs of two million
/// arrivals fit. Customers are numbered in a circle that is longer than any line.
struct SingleServerModel: ~Copyable {
  private enum Source {
    static let arrivals: UInt32 = 0
    static let server: UInt32 = 1
  }

  static let gapsPerUnit = 8.0
  /// Mean wait before service, in mean gaps: load over (service rate - arrival rate).
  static let expectedWait = 1 / 1.1 / (1.1 - 1)
  private static let circle: UInt32 = 65_536

  private let key: StreamKey
  private let horizon: EventTime
  private let gap = ConstantHazard(rate: gapsPerUnit)
  private let service = ConstantHazard(rate: 1.1 * gapsPerUnit)
  private var queue: EventQueue
  private var line = WaitingLine(entities: Int(circle))
  private var server = Resource(capacity: .finite(1))
  private var arrivedAt = [EventTime](repeating: .zero, count: Int(circle))
  private(set) var arrivals: UInt32 = 0
  private(set) var served: UInt32 = 0
  private(set) var events = 0
  private var waitTicks: Int64 = 0

  /// Prepares a run of `until` mean gaps.
  init(until gaps: Double, seed: UInt64) {
    key = StreamKey(seed: seed, replication: 1)
    horizon = EventTime(roundingUp: gaps / Self.gapsPerUnit)
    queue = EventQueue(entities: 2, horizon: horizon, expectedEvents: 2 * gaps)
    scheduleArrival(after: .zero)
  }

  /// Mean wait before service, in mean gaps, of those whose service has begun.
  var meanWait: Double { Double(waitTicks) * 0x1p-20 * Self.gapsPerUnit / Double(served) }

  /// Runs to the horizon.
  mutating func run() {
    while let event = queue.popNext(upTo: horizon) {
      events += 1
      if event.entity == Source.arrivals { arrive(at: event.time) } else { depart(at: event.time) }
    }
  }

  private mutating func scheduleArrival(after now: EventTime) {
    let threshold = threshold(arrivals, Source.arrivals)
    let date = now.days + gap.elapsed(reaching: threshold)
    queue.schedule(Source.arrivals, at: EventTime(roundingUp: date), rank: .seize)
  }

  private mutating func arrive(at now: EventTime) {
    let customer = arrivals
    arrivals += 1
    scheduleArrival(after: now)
    if server.seize(at: now) {
      serve(customer, at: now)
    } else {
      arrivedAt[Int(customer % Self.circle)] = now
      line.join(customer % Self.circle, at: now)
    }
  }

  private mutating func depart(at now: EventTime) {
    server.release(at: now)
    guard let next = line.leaveNext(at: now) else { return }
    precondition(server.seize(at: now), "the server is free")
    waitTicks += now.ticks - arrivedAt[Int(next)].ticks
    serve(served, at: now)
  }

  private mutating func serve(_ customer: UInt32, at now: EventTime) {
    served += 1
    let date = now.days + service.elapsed(reaching: threshold(customer, Source.server))
    queue.schedule(Source.server, at: EventTime(roundingUp: date), rank: .release)
  }

  private func threshold(_ customer: UInt32, _ process: UInt32) -> Double {
    key.unitExponential(
      at: StreamAddress(patient: customer, process: process, occurrence: 0))
  }
}
