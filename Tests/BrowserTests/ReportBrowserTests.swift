import Foundation
import TestSupport
import Testing

@testable import Experiments

/// Reports as a reader meets them: in a browser, without a network.
@Suite("Reports in a browser", .serialized)
struct ReportBrowserTests {
  static let isWanted: ConditionTrait = .enabled(
    if: Browser.isWanted, "left out because \(Browser.optOut)=1")

  /// The whole report, one with many strategies and no economics, and one without charts.
  static let visits: Result<[Browser.Visit], any Error> = Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "moudsim-report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    guard let charts = try ChartLibrary.find() else {
      throw Browser.Missing(
        description: "no chart library is embedded. Run scripts/charts and build again.")
    }
    let pages: [(String, ReportInput, ChartLibrary?)] = [
      ("report", SampleReport.access, charts), ("many", SampleReport.factorial, charts),
      ("hostile", SampleReport.hostile, charts), ("plain", SampleReport.access, nil),
    ]
    let paths = try pages.map { name, input, charts in
      let path = folder.appending(path: "\(name).html").path
      try ComparisonReport(input).write(to: path, charts: charts)
      return path
    }
    return try Browser.visit(paths)
  }

  static let pages = ["report", "many", "hostile", "plain"]

  func visit(_ page: String) throws -> Browser.Visit {
    try #require(try Self.visits.get().first { $0.page == "\(page).html" })
  }

  /// Runs without the browser too, so that leaving it out is seen as fewer tests, not as none.
  @Test("the sample has every section and every kind of chart")
  func sampleIsWhole() {
    let document = ComparisonReport(SampleReport.access).document
    #expect(
      document.sections.map(\.anchor) == [
        "question", "summary", "key-figures", "strategies", "curves", "differences", "equity",
        "interactions", "economics", "sensitivity", "evidence", "limits", "reproduce",
      ])
    #expect(Set(document.figures.map { "\(type(of: $0.chart))" }).count == 6)
  }

  @Test(
    "every chart is drawn, with marks and a description", isWanted, arguments: ["report", "many"])
  func chartsAreDrawn(page: String) throws {
    let visit = try visit(page)
    let input = page == "report" ? SampleReport.access : SampleReport.factorial
    let anchors = ComparisonReport(input).document.figures.map { "chart-\($0.anchor)" }
    #expect(visit.charts.map(\.id) == anchors)
    #expect(anchors.count >= (page == "report" ? 9 : 4))
    for chart in visit.charts + visit.phoneCharts {
      #expect(chart.marks > 1, "\(chart.id) has \(chart.marks) marks")
      #expect(chart.label.count > 30, "\(chart.id) has no description")
      #expect(chart.width > 250 && chart.width <= chart.room + 1, "\(chart.id): \(chart)")
      #expect(chart.overflow < 8, "\(chart.id) runs out of its frame by \(chart.overflow)")
    }
  }

  @Test("no error, no warning, no request", isWanted, arguments: pages)
  func pageIsQuiet(page: String) throws {
    let visit = try visit(page)
    #expect(visit.console == [])
    #expect(visit.otherRequests == [])
    #expect(visit.dialogs == [])
  }

  @Test("every link inside has a target", isWanted, arguments: pages)
  func linksLead(page: String) throws {
    #expect(try visit(page).brokenLinks == [])
  }

  @Test("no fault that axe finds, light or dark", isWanted, arguments: ["report", "many", "plain"])
  func accessible(page: String) throws {
    #expect(try visit(page).violations == [])
  }

  @Test("text that looks like markup stays text, and code in it does not run", isWanted)
  func hostileTextStaysText() throws {
    let visit = try visit("hostile")
    #expect(!visit.injected)
    #expect(visit.heading == SampleReport.hostile.title)
    #expect(visit.title == SampleReport.hostile.title)
    for text in SampleReport.hostileTexts { #expect(visit.text.contains(text), "\(text)") }
    #expect(visit.charts.allSatisfy { $0.marks > 1 })
  }

  @Test("the security policy forbids scripts and styles that the report does not name", isWanted)
  func policyHolds() throws {
    for page in ["report", "plain"] {
      let visit = try visit(page)
      #expect(!visit.foreignScriptRan)
      #expect(!visit.foreignStyleApplied)
    }
  }

  @Test("it prints, and fits a telephone", isWanted, arguments: ["report", "many", "plain"])
  func fits(page: String) throws {
    let visit = try visit(page)
    #expect(visit.pdfPages >= 3)
    #expect(!visit.sidewaysOnPhone)
  }

  @Test("without the chart library the numbers are open, and it says how to get charts", isWanted)
  func fallback() throws {
    let visit = try visit("plain")
    let figures = ComparisonReport(SampleReport.access).document.figures.count
    #expect(visit.charts.isEmpty)
    #expect(visit.openTables == figures)
    #expect(visit.text.contains("scripts/charts"))
  }
}
