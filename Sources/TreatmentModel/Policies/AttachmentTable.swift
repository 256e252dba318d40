/// Since when policies are attached to people: a row of dates for each person, kept from run to run.
///
/// Which of the dates mean something is said by the person's mask of attached policies, so rows are
/// neither cleared nor searched.
struct AttachmentTable: ~Copyable {
  private let policies: Int
  private let tests: UInt32
  private var capacity = 0
  private var standings: UnsafeMutablePointer<PolicyStanding>
  private var ticks: UnsafeMutablePointer<Int64>
  private var results: UnsafeMutablePointer<Double>

  /// Room for nobody yet.
  ///
  /// - Parameter tests: the policies, a bit each, that may bring a result.
  init(policies: Int, tests: UInt32) {
    self.policies = policies
    self.tests = tests
    standings = .allocate(capacity: 0)
    ticks = .allocate(capacity: 0)
    results = .allocate(capacity: 0)
  }

  deinit {
    standings.deallocate()
    ticks.deallocate()
    results.deallocate()
  }

  /// Makes room for people; takes no memory where there are no policies.
  mutating func reset(people: Int) {
    guard policies > 0 && people > capacity else { return }
    standings.deallocate()
    ticks.deallocate()
    results.deallocate()
    capacity = people
    standings = .allocate(capacity: people)
    ticks = .allocate(capacity: people * policies)
    results = .allocate(capacity: people * tests.nonzeroBitCount)
  }

  /// Where a person stands with every policy; set at entry.
  @inline(__always)
  func standing(of id: UInt32) -> UnsafeMutablePointer<PolicyStanding> { standings + Int(id) }

  /// The tick at which an attached policy was attached to a person.
  @inline(__always)
  func since(_ id: UInt32, _ policy: Int) -> UnsafeMutablePointer<Int64> {
    ticks + (Int(id) &* policies &+ policy)
  }

  /// The day on which the result of an attached test arrives; infinity if none is awaited.
  @inline(__always)
  func result(_ id: UInt32, _ policy: Int) -> UnsafeMutablePointer<Double> {
    let earlier = tests & (1 << UInt32(policy) &- 1)
    return results + (Int(id) &* tests.nonzeroBitCount &+ earlier.nonzeroBitCount)
  }
}
