import Foundation
import Testing
import TreatmentModel

@testable import Experiments

@Suite struct RunScenarioTests {
  private static let tables = [
    "equity.csv", "events.csv", "outcomes.csv", "patients.csv", "retention.csv",
    "scenario.resolved.yaml", "series.csv", "waits.csv",
  ]

  @Test("the files of a run have the same bytes for 1, 2 and 8 threads")
  func threads() throws {
    try RunFixtures.withFolder { folder in
      let scenario = RunFixtures.scenario(
        RunFixtures.model(communities: 3), replications: 7,
        outputs: OutputPlan(events: true, patients: true))
      for threads in [1, 2, 8] {
        let run = try ScenarioRun(
          scenario, RunRequest(output: "\(folder)/\(threads)", threads: threads))
        let ending = try run.execute(cancellation: Cancellation())
        #expect(ending.isComplete && ending.results.replications == 7)
        #expect(ending.folder == "\(folder)/\(threads)")
        let names = try RunFixtures.names(in: "\(folder)/\(threads)")
        #expect(names == (Self.tables + ["manifest.json"]).sorted())
      }
      for name in Self.tables {
        let first = try RunFixtures.text("\(folder)/1/\(name)")
        #expect(!first.isEmpty)
        for threads in [2, 8] {
          let other = try RunFixtures.text("\(folder)/\(threads)/\(name)")
          #expect(other == first, "\(name), \(threads) threads")
        }
      }
    }
  }

  @Test("the manifest names the run and the hash of every file")
  func manifest() throws {
    try RunFixtures.withFolder { folder in
      let request = RunRequest(
        output: "\(folder)/run", threads: 2, command: ["moudsim", "run", "small.yaml"])
      _ = try ScenarioRun(RunFixtures.scenario(), request).execute(cancellation: Cancellation())
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/run/manifest.json"))
      let manifest = try #require(
        try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(manifest["status"] as? String == "complete")
      #expect(manifest["seed"] as? String == "7")
      #expect(manifest["schema_version"] as? Int == ProgramVersion.outputSchema)
      #expect(manifest["replications_finished"] as? Int == 3)
      #expect(manifest["command"] as? [String] == ["moudsim", "run", "small.yaml"])
      #expect(manifest["communities"] as? [String] == ["Ash", "Birch, east"])
      let outputs = try #require(manifest["outputs"] as? [[String: Any]])
      #expect(outputs.count == 6)
      for output in outputs {
        let name = try #require(output["name"] as? String)
        let text = try RunFixtures.text("\(folder)/run/\(name)")
        #expect(output["sha256"] as? String == SHA256.hex(of: text), "\(name)")
      }
    }
  }

  @Test("a run that is stopped keeps its finished replications beside the final name")
  func stopped() throws {
    try RunFixtures.withFolder { folder in
      let cancellation = Cancellation()
      let run = try ScenarioRun(
        RunFixtures.scenario(replications: 500),
        RunRequest(output: "\(folder)/run", threads: 2))
      let ending = try run.execute(cancellation: cancellation) {
        if $0.finished == 20 { cancellation.cancel() }
      }
      #expect(!ending.isComplete)
      #expect((10..<500).contains(ending.results.replications))
      #expect(ending.folder == "\(folder)/run.incomplete")
      #expect(try RunFixtures.names(in: folder) == ["run.incomplete"])
      let manifest = try RunFixtures.text("\(folder)/run.incomplete/manifest.json")
      #expect(manifest.contains(#""status" : "incomplete""#))
      #expect(
        manifest.contains(#""replications_finished" : \#(ending.results.replications)"#))
    }
  }

  @Test("a run that is stopped before the first replication leaves nothing")
  func stoppedAtOnce() throws {
    try RunFixtures.withFolder { folder in
      let cancellation = Cancellation()
      cancellation.cancel()
      let run = try ScenarioRun(
        RunFixtures.scenario(), RunRequest(output: "\(folder)/run", threads: 2))
      let ending = try run.execute(cancellation: cancellation)
      #expect(ending.folder == nil && ending.results.replications == 0)
      let names = try RunFixtures.names(in: folder)
      #expect(names.isEmpty)
    }
  }

  @Test("an existing run is refused before any work")
  func existing() throws {
    try RunFixtures.withFolder { folder in
      let request = RunRequest(output: "\(folder)/run", threads: 1)
      _ = try ScenarioRun(RunFixtures.scenario(), request).execute(cancellation: Cancellation())
      #expect(throws: OutputError.self) { _ = try ScenarioRun(RunFixtures.scenario(), request) }
      var replacing = request
      replacing.replaces = true
      _ = try ScenarioRun(RunFixtures.scenario(), replacing).execute(cancellation: Cancellation())
      #expect(try RunFixtures.names(in: folder) == ["run"])
    }
  }

  @Test("a reference to a metric that does not exist is a fault of the scenario")
  func references() throws {
    let good = ["overdoses", "retention.methadone.day28", "retention.naltrexoneXR.day0"]
    let bad = [
      "overdose", "retention.methadone.day9999", "retention.heroin.day28",
      "retention.methadone.28", "retention.methadone.day28.x", "retention.none.day28",
    ]
    func scenario(_ names: [String]) -> Scenario {
      RunFixtures.scenario(
        references: names.map {
          Reference(metric: $0, value: 1, interval: nil, source: "x", note: "")
        })
    }
    let request = RunRequest(output: "/nowhere/run", threads: 1)
    _ = try ScenarioRun(scenario(good), request)
    let faults = #expect(throws: Faults.self) { _ = try ScenarioRun(scenario(bad), request) }
    #expect(faults?.faults.count == bad.count)
    #expect(
      faults?.faults.first?.description
        == "small: error: references: 'overdose' is not a metric of this scenario. Did you mean "
        + "'overdoses'? Give a name of docs/outputs.md, or retention.<medication>.day<d> within the observed time."
    )
  }
}
