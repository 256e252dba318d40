import Testing

@testable import TreatmentModel

/// The table of moves against what runs do, event by event.
@Suite("Moves between care states")
struct CareMoves {
  private func seen() -> [CareState: Set<CareState>] {
    var moves: [CareState: Set<CareState>] = [:]
    for (_, world) in Scenarios.all {
      var deadly = world
      deadly.parameters["death.levelAt40.male"] = 0.5
      for parameters in [world.parameters, deadly.parameters] {
        for seed in [UInt64(71), 72] {
          var changed = world
          changed.parameters = parameters
          var simulation = Simulation(changed.model)
          for (from, to) in simulation.watch(seed: seed).moves {
            moves[from, default: []].formUnion(to)
          }
        }
      }
    }
    return moves
  }

  @Test("no life makes a move that is not in the table, and every move of the table is made")
  func table() {
    let seen = seen()
    for state in CareState.allCases {
      let allowed = Set(state.moves)
      let made = seen[state] ?? []
      #expect(made.subtracting(allowed).isEmpty, "\(state) to \(made.subtracting(allowed))")
      #expect(allowed.subtracting(made).isEmpty, "\(state) never to \(allowed.subtracting(made))")
    }
  }

  @Test("the table: nobody leaves death, everybody can die, no state moves to itself")
  func sanity() {
    #expect(CareState.dead.moves.isEmpty)
    for state in CareState.allCases where state != .dead {
      #expect(state.moves.contains(.dead) && !state.moves.contains(state))
      #expect(Set(state.moves).count == state.moves.count)
    }
  }
}
