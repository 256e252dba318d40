import Foundation
import TestSupport
import Testing

/// The reports that the program itself writes, opened in a browser.
@Suite("Reports of the program in a browser", .serialized, .timeLimit(.minutes(10)))
struct ProgramReportBrowserTests {
  private static let scenario = """
    title: Two towns and three strategies
    communities:
      - {name: Ash, population: 400, resources: {otpPlaces: 20, officePlaces: 30}}
      - {name: Birch, population: 200}
    run: {horizonDays: 730, warmUpDays: 60, replications: 5, seed: 7}
    outputs: {strata: [sex, rurality]}
    strategies:
      - {name: usual, title: Today's practice, policies: []}
      - {name: naloxone, title: Naloxone for all, policies: [naloxone-distribution]}
      - name: access
        title: Telehealth and same-day start
        policies: [telehealth, low-barrier-same-day-start]

    """
  private static let factorial = """
    extends: towns.yaml
    title: Two towns, eight combinations
    strategies: []
    factorial:
      naloxone: [naloxone-distribution]
      telehealth: [telehealth]
      peers: [peer-support-retention]

    """

  static let visits: Result<[Browser.Visit], any Error> = Result {
    try Program.inFolder { program in
      try program.write(scenario, to: "towns.yaml")
      try program.write(factorial, to: "factorial.yaml")
      for arguments in [
        ["compare", "towns.yaml", "--output", "compare"],
        ["compare", "factorial.yaml", "--output", "eight", "--replications", "3"],
        [
          "psa", "towns.yaml", "--draws", "40", "--replications", "2", "--output", "psa", "--set",
          "run.horizonDays=200",
        ],
      ] {
        let result = try program.run(arguments + ["--quiet"])
        try #require(result.status == 0, "\(result.errors)")
      }
      let paths = try ["compare", "eight", "psa"].map { name in
        let path = "\(program.folder)/program-\(name).html"
        try FileManager.default.copyItem(
          atPath: "\(program.folder)/\(name)/report.html", toPath: path)
        return path
      }
      return try Browser.visit(paths)
    }
  }

  static let pages = ["compare", "eight", "psa"]

  func visit(_ page: String) throws -> Browser.Visit {
    try #require(try Self.visits.get().first { $0.page == "program-\(page).html" })
  }

  @Test("every chart is drawn", ReportBrowserTests.isWanted, arguments: pages)
  func chartsAreDrawn(page: String) throws {
    let visit = try visit(page)
    let expected: Set<String> =
      switch page {
      case "psa": ["chart-plane", "chart-acceptability", "chart-frontier", "chart-evpi"]
      case "eight": ["chart-curve-1", "chart-difference-1", "chart-interaction-1", "chart-plane"]
      default: ["chart-curve-1", "chart-difference-1", "chart-equity-1", "chart-plane"]
      }
    #expect(expected.isSubset(of: Set(visit.charts.map(\.id))), "\(visit.charts.map(\.id))")
    for chart in visit.charts + visit.phoneCharts {
      #expect(chart.marks > 1, "\(chart.id) has \(chart.marks) marks")
      #expect(chart.label.count > 30, "\(chart.id) has no description")
      #expect(chart.width > 250 && chart.width <= chart.room + 1, "\(chart.id): \(chart)")
      #expect(chart.overflow < 8, "\(chart.id) runs out of its frame by \(chart.overflow)")
    }
  }

  @Test(
    "quiet, without requests, with links that lead, without faults that axe finds",
    ReportBrowserTests.isWanted, arguments: pages)
  func isSound(page: String) throws {
    let visit = try visit(page)
    #expect(visit.console == [] && visit.otherRequests == [] && visit.dialogs == [])
    #expect(visit.brokenLinks == [])
    #expect(visit.violations == [])
    #expect(!visit.sidewaysOnPhone)
    #expect(visit.pdfPages >= 3)
  }

  @Test("they say what their spread means", ReportBrowserTests.isWanted)
  func spread() throws {
    #expect(try visit("compare").text.contains("so the spread is chance only"))
    #expect(try visit("psa").text.contains("Each dot is a draw of all uncertain inputs"))
    #expect(try visit("eight").text.contains("each policy alone and all together"))
  }
}
