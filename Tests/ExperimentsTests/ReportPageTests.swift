import Foundation
import Testing

@testable import Experiments

/// Reports as text; Tests/BrowserTests opens them in a browser.
@Suite("Report pages")
struct ReportPageTests {
  static let curve = CurveChart(
    title: "A </script> curve", across: ChartAxis("day", .number(decimals: 0)),
    upward: ChartAxis("share", .percent(decimals: 0)),
    lines: [
      CurveChart.Line(
        series: ChartSeries(name: "a", title: "A & B", style: .series(0)),
        points: [
          CurveChart.Point(x: 0, mean: 1, interval: 0.9...1),
          CurveChart.Point(x: 1, mean: 0.5, interval: nil),
        ])
    ])

  static func document(_ blocks: [ReportDocument.Block]) -> ReportDocument {
    ReportDocument(
      title: "T <b>", subtitle: "", notice: "notice",
      sections: [ReportDocument.Section(anchor: "one", title: "One", blocks: blocks)],
      footer: "end")
  }

  static let library = ChartLibrary(source: "window.vegaEmbed = () => {};")

  @Test("text is escaped wherever it stands; only https and #name are links")
  func escaping() {
    #expect(HTML.escaped("<a href=\"x\">&'") == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;")
    #expect(HTML.escaped("a\u{0}b\tc\nd") == "a\u{fffd}b\tc\nd")
    let text: ReportText = .link("<1>", to: "javascript:alert(1)") + .link("2", to: "#one")
    #expect(HTML.inline(text) == "&lt;1&gt;<a href=\"#one\">2</a>")
    #expect(HTML.inline(.link("x", to: "https://a/\"b")) == "<a href=\"https://a/&quot;b\">x</a>")
    #expect(HTML.scriptData(#"{"a":"</script><!--"}"#) == #"{"a":"\u003c/script>\u003c!--"}"#)
  }

  /// FIPS 180-4's example "abc"; its digest in base 64 as OpenSSL writes it
  /// (`printf abc | openssl dgst -sha256 -binary | base64`).
  @Test("hashes are those that a security policy names")
  func hashes() {
    #expect(SHA256.base64(of: "abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }

  @Test("the policy names the style and both scripts, and nothing else may run")
  func policy() throws {
    let library = try #require(Self.library)
    let figure = ReportFigure(anchor: "c", chart: Self.curve, caption: "")
    let html = ReportPage(Self.document([.figure(figure)]), charts: library).html
    let scripts = [library.source, ReportPage.script].map { "&#39;sha256-\(SHA256.base64(of: $0))" }
    #expect(html.contains("default-src &#39;none&#39;"))
    for hash in scripts { #expect(html.contains(hash)) }
    #expect(html.contains("style-src &#39;sha256-\(SHA256.base64(of: ReportPage.style))&#39;;"))
    #expect(!html.contains("unsafe"))
    // Two scripts that run and one with data; text with an end mark opens none.
    #expect(html.components(separatedBy: "<script").count - 1 == 3)
    #expect(html.components(separatedBy: "</script>").count - 1 == 3)
    #expect(!html.contains(" style="))
    #expect(!html.contains("http:") && !html.contains("src="))
  }

  @Test("without a chart library there is no script, the tables are open, and it says what to do")
  func withoutLibrary() {
    let figure = ReportFigure(anchor: "c", chart: Self.curve, caption: "")
    let html = ReportPage(Self.document([.figure(figure)]), charts: nil).html
    #expect(!html.contains("<script"))
    #expect(html.contains("script-src &#39;none&#39;"))
    #expect(html.contains("<details open>"))
    #expect(html.contains("scripts/charts"))
  }

  @Test("the library is what the environment names, else the embedded one; a bad file is an error")
  func finding() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "charts-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func find(_ text: String?) throws -> ChartLibrary? {
      let file = folder.appending(path: "\(UUID()).js").path
      try text?.write(toFile: file, atomically: true, encoding: .utf8)
      return try ChartLibrary.find(environment: [ChartLibrary.variable: file])
    }
    #expect(try find("var vegaEmbed;")?.source == "var vegaEmbed;")
    #expect(throws: OutputError.self) { try find("vegaEmbed; '</SCRIPT>'") }
    #expect(throws: OutputError.self) { try find("something else") }
    #expect(throws: OutputError.self) { try find(nil) }
    #expect(try ChartLibrary.find(environment: [:]) == ChartLibrary.embedded)
  }

  @Test("numbers are written with groups, signs and units")
  func numbers() {
    let percent = NumberFormat.percent(decimals: 1)
    #expect(NumberFormat.number(decimals: 0).text(1_234_567) == "1,234,567")
    #expect(NumberFormat.number(decimals: 2).text(-0.125) == "\u{2212}0.12")
    #expect(NumberFormat.number(decimals: 0).change(0.2) == "0")
    #expect(
      NumberFormat.quantity(unit: "days", decimals: 0).change(-30...12)
        == "\u{2212}30 to +12 days")
    #expect(percent.text(0.0861...0.094) == "8.6 to 9.4 %")
    #expect(percent.change(0.041) == "+4.1 points")
    #expect(NumberFormat.money("$").text(37_887) == "$37,887")
    #expect(NumberFormat.money("$").text(798e6...826e6) == "$798.0 to $826.0 million")
    #expect(NumberFormat.money("$").change(-26.9e6) == "\u{2212}$26.9 million")
    #expect(ComparisonReport.chance(0.9999) == "over 99 %")
    #expect(ComparisonReport.chance(0.91) == "91 %")
  }

  /// Four draws with variance 4/3 and 16/3 and no covariance: half axes are the standard deviations
  /// times sqrt(-2 ln 0.05) = 2.4477.
  @Test("the ellipse of a cloud has the axes worked out by hand")
  func ellipse() {
    let points = [(1.0, 2.0), (-1, 2), (1, -2), (-1, -2)]
      .map { PlaneChart.Point(effect: $0.0, cost: $0.1) }
    let ellipse = PlaneChart.ellipse(points)
    let width = ellipse.map(\.effect).max() ?? 0
    let height = ellipse.map(\.cost).max() ?? 0
    #expect(abs(width - 2.4477 * (4.0 / 3).squareRoot()) < 1e-3)
    #expect(abs(height - 2.4477 * (16.0 / 3).squareRoot()) < 1e-3)
    #expect(PlaneChart.ellipse(Array(points.prefix(2))).isEmpty)
  }

  @Test("charts are JSON with a description, and equal charts are equal texts")
  func specification() throws {
    let json = Self.curve.json
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["$schema"] as? String == "https://vega.github.io/schema/vega-lite/v6.json")
    #expect((object?["description"] as? String)?.contains("A & B 50 %") == true)
    #expect(json == Self.curve.json)
    // A point without an interval has no ends, not zeros.
    let rows = (object?["data"] as? [String: Any])?["values"] as? [[String: Any]]
    #expect(rows?.map { $0["low"] != nil } == [true, false])
  }

  @Test("series are told apart by colour, and by dash and shape without it")
  func styles() {
    let styles = (0..<SeriesStyle.most).map { SeriesStyle.series($0) }
    #expect(Set(styles.map(\.color)).count == styles.count)
    #expect(Set(styles.map(\.dash)).count == styles.count)
    #expect(Set(styles.map(\.shape)).count == styles.count)
  }
}
