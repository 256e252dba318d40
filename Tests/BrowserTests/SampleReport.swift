import Foundation

@testable import Experiments

/// Reports with numbers as a run could give them; nothing is simulated.
enum SampleReport {
  private static let policies = [
    "telehealth", "low-barrier-same-day-start", "interim-dosing", "ed-started-buprenorphine",
    "prescriber-training-panel-expansion", "naloxone-distribution",
  ]

  private static func files(_ names: [String]) -> [PolicyFile] {
    names.map { name in
      guard let file = BuiltIn.policy(name) else { preconditionFailure("no policy \(name)") }
      return file
    }
  }

  /// Three strategies, with everything that a report can hold.
  static let access: ReportInput = {
    let shipped = files(policies)
    var input = ReportInput(
      title: "Opening the door: an access package for three counties",
      question: """
        If three counties made it easier to begin treatment, how many more people would be in \
        treatment, how many would not die of an overdose, and what would it cost?
        """,
      setting: """
        Three made-up counties, 20,000 people with opioid use disorder, five years, 50 replications \
        of each strategy
        """,
      uncertainty: """
        Intervals hold 95 % of what chance and uncertain inputs leave open in this model. They do \
        not hold what the model leaves out.
        """,
      comparator: "status-quo",
      strategies: [
        ReportInput.Strategy(name: "status-quo", title: "Today's practice", policies: []),
        ReportInput.Strategy(
          name: "access", title: "Access package", policies: shipped.map(ReportInput.Policy.init)),
        ReportInput.Strategy(
          name: "access-without-places", title: "Access package without more prescribers",
          policies: shipped.filter { !$0.name.hasPrefix("prescriber") }
            .map(ReportInput.Policy.init)),
      ],
      reproduction: reproduction)
    input.keyFigures = SampleNumbers.keyFigures
    input.curves = SampleNumbers.curves(["status-quo", "access", "access-without-places"])
    input.forests = SampleNumbers.forests
    input.equity = SampleNumbers.equity
    input.interactions = [SampleNumbers.interactions]
    input.economics = SampleNumbers.economics
    input.tornados = [SampleNumbers.tornado]
    input.evidence = shipped.flatMap {
      ReportInput.EvidenceRow.rows(of: $0, bibliography: BuiltIn.bibliography)
    }
    input.assumptions = ReportInput.standardAssumptions
    input.limits = ReportInput.standardLimits
    return input
  }()

  /// Sixteen strategies, more than a chart can tell apart, and no economics.
  static let factorial: ReportInput = {
    var input = access
    input.title = "Peers, telehealth, stigma training and genetic testing: all sixteen combinations"
    let parts = ["peer support", "telehealth", "stigma training", "genetic dosing"]
    input.strategies = (0..<16).map { mask in
      let chosen = parts.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
      let title = chosen.isEmpty ? "Today's practice" : chosen.joined(separator: " + ")
      return ReportInput.Strategy(name: "s\(mask)", title: title, policies: [])
    }
    input.comparator = "s0"
    input.curves = SampleNumbers.curves(input.strategies.map(\.name))
    input.keyFigures = SampleNumbers.manyFigures(input.strategies.map(\.name))
    input.economics = nil
    input.equity = []
    input.tornados = []
    return input
  }()

  /// Texts that would be markup if they were not escaped.
  static let hostileTexts = [
    "<script>window.injected = true</script>", "<img src=x onerror=\"window.injected = true\">",
    "</script><script>window.injected = true</script>", "&lt;b&gt; 'quoted' \"twice\"",
  ]

  /// The first report with hostile titles and names.
  static let hostile: ReportInput = {
    var input = access
    input.title = hostileTexts[0]
    input.question = hostileTexts[1]
    input.strategies[1].title = hostileTexts[2]
    input.strategies[1].policies[0].title = hostileTexts[3]
    input.curves[0].title = hostileTexts[2]
    input.curves[0].valueTitle = hostileTexts[0]
    input.equity[0].rows[0].stratum = hostileTexts[2]
    input.evidence[0].sources = [
      ReportInput.EvidenceRow.Source(
        citation: hostileTexts[1], url: "javascript:window.injected=true")
    ]
    return input
  }()

  private static let reproduction = ReportInput.Reproduction(
    command: "moudsim compare strategies/access-package --replications 50 --seed 1",
    version: ProgramVersion.current, commit: "24d84d7c0f6f", seed: 1, replications: 50,
    inputs: [
      InputDigest(name: "strategies/access-package", sha256: SHA256.hex(of: "a")),
      InputDigest(name: "parameters.yaml (built in)", sha256: SHA256.hex(of: "b")),
    ])
}
