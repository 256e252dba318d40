import DiscreteEvents
import Randomness

/// A queueing station made of the engine's parts: Poisson arrivals, exponential service, some servers,
/// first come first served.
struct ServicePoint {
  var arrivalRate: Double
  var serviceRate: Double
  var servers: Int
  /// Customers at the start that are not counted, and those after them that are.
  var warmUp = 500
  var counted = 3_000

  /// What the counted customers met.
  struct Result {
    /// Share that had to wait, and mean days waited by all.
    var waitShare = 0.0
    var meanWait = 0.0
    /// Ticks waited by everybody, by customer and by the line's own integral.
    var waitTicks: Int64 = 0
    var lineTicks: Int64 = 0
  }

  /// Runs once.
  func run(replication: UInt32) -> Result {
    let total = warmUp + counted
    let key = StreamKey(seed: ValidationSeed.value, replication: replication)
    let horizon = EventTime(day: 100_000)
    var queue = EventQueue(
      entities: total + 1, horizon: horizon, expectedEvents: 2 * Double(total))
    var places = Resource(capacity: .finite(servers))
    var line = WaitingLine(entities: total)
    var arrivals = [EventTime](repeating: .zero, count: total)
    var result = Result()
    var arrived = 0
    var served = 0

    func draw(_ process: UInt32, _ occurrence: Int, rate: Double, after now: EventTime) -> EventTime
    {
      let threshold = key.unitExponential(
        at: StreamAddress(patient: 0, process: process, occurrence: UInt32(occurrence)))
      return EventTime(roundingUp: now.days + threshold / rate)
    }
    func serve(_ id: Int, at now: EventTime) {
      queue.schedule(
        UInt32(id), at: draw(2, id, rate: serviceRate, after: now), rank: .release)
      result.waitTicks += now.ticks - arrivals[id].ticks
      guard id >= warmUp else { return }
      result.meanWait += now.days - arrivals[id].days
    }
    queue.schedule(
      UInt32(total), at: draw(1, 0, rate: arrivalRate, after: .zero), rank: .seize)
    while served < total, let event = queue.popNext(upTo: horizon) {
      let now = event.time
      if Int(event.entity) == total {
        let id = arrived
        arrived += 1
        arrivals[id] = now
        if places.seize(at: now) {
          serve(id, at: now)
        } else {
          if id >= warmUp { result.waitShare += 1 }
          line.join(UInt32(id), priority: 0, at: now)
        }
        if arrived < total {
          queue.schedule(
            UInt32(total), at: draw(1, arrived, rate: arrivalRate, after: now), rank: .seize)
        }
      } else {
        places.release(at: now)
        served += 1
        if let next = line.leaveNext(at: now), places.seize(at: now) { serve(Int(next), at: now) }
      }
    }
    result.waitShare /= Double(counted)
    result.meanWait /= Double(counted)
    result.lineTicks = line.lengthTicks(until: queue.now)
    return result
  }

  /// The probability of waiting: Erlang's C formula, from the recursion of his B formula.
  var erlangC: Double {
    let load = arrivalRate / serviceRate
    let loss = (1...servers).reduce(1.0) { load * $0 / (Double($1) + load * $0) }
    let occupancy = load / Double(servers)
    return loss / (1 - occupancy * (1 - loss))
  }

  /// The mean wait of all customers, in days.
  var expectedWait: Double { erlangC / (Double(servers) * serviceRate - arrivalRate) }
}
