import DiscreteEvents
import Testing
import TreatmentModel

@testable import Experiments

@Suite("Places of a strategy")
struct StrategyPlacesTests {
  private static let town = """
    title: t
    run: {horizonDays: 1000, warmUpDays: 100}
    communities:
      - name: Town
        population: 10
        resources: {officePlaces: {initial: 7, changes: [{day: 50, value: 11}]}}
    strategies:
      - {name: half-again, places: {officePlaces: 1.5, otpPlaces: 3}, policies: []}
      - {name: none, policies: []}

    """

  private func places(_ scenario: Scenario, on day: Double) -> [Capacity?] {
    [ResourceKind.officePlaces, .otpPlaces].map { kind in
      scenario.model.communities[0].capacity[kind]?.value(at: day)
    }
  }

  @Test("They change on the first observed day; the past and what is unlimited stay")
  func days() throws {
    let read = try scenario(Self.town)
    let more = try read.choosing("half-again")
    // By hand: 7 x 1.5 = 10.5 and 11 x 1.5 = 16.5, rounded away from zero.
    #expect(places(more, on: 99) == [.finite(7), nil])
    #expect(places(more, on: 100) == [.finite(11), nil])
    #expect(places(more, on: 150) == [.finite(17), nil])
    #expect(places(try read.choosing("none"), on: 150) == [.finite(11), nil])
    #expect(places(read, on: 100) == [.finite(7), nil])
  }

  @Test("The resolved file reads back to the same places")
  func resolved() throws {
    let read = try scenario(Self.town)
    let again = try scenario(read.resolvedYAML)
    #expect(again.resolvedYAML == read.resolvedYAML)
    #expect(read.resolvedYAML.contains("    places: {otpPlaces: 3, officePlaces: 1.5}\n"))
    #expect(places(try again.choosing("half-again"), on: 150) == [.finite(17), nil])
  }

  @Test("Unknown resources and negative numbers are faults")
  func wrong() {
    let text = Self.town.replacing("officePlaces: 1.5", with: "officePlace: -1, withdrawalBeds: -2")
    let found = faults(text)
    let question = "officePlace: unknown key. Did you mean 'officePlaces'?"
    #expect(found.contains { $0.contains(question) })
    #expect(found.contains { $0.contains("withdrawalBeds: -2 is outside 0...1000.") })
  }
}
