/// What happens when a policy is offered to somebody it accepts.
struct OfferTerms {
  /// Probability that it is taken up.
  let uptake: Double
  /// Days that it lasts; infinity until the policy ends.
  let days: Double
  /// Keeps the streams of different policies apart: 20 bits from the name.
  let stream: UInt32
  /// What each person reached takes up.
  let resource: ResourceKind?

  /// Compiles a policy's reach.
  init(_ policy: Policy) {
    uptake = policy.reach.uptake
    days = policy.reach.days
    resource = policy.reach.resource
    stream = Self.stream(of: policy.name)
  }

  /// The occurrence that keys the policy's draws when its trigger happens for the `count`-th time.
  @inline(__always) func occurrence(_ count: UInt32) -> UInt32 { stream << 12 | count & 0xFFF }

  /// A number of 20 bits from a name (FNV-1a).
  private static func stream(of name: String) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return (hash ^ hash >> 20) & 0xF_FFFF
  }
}

/// Genotype-guided dosing as the event loop needs it.
struct PGxTest: BitwiseCopyable {
  /// Probability that a sample gives no result.
  var failure = 0.0
  /// Probability that the clinician follows the result.
  var followed = 0.0
  /// Days from the order to the result: the fewest, and how many more at most.
  var turnaround = 0.0
  var turnaroundSpan = 0.0
  /// Whether the panel has the gene that matters for the medication.
  var readsCYP2B6 = false
  var readsCYP3A4 = false

  /// No test.
  init() {}

  /// The test of a policy, if it has one.
  init?(_ policy: Policy) {
    guard case .pgxDosing(let test) = policy.machinery else { return nil }
    failure = test.failure
    followed = test.followed
    turnaround = test.turnaroundDays.lowerBound
    turnaroundSpan = test.turnaroundDays.upperBound - test.turnaroundDays.lowerBound
    readsCYP2B6 = test.genes.contains(.CYP2B6)
    readsCYP3A4 = test.genes.contains(.CYP3A4)
  }
}
