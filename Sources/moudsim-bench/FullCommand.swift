internal import ArgumentParser
internal import Experiments
internal import Synchronization
internal import TreatmentModel

/// Runs the full model and reports its events and its speed.
struct FullCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "full",
    abstract: "Run the full model: all attributes and clocks, shipped parameters.",
    discussion: """
      'events' counts everything taken from the queues, 'life_events' what the outcome counts. \
      Seconds begin when the parameters have been read; drawing the people is included.
      """)

  @Option(help: "People in each community.") var people = 5000
  @Option(help: "Communities.") var communities = 20
  @Option(help: "Replications.") var replications = 2
  @Option(help: "Years.") var years = 5.0
  @Option(help: "Threads.") var threads = 1
  @Option(help: "OTP places, and as many office places, as a share of people; 0: no limit.")
  var places = 0.1
  @Option(help: "Seed of all streams.") var seed: UInt64 = 1
  @Flag(help: "Keep the outcome by sex, age and race.") var strata = false
  @Flag(help: "Put every shipped policy in force.") var policies = false
  @Flag(help: "Print one line of JSON instead of a list.") var json = false

  func validate() throws {
    guard (1..<16_777_212).contains(people) else {
      throw ValidationError("--people \(people): 1 to 16777211 are allowed.")
    }
    guard communities > 0 && replications > 0 && threads > 0 else {
      throw ValidationError("--communities, --replications and --threads must be positive.")
    }
    guard years > 0 && years <= 100 else {
      throw ValidationError("--years \(years): more than 0, at most 100 are allowed.")
    }
    guard places >= 0 && places <= 1000 else {
      throw ValidationError("--places \(places): 0 to 1000 is allowed.")
    }
  }

  func run() throws {
    let model = FullModel.model(
      people: people, communities: communities, years: years, placesShare: places,
      stratifications: strata ? FullModel.strata : [],
      policies: policies ? FullModel.catalogue() : [])
    let runner = Runner(model: model, replications: replications, threads: threads)
    let processed = Atomic<Int>(0)
    let seed = seed
    let layout = model.layout
    let peakBefore = HeapUse.peakBytes
    let watch = Stopwatch(.allThreads)
    let outcome = try runner.reduce(
      into: Outcome(layout: layout), cancellation: Cancellation(),
      perform: { task, simulation in
        let before = simulation.processedEvents
        let outcome = simulation.run(
          community: task.community, replication: task.replication, seed: seed)
        processed.add(simulation.processedEvents - before, ordering: .relaxed)
        return outcome
      },
      combine: { sum, _, outcomes in for outcome in outcomes { sum.add(outcome) } })
    let (wall, cpu) = (watch.wall, watch.cpu)
    let events = processed.load(ordering: .relaxed)
    let everybody = people * communities * replications
    let life = FullModel.lifeEvents(outcome)
    var report = Report()
    report.add([("seed", "\(seed)")])
    report.add("threads", threads)
    report.add("people", everybody)
    report.add("deaths", FullModel.deaths(outcome))
    report.add("events", events)
    report.add("life_events", life)
    report.add("waits", Int(outcome.totals[Measure.count(of: .waitStart)]))
    report.add("wall", wall)
    report.add("cpu", cpu)
    report.add("ev_per_s", Int(Double(events) / cpu))
    report.add("ev_per_wall_s", Int(Double(events) / wall))
    report.add("life_ev_per_s", Int(Double(life) / cpu))
    report.add("record_bytes", Simulation.recordBytes)
    report.add("peak_bytes_before", peakBefore)
    report.add("peak_bytes", HeapUse.peakBytes)
    report.print(json: json, engine: "moudsim")
  }
}
