import DiscreteEvents
import Experiments
import TestSupport
import Testing

@testable import TreatmentModel

/// Whatever a scenario may say: parameters at the ends of the ranges that the parameter file allows.
@Suite("Extremes", .timeLimit(.minutes(Sanitizer.minutes)))
struct Extremes {
  /// Parameters each at one end of its range, the upper one where `isHigh` says so.
  ///
  /// Who people are stays as shipped, because shares must sum to 1.
  private static func parameters(isHigh: (String) -> Bool) -> Parameters {
    var parameters = World.shipped
    for row in BuiltIn.parameters.rows where !row.isEconomic && !row.key.hasPrefix("population.") {
      parameters[row.key] = isHigh(row.key) ? row.range.upperBound : row.range.lowerBound
    }
    return parameters
  }

  private static func world(_ parameters: Parameters, people: Int, years: Double) -> World {
    var world = World()
    world.parameters = parameters
    world.cohort = .synthetic(open: true)
    world.population = people
    world.horizon = years * 365.25
    world.capacity = [.otpPlaces: Schedule(.finite(5)), .officePlaces: Schedule(.finite(5))]
    return world
  }

  @Test("books hold after every event, at both ends of all ranges and at random corners")
  func books() {
    var random = SplitMix64(seed: 61)
    var corners = [Self.parameters { _ in false }, Self.parameters { _ in true }]
    for share in [UInt64(1), 3, 5, 7] {
      for _ in 0..<5 {
        corners.append(
          Self.parameters { _ in random.next() >> 61 < share })
      }
    }
    var events = 0
    for (number, corner) in corners.enumerated() {
      var simulation = Simulation(Self.world(corner, people: 20, years: 0.5).model)
      let watch = simulation.watch(seed: UInt64(number), checkingBooks: true)
      #expect(watch.faults.isEmpty, "corner \(number): \(watch.faults)")
      events += watch.events
    }
    #expect(events > 10_000)
  }

  /// Draws repeat after 65,536, so the count differs from Poisson's by what one sample of that size does:
  /// 100,000 with a standard error of at most 1.6 times 316; a wrong result once in 10,000 seeds.
  @Test("a life with more events than a clock numbers goes on")
  func manyEvents() {
    var world = World()
    world.setOverdoses(perDay: 100, fatal: false)
    world.horizon = 1000
    let run = world.run(recording: .nobody)
    #expect(abs(run.count(.overdose) - 100_000) < 2000)
  }
}
