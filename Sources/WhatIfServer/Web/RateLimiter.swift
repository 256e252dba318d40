internal import Synchronization

/// Lets every client ask so many times at once, and so many times a second in the long run.
final class RateLimiter: Sendable {
  private struct Bucket {
    var tokens: Double
    var filled: ContinuousClock.Instant
  }

  private let burst: Double
  private let perSecond: Double
  private let buckets = Mutex<[String: Bucket]>([:])
  /// Clients that are remembered; more are forgotten, full buckets first.
  private static let mostClients = 10_000

  /// Describes the limits.
  init(burst: Int, perSecond: Double) {
    self.burst = Double(burst)
    self.perSecond = perSecond
  }

  /// Takes one of a client's tokens; nil where there was one, else seconds until there is.
  func wait(_ client: String, now: ContinuousClock.Instant = .now) -> Int? {
    buckets.withLock { buckets in
      if buckets.count >= Self.mostClients { forget(&buckets, now) }
      var bucket = buckets[client] ?? Bucket(tokens: burst, filled: now)
      let passed = (now - bucket.filled) / .seconds(1)
      bucket.tokens = min(burst, bucket.tokens + passed * perSecond)
      bucket.filled = now
      defer { buckets[client] = bucket }
      guard bucket.tokens < 1 else {
        bucket.tokens -= 1
        return nil
      }
      return max(1, Int(((1 - bucket.tokens) / perSecond).rounded(.up)))
    }
  }

  private func forget(_ buckets: inout [String: Bucket], _ now: ContinuousClock.Instant) {
    let full = burst / perSecond
    buckets = buckets.filter { (now - $0.value.filled) / .seconds(1) < full }
    if buckets.count >= Self.mostClients { buckets = [:] }
  }
}
