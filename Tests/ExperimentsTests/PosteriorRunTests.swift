import Foundation
import Testing

@testable import Experiments

@Suite("An uncertainty analysis with a file of joint draws")
struct PosteriorRunTests {
  private static let scenario = """
    title: Two strategies
    supply: {fentanylShare: 0.5}
    communities: [{name: Ash, population: 40}]
    run: {horizonDays: 200, seed: 7}
    strategies:
      - {name: usual, policies: []}
      - {name: remote, policies: [{use: telehealth, uptake: 1}]}

    """
  private static let keys = ["overdose.perYear", "seek.demandPerEntry.buprenorphine"]
  private static let rows = (1...12).map { row in
    [Double(row) / 100, Double(13 - row) / 4]
  }

  private static func csv(_ rows: [[Double]] = rows) -> String {
    (["draw," + keys.joined(separator: ",")]
      + rows.enumerated().map { "\($0 + 1),\($1[0]),\($1[1])" })
      .joined(separator: "\n") + "\n"
  }

  private func folder() throws -> TemporaryFolder {
    try TemporaryFolder(["small.yaml": Self.scenario, "posterior.csv": Self.csv()])
  }

  private func analysis(
    in folder: TemporaryFolder, output: String, threads: Int = 1, isJoint: Bool = true
  ) throws -> ProbabilisticRun {
    let read = try ScenarioReader.read(path: folder.path + "/small.yaml")
    let posterior = try PosteriorReader.read(path: folder.path + "/posterior.csv", for: read)
    return try ProbabilisticRun(
      ProbabilisticPlan(read, draws: 12, posterior: isJoint ? posterior : nil),
      RunRequest(output: "\(folder.path)/\(output)", threads: threads, writesReport: false))
  }

  /// The files whose bytes may not depend on how the analysis was carried out.
  private func results(_ folder: TemporaryFolder, _ output: String) throws -> [String] {
    try RunFixtures.names(in: "\(folder.path)/\(output)").filter { $0 != "manifest.json" }
      .map { try RunFixtures.text("\(folder.path)/\(output)/\($0)") }
  }

  /// The numbers that were used of the columns of the file, draws in order.
  private func used(_ folder: TemporaryFolder, _ output: String) throws -> [[Double]] {
    let lines = try RunFixtures.text("\(folder.path)/\(output)/params.csv").split(separator: "\n")
      .map { $0.split(separator: ",").map(String.init) }
    let places = try Self.keys.map { try #require(lines[0].firstIndex(of: $0)) }
    return lines.dropFirst().map { line in places.compactMap { Double(line[$0]) } }
  }

  @Test("params.csv holds each row once; the same bytes for 1 and 2 threads")
  func rowsAndThreads() throws {
    let folder = try folder()
    for (output, threads) in [("one", 1), ("two", 2)] {
      let ending = try analysis(in: folder, output: output, threads: threads).execute(
        cancellation: Cancellation())
      let text = try #require(ending.report).text
      #expect(text.contains(", 2 inputs together from \(folder.path)/posterior.csv (12 rows)"))
    }
    let results = try results(folder, "one")
    #expect(results.count == 10)
    #expect(try results == self.results(folder, "two"))
    #expect(try used(folder, "one").sorted { $0[0] < $1[0] } == Self.rows)
    let information = try RunFixtures.text("\(folder.path)/one/information.csv")
    for key in Self.keys { #expect(information.contains(",\(key),input,1,\(key),")) }
    // The control: one by one, none of the rows comes up.
    _ = try analysis(in: folder, output: "apart", isJoint: false).execute(
      cancellation: Cancellation())
    #expect(try used(folder, "apart").allSatisfy { !Self.rows.contains($0) })
    #expect(try self.results(folder, "apart") != results)
  }

  @Test("The manifest lists the file with the hash of its bytes")
  func manifest() throws {
    let folder = try folder()
    _ = try analysis(in: folder, output: "out").execute(cancellation: Cancellation())
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/out/manifest.json"))
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let inputs = try #require(manifest["inputs"] as? [[String: String]])
    let listed = inputs.filter { $0["name"] == "\(folder.path)/posterior.csv" }
    #expect(listed.map { $0["sha256"] } == [SHA256.hex(of: Self.csv())])
  }

  @Test("Stopped, it goes on and ends in the same bytes; with another file it does not go on")
  func resumed() throws {
    let folder = try folder()
    _ = try analysis(in: folder, output: "whole").execute(cancellation: Cancellation())
    let cancellation = Cancellation()
    let stopped = try analysis(in: folder, output: "cut").execute(
      cancellation: cancellation, progress: { _ in cancellation.cancel() })
    #expect(stopped.folder == nil && (1..<12).contains(stopped.finished))

    // A number in the last digit, under the same name.
    var rows = Self.rows
    rows[11][0] = rows[11][0].nextUp
    try folder.write(Data(Self.csv(rows).utf8), to: "posterior.csv")
    #expect {
      try analysis(in: folder, output: "cut").execute(cancellation: Cancellation())
    } throws: {
      "\($0)".contains("cut.draws: holds results of other inputs")
    }

    try folder.write(Data(Self.csv().utf8), to: "posterior.csv")
    let resumed = try analysis(in: folder, output: "cut").execute(cancellation: Cancellation())
    #expect(resumed.resumed == stopped.finished)
    #expect(try results(folder, "cut") == results(folder, "whole"))
  }

  @Test("A parameter that is certain in the scenario is drawn from the file, after the others")
  func certain() throws {
    let text =
      Self.scenario + "parameters: {overdose.perYear: 0.05, \(Self.keys[1]): 2}\n"
    let read = try ScenarioReader.read(text: text, file: "s.yaml")
    let csv = Self.csv()
    let posterior = try #require(
      PosteriorReader.read(
        csv, from: InputDigest(name: "p.csv", sha256: SHA256.hex(of: csv)), for: read,
        collector: FaultCollector()))
    let without = try ProbabilisticPlan(read, draws: 12)
    let with = try ProbabilisticPlan(read, draws: 12, posterior: posterior)
    #expect(!without.design.inputs.contains { Self.keys.contains($0.key) })
    #expect(with.design.inputs.map(\.key) == without.design.inputs.map(\.key) + Self.keys)
    let numbers = with.design.draws(12).map { draw in Self.keys.compactMap { draw[$0] } }
    #expect(numbers.sorted { $0[0] < $1[0] } == Self.rows)
  }
}
