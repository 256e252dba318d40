internal import ArgumentParser
internal import Statistics

/// Runs the semi-Markov model and reports who is where, and its speed.
struct SemiMarkovCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "semi-markov",
    abstract: "Run a model of six states with Weibull clocks that start again at each change.",
    discussion: "Benchmarks/models/semi_markov/renewal.py computes what it must give.")

  @Option(help: "Patients of each draw.") var patients = 1000
  @Option(help: "Draws of parameters.") var draws = 1000
  @Option(help: "Standard deviation of the logarithm of each parameter.") var spread = 0.05
  @Option(help: "Seed of all streams.") var seed: UInt64 = 1
  @Flag(help: "Print one line of JSON instead of a list.") var json = false

  func validate() throws {
    guard (1..<16_777_216).contains(patients) else {
      throw ValidationError("--patients \(patients): 1 to 16777215 are allowed.")
    }
    guard (2...1_000_000).contains(draws) else {
      throw ValidationError("--draws \(draws): 2 to 1000000 are allowed.")
    }
    guard (0...1).contains(spread) else {
      throw ValidationError("--spread \(spread): 0 to 1 is allowed.")
    }
  }

  func run() {
    let watch = Stopwatch()
    var model = SemiMarkovModel(patients: patients, spread: spread, seed: seed)
    model.run(draw: 0)
    let before = HeapUse.allocations
    for draw in 1..<UInt32(draws) { model.run(draw: draw) }
    let allocations = HeapUse.allocations(since: before)
    let (wall, cpu) = (watch.wall, watch.cpu)
    var report = Report()
    report.add("patients", patients)
    report.add("draws", draws)
    report.add("spread", spread)
    report.add([("seed", "\(seed)")])
    report.add("changes", model.changes)
    for (index, share) in model.shares.enumerated() {
      let (year, state) = index.quotientAndRemainder(
        dividingBy: SemiMarkovModel.states.count)
      report.add("year_\(year + 1)_state_\(state)", share.mean ?? .nan)
      report.add("se_\(year + 1)_state_\(state)", share.standardError ?? .nan)
    }
    report.add("wall", wall)
    report.add("cpu", cpu)
    report.add("trajectories_per_s", Int(Double(patients * draws) / cpu))
    report.add("loop_allocations", allocations)
    report.print(json: json, engine: "moudsim")
  }
}
