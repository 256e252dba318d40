import Experiments
import Foundation
import Hummingbird
import Testing

@Suite("Runs")
struct RunTests {
  @Test("Results stream in, are kept, and an equal request gets the same")
  func sharing() async throws {
    try await Served.run { server in
      let first = try await server.post("/api/runs", Served.small)
      #expect(first.status == .accepted)
      let id = try #require(try first.object["id"] as? String)
      let final = try await server.finish(id)
      let second = try await server.post("/api/runs", Served.small)
      #expect(second.status == .ok)
      #expect(try second.object["id"] as? String == id)
      #expect(try await server.ask("/api/runs/\(id)").text == final)
      #expect(try await server.finish(id) == final)
      let result = try Answer.object(final)
      #expect(result["complete"] as? Bool == true)
      #expect(result["replications"] as? Int == 2)
      let charts = try #require(result["charts"] as? [[String: Any]])
      #expect(
        charts.map { $0["id"] as? String }
          == [
            "averted", "extra-cost", "deaths", "treatment", "waiting", "retention", "gap-deaths",
            "gap-care",
          ])
    }
  }

  @Test("Results do not depend on threads, nor on what was run before")
  func reproducible() throws {
    let setting = try WhatIfSetting.read(json: Served.small)
    let run = WhatIfRun(setting)
    let one = try #require(run.execute(threads: 1, cancellation: Cancellation()))
    let two = try #require(run.execute(threads: 2, cancellation: Cancellation()))
    let again = try #require(
      run.execute(base: one.base, threads: 2, cancellation: Cancellation()))
    #expect(one.json == two.json)
    #expect(one.json == again.json)
    #expect(one.outcomesCSV == again.outcomesCSV)
  }

  @Test("The scenario file gives the same numbers on the command line, bit by bit")
  func sameAsCommandLine() async throws {
    let wish = """
      {"community": "Pine Ridge", "people": 400, "years": 1, "replications": 2, "seed": 11,
       "places": {"officePlaces": 1.5}, "evidenceFloor": "C",
       "policies": [{"name": "telehealth", "uptake": 0.7}, {"name": "naloxone-distribution"}]}
      """
    try await Served.run { server in
      let id = try await server.submit(wish)
      _ = try await server.finish(id)
      let yaml = try await server.ask("/api/runs/\(id)/scenario.yaml").text
      let served = try await server.ask("/api/runs/\(id)/outcomes.csv").text
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "moudsim-what-if-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appending(path: "what-if.yaml").path
      try yaml.write(toFile: file, atomically: true, encoding: .utf8)
      var lines: [Substring] = []
      for strategy in ["base", "plan"] {
        let scenario = try ScenarioReader.read(path: file).choosing(strategy)
        let output = folder.appending(path: strategy).path
        let run = try ScenarioRun(scenario, RunRequest(output: output, threads: 2))
        _ = try run.execute(cancellation: Cancellation())
        let csv = try String(contentsOfFile: "\(output)/outcomes.csv", encoding: .utf8)
        let rows = csv.split(separator: "\n")
        if lines.isEmpty { lines.append(rows[0]) }
        lines += rows.dropFirst().filter { $0.split(separator: ",")[3] == "all" }
      }
      #expect(lines.count > 5000)
      #expect(served.split(separator: "\n") == lines)
    }
  }

  @Test("What each part adds is told, and today's practice alone has no plan")
  func attribution() async throws {
    try await Served.run { server in
      let id = try await server.submit(
        #"{"people": 300, "years": 1, "replications": 2, "places": {"otpPlaces": 2}, "#
          + #""policies": [{"name": "naloxone-distribution"}]}"#)
      let result = try Answer.object(try await server.finish(id))
      let headline = try #require(result["headline"] as? [String: Any])
      let parts = try #require(headline["parts"] as? [String])
      #expect(parts.count == 2)
      #expect(parts.allSatisfy { $0.hasPrefix("Without ") })
      let today = try await server.submit(#"{"people": 300, "years": 1, "replications": 2}"#)
      let alone = try Answer.object(try await server.finish(today))
      #expect((alone["headline"] as? [String: Any])?["parts"] as? [String] == [])
      #expect(alone["command"] as? String == "moudsim run what-if.yaml")
    }
  }

  @Test("A life under both strategies, with the moment where they part")
  func life() async throws {
    try await Served.run { server in
      let wish =
        #"{"community": "Pine Ridge", "people": 300, "years": 2, "story": "changed", "#
        + #""policies": [{"name": "low-barrier-same-day-start", "uptake": 1}]}"#
      let life = try await server.post("/api/life", wish).object
      #expect(life["found"] as? String == "changed")
      let day = try #require(life["partsOnDay"] as? Int)
      #expect((0...731).contains(day))
      let today = try #require(life["today"] as? [[String: Any]])
      let plan = try #require(life["plan"] as? [[String: Any]])
      let common = zip(today, plan).prefix { $0.0["differs"] as? Bool == false }
      for (left, right) in common {
        #expect(NSDictionary(dictionary: left) == NSDictionary(dictionary: right))
      }
      #expect(today.count > common.count || plan.count > common.count)
      let again = try await server.post("/api/life", wish).object
      #expect(NSDictionary(dictionary: again) == NSDictionary(dictionary: life))
    }
  }

  @Test("An unknown run and a person who does not exist are not found")
  func unknown() async throws {
    try await Served.run { server in
      for path in ["", "/events", "/scenario.yaml", "/outcomes.csv"] {
        #expect(try await server.ask("/api/runs/0123\(path)").status == .notFound)
      }
      let nobody = try await server.post(
        "/api/life", #"{"community": "Pine Ridge", "people": 200, "years": 1, "person": 90000}"#)
      #expect(nobody.status == .notFound)
      #expect(nobody.text.contains("people, from 0"))
    }
  }
}
