import DiscreteEvents
import TestSupport

/// A queueing station on this module's parts.
///
/// Poisson arrivals by class, exponential service and patience, c servers. Arrivals number `warmUp` ..< `warmUp + observed` are counted.
struct Station {
  var arrivalRates = [1.0]
  var serviceRate = 1.0
  var servers = 1
  /// Rate of giving up while waiting; 0 for those who never do.
  var renegeRate = 0.0
  var hasLine = true
  /// A control: serves the youngest class first.
  var reversesPriorities = false
  var warmUp = 300
  var observed = 1_500

  struct Result {
    var arrivals: [Double]
    var waited: [Double]
    var blocked = 0.0
    var abandoned: [Double]
    var waitDays: [Double]
    /// Both sides of Little's law on this path, in ticks; equal to the tick.
    var lineTicks: Int64 = 0
    var sumOfWaitTicks: Int64 = 0
    var serviceTicks: Int64 = 0
    var occupancyTicks: Int64 = 0
    var broken: String?
  }

  private enum Stage { case absent, waiting, served }

  private struct Customer {
    var stage = Stage.absent
    var since = EventTime.zero
    var kind = 0
    var counted = false
  }

  func run(seed: UInt64) -> Result {
    let kinds = arrivalRates.count
    let total = warmUp + observed
    let room = total + 2_000
    let horizon = EventTime(day: 200_000)
    var random = SplitMix64(seed: seed)
    var queue = EventQueue(
      entities: room + kinds, horizon: horizon, expectedEvents: 200_000 * serviceRate)
    var places = Resource(capacity: .finite(servers))
    var line = WaitingLine(entities: room, classes: kinds)
    var customers = Array(repeating: Customer(), count: room)
    var result = Result(
      arrivals: Array(repeating: 0, count: kinds), waited: Array(repeating: 0, count: kinds),
      abandoned: Array(repeating: 0, count: kinds), waitDays: Array(repeating: 0, count: kinds))
    var arrived = 0
    var open = 0

    func later(_ now: EventTime, _ rate: Double) -> EventTime {
      EventTime(roundingUp: now.days + random.exponential() / rate)
    }
    func serve(_ id: UInt32, at now: EventTime) {
      customers[Int(id)].stage = .served
      customers[Int(id)].since = now
      queue.schedule(id, at: later(now, serviceRate), rank: .release)
    }
    func endWait(_ id: UInt32, at now: EventTime) {
      let customer = customers[Int(id)]
      result.sumOfWaitTicks += now.ticks - customer.since.ticks
      if customer.counted {
        result.waitDays[customer.kind] += (now.days - customer.since.days)
      }
    }
    func finish(_ id: UInt32) {
      if customers[Int(id)].counted { open -= 1 }
      customers[Int(id)].stage = .absent
    }
    func arrive(kind: Int, at now: EventTime) {
      let id = UInt32(arrived)
      let counted = (warmUp..<total).contains(arrived)
      customers[Int(id)] = Customer(stage: .absent, since: now, kind: kind, counted: counted)
      arrived += 1
      if counted {
        result.arrivals[kind] += 1
        open += 1
      }
      if places.seize(at: now) {
        serve(id, at: now)
      } else if hasLine {
        if counted { result.waited[kind] += 1 }
        customers[Int(id)].stage = .waiting
        line.join(id, priority: reversesPriorities ? kinds - 1 - kind : kind, at: now)
        if renegeRate > 0 { queue.schedule(id, at: later(now, renegeRate), rank: .change) }
      } else {
        if counted { result.blocked += 1 }
        finish(id)
      }
    }

    for kind in 0..<kinds {
      queue.schedule(UInt32(room + kind), at: later(.zero, arrivalRates[kind]), rank: .seize)
    }
    while arrived < total || open > 0, arrived < room,
      let event = queue.popNext(upTo: horizon)
    {
      let now = event.time
      let id = event.entity
      if Int(id) >= room {
        let kind = Int(id) - room
        arrive(kind: kind, at: now)
        queue.schedule(id, at: later(now, arrivalRates[kind]), rank: .seize)
      } else if customers[Int(id)].stage == .waiting {
        line.leave(id, at: now)
        endWait(id, at: now)
        if customers[Int(id)].counted { result.abandoned[customers[Int(id)].kind] += 1 }
        finish(id)
      } else {
        places.release(at: now)
        result.serviceTicks += now.ticks - customers[Int(id)].since.ticks
        finish(id)
        if let next = line.leaveNext(at: now) {
          endWait(next, at: now)
          if !places.seize(at: now) { result.broken = "a freed place is not free" }
          serve(next, at: now)
        }
      }
    }
    let end = queue.now
    for customer in customers {
      switch customer.stage {
      case .waiting: result.sumOfWaitTicks += end.ticks - customer.since.ticks
      case .served: result.serviceTicks += end.ticks - customer.since.ticks
      case .absent: break
      }
    }
    result.lineTicks = line.lengthTicks(until: end)
    result.occupancyTicks = places.occupancyTicks(until: end)
    result.broken = result.broken ?? queue.brokenInvariant() ?? line.brokenInvariant()
    if open > 0 { result.broken = "the station ran out of numbers" }
    return result
  }
}
