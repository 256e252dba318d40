internal import DiscreteEvents

/// The books of one run: what an `Outcome` is made from, in running totals.
///
/// Person-time by interval needs no work per person at the end of an interval: with `n` people in a
/// state and `sum` of their entry ticks (minus leaving ticks), the person-time up to tick `t` is
/// `n t - sum`.
struct Ledger: ~Copyable {
  let layout: OutcomeLayout
  /// People in each combination of states.
  private let people: UnsafeMutablePointer<Int64>
  /// Entry minus leaving ticks by combination of states, then counts of events.
  private let running: UnsafeMutablePointer<Int64>
  /// Value of each column at the end of the last interval.
  private let last: UnsafeMutablePointer<Int64>
  private let totals: UnsafeMutablePointer<Int64>
  /// Counts for policies, as in `Outcome.policies`.
  private let policies: UnsafeMutablePointer<Int64>
  private let policyColumns: Int
  /// People to whom each policy is attached, and the ticks at which that began minus those at which
  /// it ended.
  private let attached: UnsafeMutablePointer<Int64>
  private let attachedSince: UnsafeMutablePointer<Int64>
  /// Counts for policies at the end of the last interval, as in a row of `Outcome.policySeries`.
  private let lastPolicies: UnsafeMutablePointer<Int64>
  private var outcome: Outcome
  private var interval = 0
  private(set) var startTicks: Int64 = 0
  /// Counts for policies before those of the instant at which observation starts.
  private let policiesBefore: UnsafeMutablePointer<Int64>
  private var keepsPolicies = false

  init(layout: OutcomeLayout) {
    self.layout = layout
    people = .allocate(capacity: Measure.occupancyCount)
    running = .allocate(capacity: Measure.count)
    last = .allocate(capacity: Measure.count)
    totals = .allocate(capacity: layout.cells * Measure.count)
    policyColumns = layout.cells * layout.policies * PolicyCount.allCases.count
    policies = .allocate(capacity: policyColumns)
    policies.initialize(repeating: 0, count: policyColumns)
    policiesBefore = .allocate(capacity: policyColumns)
    attached = .allocate(capacity: layout.policies)
    attached.initialize(repeating: 0, count: layout.policies)
    attachedSince = .allocate(capacity: layout.policies)
    lastPolicies = .allocate(capacity: layout.policies * PolicyCount.allCases.count)
    outcome = Outcome(layout: layout)
    people.initialize(repeating: 0, count: Measure.occupancyCount)
    clear(at: 0)
  }

  deinit {
    people.deallocate()
    running.deallocate()
    last.deallocate()
    totals.deallocate()
    policies.deallocate()
    policiesBefore.deallocate()
    attached.deallocate()
    attachedSince.deallocate()
    lastPolicies.deallocate()
  }

  /// Forgets a former run.
  mutating func reset() {
    people.update(repeating: 0, count: Measure.occupancyCount)
    attached.update(repeating: 0, count: layout.policies)
    clear(at: 0)
  }

  /// Tells that observation starts at this instant: whom policies reach from now on is kept.
  ///
  /// Policies that start with observation are offered before the calendar event that starts it.
  mutating func markPolicies() {
    policiesBefore.initialize(from: policies, count: policyColumns)
    keepsPolicies = true
  }

  /// Starts to observe at a tick: forgets what happened before, keeps who is where.
  mutating func clear(at tick: Int64) {
    running.initialize(repeating: 0, count: Measure.count)
    for state in 0..<Measure.occupancyCount { running[state] = people[state] * tick }
    last.initialize(repeating: 0, count: Measure.count)
    totals.initialize(repeating: 0, count: layout.cells * Measure.count)
    outcome = Outcome(layout: layout)
    for index in 0..<policyColumns {
      // Person-time before this instant is not observed.
      let isTime = index % PolicyCount.allCases.count == PolicyCount.ticks.rawValue
      policies[index] = keepsPolicies && !isTime ? policies[index] - policiesBefore[index] : 0
    }
    keepsPolicies = false
    for policy in 0..<layout.policies { attachedSince[policy] = attached[policy] * tick }
    lastPolicies.initialize(
      repeating: 0, count: layout.policies * PolicyCount.allCases.count)
    interval = 0
    startTicks = tick
  }

  /// Someone enters a combination of states.
  @inline(__always) func enter(_ occupancy: Int, at tick: Int64) {
    people[occupancy] &+= 1
    running[occupancy] &+= tick
  }

  /// Someone leaves a combination of states, in which they had been since tick `since`.
  @inline(__always) func leave(_ occupancy: Int, at tick: Int64, since: Int64, cell: UInt16) {
    people[occupancy] &-= 1
    running[occupancy] &-= tick
    totals[Int(cell) &* Measure.count &+ occupancy] &+= tick &- since
  }

  /// Books person-time in a risk window.
  @inline(__always) func book(_ ticks: Int64, in window: RiskWindow, cell: UInt16) {
    let column = Measure.time(in: window)
    running[column] &+= ticks
    totals[Int(cell) &* Measure.count &+ column] &+= ticks
  }

  /// Counts an event in a column.
  @inline(__always) func count(_ column: Int, cell: UInt16) {
    running[column] &+= 1
    totals[Int(cell) &* Measure.count &+ column] &+= 1
  }

  /// Counts for a policy.
  @inline(__always)
  func count(_ measure: PolicyCount, policy: Int, cell: UInt16, by amount: Int64 = 1) {
    policies[layout.index(of: measure, policy: policy, cell: Int(cell))] &+= amount
  }

  /// A policy begins to be attached to somebody.
  @inline(__always) func attach(_ policy: Int, at tick: Int64) {
    attached[policy] &+= 1
    attachedSince[policy] &+= tick
  }

  /// A policy ends to be attached to somebody, to whom it was since tick `since`.
  @inline(__always) func detach(_ policy: Int, at tick: Int64, since: Int64, cell: UInt16) {
    attached[policy] &-= 1
    attachedSince[policy] &-= tick
    let observed = tick - max(since, startTicks)
    if observed > 0 { count(.ticks, policy: policy, cell: cell, by: observed) }
  }

  /// Books the end of a treatment episode `day` days after admission.
  mutating func endEpisode(
    _ medication: Medication, day: Float, censored: Bool, of person: Attributes
  ) {
    let index = min(max(0, Int(day)), layout.observedDays)
    var row = (Int(medication.rawValue) - 1) * layout.groups
    countEpisode(row, index, censored)
    row += 1
    for stratification in layout.stratifications {
      countEpisode(row + stratification.index(of: person), index, censored)
      row += stratification.count
    }
  }

  private mutating func countEpisode(_ row: Int, _ index: Int, _ censored: Bool) {
    if censored {
      outcome.retention[row].censored[index] &+= 1
    } else {
      outcome.retention[row].exits[index] &+= 1
    }
  }

  /// Books the end of a wait of some days.
  mutating func endWait(_ resource: ResourceKind, days: Double, admitted: Bool) {
    let index = min(Int(days), layout.observedDays)
    if admitted {
      outcome.waits[Int(resource.rawValue)].admitted[index] &+= 1
    } else {
      outcome.waits[Int(resource.rawValue)].lost[index] &+= 1
    }
  }

  /// Closes the present calendar interval at a tick.
  mutating func closeInterval(at tick: Int64) {
    precondition(interval < layout.intervals, "interval \(interval) of \(layout.intervals)")
    let row = interval * Measure.count
    for column in 0..<Measure.count {
      let value =
        column < Measure.occupancyCount
        ? people[column] * tick - running[column] : running[column]
      outcome.series[row + column] = value - last[column]
      last[column] = value
    }
    for state in 0..<Measure.occupancyCount {
      outcome.prevalence[interval * Measure.occupancyCount + state] = people[state]
    }
    closePolicies(at: tick)
    interval += 1
  }

  private mutating func closePolicies(at tick: Int64) {
    let width = PolicyCount.allCases.count
    for column in 0..<(layout.policies * width) {
      let (policy, measure) = column.quotientAndRemainder(dividingBy: width)
      var value: Int64 = 0
      if measure == PolicyCount.ticks.rawValue {
        value = attached[policy] * tick - attachedSince[policy]
      } else {
        for cell in 0..<layout.cells {
          value += policies[(cell * layout.policies + policy) * width + measure]
        }
      }
      outcome.policySeries[interval * layout.policies * width + column] =
        value - lastPolicies[column]
      lastPolicies[column] = value
    }
  }

  /// Whether the last interval is still open.
  var needsClosing: Bool { interval < layout.intervals }

  /// The outcome, after the last interval was closed and everybody's person-time was booked.
  mutating func finish() -> Outcome {
    precondition(
      interval == layout.intervals, "closed \(interval) of \(layout.intervals) intervals")
    for column in 0..<(layout.cells * Measure.count) { outcome.totals[column] = totals[column] }
    for column in 0..<policyColumns { outcome.policies[column] = policies[column] }
    return outcome
  }
}
