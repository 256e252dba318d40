import DiscreteEvents
import Foundation
import TestSupport
import Testing

/// 200 replications of 1,500 counted arrivals after 300 to forget the empty start, fixed seeds,
/// error rate 1e-5; each test quotes the smallest fault that it finds (6.5 standard errors).
@Suite("Stations against queueing theory")
struct QueueingTheoryTests {
  /// Seeds are draws themselves: seeds in arithmetic progression give overlapping streams.
  private func results(_ station: Station, seed: UInt64) -> [Station.Result] {
    var seeds = SplitMix64(seed: seed)
    return (0..<200).map { _ in station.run(seed: seeds.next()) }
  }

  /// Little's law on every path, to the tick.
  ///
  /// What the line and the servers integrate is what the customers spent there.
  private func checkPaths(_ results: [Station.Result]) {
    for result in results {
      #expect(result.broken == nil)
      #expect(result.lineTicks == result.sumOfWaitTicks)
      #expect(result.occupancyTicks == result.serviceTicks)
    }
  }

  /// Erlang's loss formula by its recursion.
  private func erlangB(servers: Int, load: Double) -> Double {
    (1...servers).reduce(1.0) { load * $0 / (Double($1) + load * $0) }
  }

  @Test("M/M/c: probability to wait is Erlang C")
  func erlangC() {
    var station = Station()
    station.arrivalRates = [2.4]
    station.servers = 3
    let loss = erlangB(servers: 3, load: 2.4)
    #expect(abs(loss - 2.304 / 8.584) < 1e-12)
    let expected = loss / (1 - 0.8 * (1 - loss))
    let runs = results(station, seed: 1)
    checkPaths(runs)
    let shares = runs.map { $0.waited[0] / $0.arrivals[0] }
    let test = ZTest(replications: shares, expected: expected)
    #expect(test.agrees, "\(test)")
    #expect(test.smallestFault < 0.03)
    let wait = ZTest(
      replications: runs.map { $0.waitDays[0] / $0.arrivals[0] }, expected: expected / 0.6)
    #expect(wait.agrees, "\(wait)")
    let control = ZTest(replications: shares, expected: loss)
    #expect(!control.agrees, "Erlang B is not Erlang C")
  }

  @Test("M/M/c/c: the share turned away is Erlang B")
  func erlangLoss() {
    var station = Station()
    station.arrivalRates = [4]
    station.servers = 5
    station.hasLine = false
    let runs = results(station, seed: 2)
    checkPaths(runs)
    let shares = runs.map { $0.blocked / $0.arrivals[0] }
    let test = ZTest(replications: shares, expected: erlangB(servers: 5, load: 4))
    #expect(test.agrees, "\(test)")
    #expect(test.smallestFault < 0.01)
    let control = ZTest(replications: shares, expected: erlangB(servers: 5, load: 4.3))
    #expect(!control.agrees)
  }

  /// Share that gives up in M/M/c+M, from the stationary law of the birth and death process.
  private func erlangA(arrivals: Double, servers: Int, renege: Double) -> Double {
    var weight = 1.0
    var sum = 1.0
    var waiting = 0.0
    for n in 1...400 {
      weight *= arrivals / (Double(min(n, servers)) + renege * Double(max(0, n - servers)))
      sum += weight
      waiting += weight * Double(max(0, n - servers))
    }
    return renege * waiting / sum / arrivals
  }

  @Test("M/M/c+M: the share that gives up is Erlang A")
  func abandonment() {
    var station = Station()
    station.arrivalRates = [3.6]
    station.servers = 3
    station.renegeRate = 0.5
    let runs = results(station, seed: 3)
    checkPaths(runs)
    let shares = runs.map { $0.abandoned[0] / $0.arrivals[0] }
    let expected = erlangA(arrivals: 3.6, servers: 3, renege: 0.5)
    let test = ZTest(replications: shares, expected: expected)
    #expect(test.agrees, "\(test)")
    #expect(test.smallestFault < 0.015)
    let control = ZTest(
      replications: shares, expected: erlangA(arrivals: 3.6, servers: 3, renege: 0.65))
    #expect(!control.agrees)
  }

  /// Cobham (1954), doi:10.1287/opre.2.1.70.
  ///
  /// One server, rate 1, arrivals 0.3 and 0.4 per class. Residual work 0.7; waits 0.7 / 0.7 = 1 and 0.7 / (0.7 x 0.3) = 10 / 3.
  @Test("non-preemptive priorities: mean waits by Cobham")
  func priorities() {
    var station = Station()
    station.arrivalRates = [0.3, 0.4]
    let runs = results(station, seed: 4)
    checkPaths(runs)
    for (kind, expected) in [1.0, 10.0 / 3].enumerated() {
      let test = meanWait(runs, kind: kind, rate: station.arrivalRates[kind], expected: expected)
      #expect(test.agrees, "\(test)")
      #expect(test.smallestFault < 0.35 * expected)
    }
    station.reversesPriorities = true
    let reversed = results(station, seed: 4)
    let control = meanWait(reversed, kind: 0, rate: 0.3, expected: 1)
    #expect(!control.agrees, "\(control)")
  }

  /// Waits of one class over its expected number of arrivals, so that no ratio biases the mean.
  private func meanWait(
    _ runs: [Station.Result], kind: Int, rate: Double, expected: Double
  ) -> ZTest {
    let arrivals = 1_500 * rate / 0.7
    return ZTest(replications: runs.map { $0.waitDays[kind] / arrivals }, expected: expected)
  }
}
