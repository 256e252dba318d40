internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import TreatmentModel

/// Times a sweep beside the same number of the same simulations without a sweep around them.
struct SweepBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Time a sweep beside the bare engine.",
    discussion: """
      The sweep is planned into a folder of its own, run and merged: rows with three parameters, \
      one replication. The bare engine runs one model as often: one simulation for \
      each thread, made once and reused. Both are cut into blocks that take turns, so that other \
      work on the machine meets both alike.
      """)

  @Option(help: "Rows.") var rows = 10_000
  @Option(help: "People in each row.") var people = 2000
  @Option(help: "Years.") var years = 2.0
  @Option(help: "Threads.") var threads = 2
  @Option(help: "Blocks that take turns.") var blocks = 10
  @Flag(help: "Print one line of JSON instead of a list.") var json = false

  func validate() throws {
    guard rows > 0, people > 0, threads > 0, (1...rows).contains(blocks) else {
      throw ValidationError("--rows, --people, --threads and --blocks must be positive.")
    }
  }

  func run() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "moudsim-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try scenario.write(to: folder.appending(path: "town.yaml"), atomically: false, encoding: .utf8)
    try sweep.write(to: folder.appending(path: "sweep.yaml"), atomically: false, encoding: .utf8)

    let planning = Stopwatch(.allThreads)
    let file = try SweepFile.read(folder.appending(path: "sweep.yaml").path)
    let plan = Sweep(file, output: folder.appending(path: "out").path, command: ["moudsim-bench"])
    _ = try plan.check(threads: threads)
    try plan.write(replaces: false, text: file.text)
    let planned = planning.wall
    let model = try ScenarioReader.read(path: folder.appending(path: "town.yaml").path).model
    var pairs: [Pair] = []
    for block in 1...blocks { pairs.append(try pair(plan, model, block)) }
    let merging = Stopwatch(.allThreads)
    let merged = try plan.merge()
    report(plan, pairs, planned: planned, merge: merging.wall, rows: merged.files[0].rows)
  }

  /// A block of the sweep and the bare runs beside it.
  private struct Pair {
    var sweepWall: Double
    var sweepCPU: Double
    var bareWall: Double
    var bareCPU: Double
    var peakBytes: Int
  }

  private func pair(_ plan: Sweep, _ model: Model, _ block: Int) throws -> Pair {
    let first = Stopwatch(.allThreads)
    let ending = try plan.run(
      SweepShard(index: block, count: blocks)!, threads: threads, retriesFailures: false,
      cancellation: Cancellation())
    let (sweepWall, sweepCPU) = (first.wall, first.cpu)
    let second = Stopwatch(.allThreads)
    try runBare(model, count: ending.now)
    return Pair(
      sweepWall: sweepWall, sweepCPU: sweepCPU, bareWall: second.wall, bareCPU: second.cpu,
      peakBytes: HeapUse.peakBytes)
  }

  private func report(
    _ plan: Sweep, _ pairs: [Pair], planned: Double, merge: Double, rows: Int?
  ) {
    func sum(_ field: KeyPath<Pair, Double>) -> Double {
      pairs.reduce(0) { $0 + $1[keyPath: field] }
    }
    var report = Report()
    report.add("rows", plan.rowCount)
    report.add("runs", plan.runs)
    report.add("merged_rows", rows)
    report.add("threads", threads)
    report.add("plan_wall", planned)
    report.add("sweep_wall", sum(\.sweepWall))
    report.add("sweep_cpu", sum(\.sweepCPU))
    report.add("merge_wall", merge)
    report.add("bare_wall", sum(\.bareWall))
    report.add("bare_cpu", sum(\.bareCPU))
    report.add("speed_of_bare_wall", sum(\.bareWall) / sum(\.sweepWall))
    report.add("speed_of_bare_cpu", sum(\.bareCPU) / sum(\.sweepCPU))
    let ratios = pairs.map { $0.bareCPU / $0.sweepCPU }.sorted()
    report.add("speed_of_bare_cpu_median", ratios[ratios.count / 2])
    report.add("peak_bytes_after_first_block", pairs[0].peakBytes)
    report.add("peak_bytes_after_last_block", pairs[pairs.count - 1].peakBytes)
    report.print(json: json, engine: "moudsim")
  }

  private func runBare(_ model: Model, count: Int) throws {
    _ = try TaskPool(tasks: count, threads: threads).reduce(
      into: 0, cancellation: Cancellation(),
      worker: { Simulation(model) },
      perform: { _, simulation in
        let outcome = simulation.run(community: 0, replication: 1, seed: 7)
        return Int(outcome.totals[0])
      },
      combine: { sum, _, value in sum &+= value })
  }

  private var scenario: String {
    """
    title: A town
    supply: {fentanylShare: 0.85}
    communities:
      - name: Town
        population: \(people)
        resources: {otpPlaces: \(people / 10), officePlaces: \(people / 10)}
    run: {horizonYears: \(years), replications: 1, seed: 7}

    """
  }

  /// Factors around the scenario's own values, so that a row has as many events as the bare run.
  private var sweep: String {
    """
    title: Rows for the clock
    scenario: town.yaml
    design: {kind: latinHypercube, points: \(rows), seed: 1}
    factors:
      - {key: parameters.overdose.perYear, range: [0.0266, 0.0268]}
      - {key: parameters.taper.perYear, range: [0.0599, 0.0601]}
      - {key: parameters.seek.feltStigmaRatio, range: [0.499, 0.501]}

    """
  }
}
