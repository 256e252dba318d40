/// Tables and figures of a page.
enum PageParts {
  /// A table that scrolls sideways in its own frame where the screen is narrow.
  static func table(_ table: ReportTable) -> String {
    HTML.element(
      "div",
      ["class": "frame", "role": "region", "aria-label": table.caption, "tabindex": "0"],
      markup(table, showsCaption: true))
  }

  /// A table that is shown when somebody asks for it.
  static func folded(_ table: ReportTable, summary: String, isOpen: Bool) -> String {
    let content =
      HTML.element("summary", text: summary)
      + HTML.element(
        "div",
        [
          "class": "frame", "role": "region", "aria-label": "\(summary): \(table.caption)",
          "tabindex": "0",
        ],
        markup(table, showsCaption: false))
    return "<details\(isOpen ? " open" : "")>\(content)</details>"
  }

  /// A chart with title, caption, legend and its numbers.
  ///
  /// Where it is not drawn the numbers are open.
  static func figure(_ figure: ReportFigure, isDrawn: Bool) -> String {
    let chart = figure.chart
    var caption = HTML.element("span", ["class": "title"], text: chart.title)
    if !figure.caption.isEmpty {
      caption += HTML.element("span", ["class": "caption"], HTML.inline(figure.caption))
    }
    var parts = [HTML.element("figcaption", [:], caption)]
    if isDrawn {
      if !chart.legend.isEmpty { parts.append(legend(chart)) }
      parts.append(
        HTML.element("div", ["class": "chart", "id": "chart-\(figure.anchor)"], ""))
    }
    parts.append(
      folded(chart.table, summary: "The numbers of this chart as a table", isOpen: !isDrawn))
    return HTML.element("figure", ["id": figure.anchor], parts.joined(separator: "\n"))
  }

  private static func markup(_ table: ReportTable, showsCaption: Bool) -> String {
    let head = table.columns.map { column in
      column.isNumeric
        ? HTML.element("th", ["scope": "col", "class": "number"], HTML.inline(column.heading))
        : headCell(column.heading)
    }
    let rows = table.rows.map { row in
      let cells = zip(row, table.columns).enumerated().map { index, pair in
        let content = HTML.inline(pair.0)
        switch (index, pair.1.isNumeric) {
        case (0, false): return HTML.element("th", ["scope": "row"], content)
        case (0, true): return HTML.element("th", ["scope": "row", "class": "number"], content)
        case (_, true): return HTML.element("td", ["class": "number"], content)
        case (_, false): return HTML.element("td", [:], content)
        }
      }
      return HTML.element("tr", [:], cells.joined())
    }
    let caption = HTML.element(
      "caption", ["class": showsCaption ? "shown" : "unseen"], text: table.caption)
    return HTML.element(
      "table", [:],
      caption + HTML.element("thead", [:], HTML.element("tr", [:], head.joined()))
        + HTML.element("tbody", [:], rows.joined(separator: "\n")))
  }

  /// A column's heading; a corner without words is no heading.
  private static func headCell(_ heading: ReportText) -> String {
    heading.isEmpty ? "<td></td>" : HTML.element("th", ["scope": "col"], HTML.inline(heading))
  }

  /// What colours, dashes and shapes mean; it wraps, which a legend inside a drawing cannot.
  private static func legend(_ chart: any Chart) -> String {
    let items = chart.legend.map { series in
      let sample = chart.isLegendOfAreas ? patch(series.style) : swatch(series.style)
      return HTML.element("li", [:], sample + HTML.element("span", text: series.title))
    }
    return HTML.element("ul", ["class": "legend", "aria-label": "Legend"], items.joined())
  }

  private static func patch(_ style: SeriesStyle) -> String {
    HTML.element(
      "svg", ["width": "18", "height": "14", "viewBox": "0 0 18 14", "aria-hidden": "true"],
      HTML.element("path", ["d": "M1 1h16v12h-16Z", "fill": style.color], ""))
  }

  private static func swatch(_ style: SeriesStyle) -> String {
    let dash = style.dash.map { HumanNumber.text($0) }.joined(separator: " ")
    return HTML.element(
      "svg",
      ["width": "34", "height": "14", "viewBox": "0 0 34 14", "aria-hidden": "true"],
      HTML.element(
        "line",
        [
          "x1": "0", "y1": "7", "x2": "34", "y2": "7", "stroke": style.color, "stroke-width": "3",
          "stroke-dasharray": dash,
        ], "")
        + HTML.element("path", ["d": outline(style.shape), "fill": style.color], ""))
  }

  /// The shape of a series' points around the middle of its swatch.
  private static func outline(_ shape: String) -> String {
    switch shape {
    case "circle": "M12.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z"
    case "square": "M13 3h8v8h-8Z"
    case "triangle-up": "M17 2l5 9h-10Z"
    case "triangle-down": "M17 12l5 -9h-10Z"
    case "triangle-right": "M22 7l-9 5v-10Z"
    case "diamond": "M17 1.5l4 5.5l-4 5.5l-4 -5.5Z"
    case "cross": "M15.5 2h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5Z"
    default: preconditionFailure("no outline for the shape \(shape)")
    }
  }
}
