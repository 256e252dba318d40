import DiscreteEvents
import Randomness

@testable import TreatmentModel

/// What was seen by looking at everything after every event.
struct Watch {
  /// Pairs of care states, one after the other.
  var moves: [CareState: Set<CareState>] = [:]
  var faults: [String] = []
  var events = 0
  fileprivate var used = [Int](repeating: 0, count: ResourceKind.allCases.count)
}

extension Simulation {
  /// Runs a community as `run` does, follows the moves and, where asked for, checks the books after
  /// every event.
  mutating func watch(seed: UInt64, checkingBooks: Bool = false) -> Watch {
    var watch = Watch()
    recording = .everybody
    community = 0
    key = StreamKey(seed: seed, replication: 0)
    prepare(model.communities[0])
    populate(model.communities[0])
    log.removeAll()
    let end = EventTime(roundingUp: model.warmUpDays + model.horizonDays)
    var care = (0..<storage.count).map { patient($0).pointee.care }
    while let event = queue.popNext(upTo: end) {
      nowTicks = event.time.ticks
      now = event.time.days
      if event.entity < storage.count {
        advance(event.entity)
      } else if let place = CommunityEvent(rawValue: event.entity - storage.count) {
        advanceCommunity(place)
      }
      watch.events += 1
      var touched = Set(log.map(\.patient))
      if event.entity < storage.count { touched.insert(event.entity) }
      for id in touched {
        let path = log.filter { $0.patient == id }.map(\.care) + [patient(id).pointee.care]
        for state in path where state != care[Int(id)] {
          watch.moves[care[Int(id)], default: []].insert(state)
          care[Int(id)] = state
        }
      }
      log.removeAll()
      if checkingBooks { checkBooks(&watch) }
    }
    finish(at: end)
    log.removeAll()
    return watch
  }

  private mutating func checkBooks(_ watch: inout Watch) {
    guard watch.faults.count < 10 else { return }
    var holders = [Int](repeating: 0, count: ResourceKind.allCases.count)
    var waiting = 0
    for id in 0..<storage.count {
      let p = patient(id).pointee
      if p.flags.contains(.holdsPlace) { holders[Int(p.resource.rawValue)] += 1 }
      let isOnList = p.care == .waiting || p.care == .interim
      if isOnList { waiting += 1 }
      if isOnList != line.contains(id) { watch.faults.append("day \(now): \(id) \(p.care)") }
      let treated =
        p.care == .withdrawalManagement || p.care == .stabilisation || p.care == .maintenance
        || p.care == .taper
      if treated && !p.flags.contains(.holdsPlace) && !model.startsAtInduction {
        watch.faults.append("day \(now): \(id) in \(p.care) without a place")
      }
      if !treated && p.care != .induction && p.flags.contains(.holdsPlace) {
        watch.faults.append("day \(now): \(id) holds a place in \(p.care)")
      }
    }
    if line.length != waiting { watch.faults.append("day \(now): line \(line.length)") }
    for kind in ResourceKind.allCases {
      let resource = resources[Int(kind.rawValue)]
      if resource.inUse != holders[Int(kind.rawValue)] {
        watch.faults.append("day \(now): \(kind) in use \(resource.inUse), held \(holders)")
      }
      // Only a cut leaves more in use than there is, and then nobody is added.
      if resource.excess > 0 && resource.inUse > watch.used[Int(kind.rawValue)] {
        watch.faults.append("day \(now): \(kind) in use \(resource.inUse), over capacity")
      }
      watch.used[Int(kind.rawValue)] = resource.inUse
      let classes = PriorityClass.allCases.count + 1
      let range = Int(kind.rawValue) * classes..<(Int(kind.rawValue) + 1) * classes
      if resource.hasRoom && line.next(in: range) != nil {
        watch.faults.append("day \(now): \(kind) has room and a line")
      }
    }
  }
}
