/// Writes a report as one file of HTML that needs nothing else: style, script and data are in it.
///
/// A strict security policy names the style and the scripts by their hashes and forbids everything else,
/// so that neither the page nor a text in it can load or run anything.
struct ReportPage: Sendable {
  private let document: ReportDocument
  private let charts: ChartLibrary?

  /// Prepares the page; without a library tables stand where charts would.
  init(_ document: ReportDocument, charts: ChartLibrary?) {
    let anchors = document.sections.map(\.anchor) + document.figures.map(\.anchor)
    precondition(Set(anchors).count == anchors.count, "ReportPage: anchors repeat: \(anchors)")
    self.document = document
    self.charts = charts
  }

  /// The style of every page.
  static let style = resource("report.css")
  /// The script that draws the charts of a page.
  static let script = resource("report.js")

  private static func resource(_ name: String) -> String {
    let path = "Sources/Experiments/Report/Page/\(name)"
    guard let text = EmbeddedFiles.all[path] else { preconditionFailure("\(path) is not embedded") }
    return text
  }

  /// The whole page.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    \(HTML.void("meta", ["http-equiv": "Content-Security-Policy", "content": policy]))
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    \(HTML.element("title", text: document.title))
    <style>\(Self.style)</style>
    </head>
    <body>
    <a class="skip" href="#content">Skip to the content</a>
    \(header)
    <div class="columns">
    \(contents)
    <main id="content">
    \(document.sections.map(section).joined(separator: "\n"))
    </main>
    </div>
    \(HTML.element("footer", [:], HTML.element("p", [:], HTML.inline(document.footer))))
    \(scripts)</body>
    </html>

    """
  }

  /// The scripts that run in the page; none without charts.
  private var sources: [String] {
    guard let charts, !document.figures.isEmpty else { return [] }
    return [charts.source, Self.script]
  }

  private var policy: String {
    let scripts = sources.map { "'sha256-\(SHA256.base64(of: $0))'" }.joined(separator: " ")
    return "default-src 'none'; base-uri 'none'; form-action 'none'; "
      + "style-src 'sha256-\(SHA256.base64(of: Self.style))'; "
      + "script-src \(scripts.isEmpty ? "'none'" : scripts)"
  }

  private var scripts: String {
    guard !sources.isEmpty else { return "" }
    let data = document.figures.map { figure in
      HTML.element(
        "script", ["type": "application/json", "data-chart": "chart-\(figure.anchor)"],
        HTML.scriptData(figure.chart.json))
    }
    return (data + sources.map { "<script>\($0)</script>" }).joined(separator: "\n") + "\n"
  }

  private var header: String {
    let title = HTML.element("h1", text: document.title)
    let subtitle = HTML.element("p", ["class": "subtitle"], HTML.inline(document.subtitle))
    let notice = HTML.element("p", ["class": "notice"], HTML.inline(document.notice))
    let lines = [title, document.subtitle.isEmpty ? "" : subtitle, notice, fallback]
    return HTML.element("header", [:], lines.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  /// How to get charts where there are none.
  private var fallback: String {
    guard !document.figures.isEmpty else { return "" }
    guard charts == nil else {
      return
        "<noscript><p class=\"notice\">Charts need scripts, which are switched off. Every chart's "
        + "numbers are in a table below it.</p></noscript>"
    }
    return HTML.element("p", ["class": "notice", "id": "no-charts"], text: ChartLibrary.advice)
  }

  private var contents: String {
    let items = document.sections.map {
      HTML.element("li", [:], HTML.element("a", ["href": "#\($0.anchor)"], text: $0.title))
    }
    return HTML.element(
      "nav", ["aria-labelledby": "contents-title"],
      HTML.element("h2", ["id": "contents-title"], text: "Contents")
        + HTML.element("ul", [:], items.joined()))
  }

  private func section(_ section: ReportDocument.Section) -> String {
    let heading = HTML.element("h2", ["id": "\(section.anchor)-title"], text: section.title)
    let body = section.blocks.map { block($0) }.joined(separator: "\n")
    return HTML.element(
      "section", ["id": section.anchor, "aria-labelledby": "\(section.anchor)-title"],
      "\n\(heading)\n\(body)\n")
  }

  private func block(_ block: ReportDocument.Block) -> String {
    switch block {
    case .paragraph(let text): HTML.element("p", [:], HTML.inline(text))
    case .heading(let text): HTML.element("h3", text: text)
    case .list(let items):
      HTML.element("ul", [:], items.map { HTML.element("li", [:], HTML.inline($0)) }.joined())
    case .definitions(let list):
      HTML.element(
        "dl", [:],
        list.map {
          HTML.element("dt", [:], HTML.inline($0.term))
            + HTML.element("dd", [:], HTML.inline($0.meaning))
        }.joined())
    case .table(let table): PageParts.table(table)
    case .folded(let table, let summary): PageParts.folded(table, summary: summary, isOpen: false)
    case .figure(let figure): PageParts.figure(figure, isDrawn: charts != nil)
    case .note(let text): HTML.element("p", ["class": "notice"], HTML.inline(text))
    case .code(let text):
      HTML.element(
        "pre", ["tabindex": "0", "role": "region", "aria-label": "Text to copy"],
        HTML.element("code", text: text))
    }
  }
}
