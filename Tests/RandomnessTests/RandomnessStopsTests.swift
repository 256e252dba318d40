import Randomness
import Testing

/// Programmer errors end the program, and the message holds the offending value.
///
/// An optimised build stops too, but leaves the text of a precondition out: it is checked in a debug
/// build only.
@Suite("Illegal arguments of draws stop the program")
struct RandomnessStopsTests {
  @Test("A negative exponential mean is refused with its value")
  func exponentialMean() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let address = StreamAddress(patient: 0, process: 0, occurrence: 0)
        _ = StreamKey(seed: 0, replication: 0).exponential(mean: -2.5, at: address)
      })
    expectDebugMessage(result.standardErrorContent, contains: "mean -2.5")
  }

  @Test("A probability above one is refused")
  func probability() async {
    await #expect(processExitsWith: .failure) {
      let address = StreamAddress(patient: 0, process: 0, occurrence: 0)
      _ = StreamKey(seed: 0, replication: 0).bernoulli(1.5, at: address)
    }
  }

  @Test("Weights that sum to zero are refused")
  func weights() async {
    await #expect(processExitsWith: .failure) { _ = AliasTable(weights: [0, 0]) }
  }

  @Test("An illegal distribution is refused where it is used")
  func distribution() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Distribution.gamma(shape: -1, scale: 1).mean
      })
    expectDebugMessage(result.standardErrorContent, contains: "gamma shape -1.0")
  }

  @Test("A quantile at probability one, which would be infinite, is refused")
  func quantile() async {
    await #expect(processExitsWith: .failure) {
      _ = Distribution.exponential(mean: 1).quantile(1)
    }
  }

  /// Expects a text among the bytes of standard error, in a debug build.
  private func expectDebugMessage(_ bytes: [UInt8], contains text: String) {
    #if DEBUG
      let message = String(decoding: bytes, as: UTF8.self)
      #expect(message.contains(text), "\(message)")
    #endif
  }
}
