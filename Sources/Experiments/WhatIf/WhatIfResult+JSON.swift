internal import Foundation
internal import Statistics

/// A result as the page takes it.
extension WhatIfResult {
  /// The whole result as JSON in one line: words, figures, charts and their tables.
  public var json: String { WhatIfJSON.text(Document(self)) }

  private struct Document: Encodable {
    let id: String
    let setting: WhatIfJSON.Raw
    let replications: Int
    let planned: Int
    let complete: Bool
    let attributed: Bool
    let headline: WhatIfHeadline
    let figures: [Figure]
    let charts: [WhatIfJSON.Drawing]
    let command: String

    init(_ result: WhatIfResult) {
      id = result.setting.id
      setting = WhatIfJSON.Raw(result.setting.canonical)
      replications = result.replications
      planned = result.setting.replications
      complete = result.isComplete
      attributed = result.isAttributed
      headline = WhatIfHeadline(result)
      figures = WhatIfFigure.all(of: result).map {
        Figure($0, showsPlan: result.setting.changesAnything)
      }
      charts = WhatIfCharts(result: result).all.map {
        WhatIfJSON.Drawing(id: $0.id, chart: $0.chart)
      }
      command =
        "moudsim run \(WhatIfSetting.scenarioName).yaml"
        + (result.setting.changesAnything ? " --strategy \(WhatIfSetting.plan)" : "")
    }
  }

  private struct Figure: Encodable {
    let metric, title, today, plan, change, range, verdict: String
    let todayMean, planMean, changeMean, changeLow, changeHigh: Double?

    init(_ figure: WhatIfFigure, showsPlan: Bool) {
      let format = figure.kind.format
      let comparison = figure.comparison
      let interval = comparison.difference.confidenceInterval()
      metric = figure.kind.metric
      title = figure.kind.title
      today = WhatIfFigure.text(comparison.today.mean, format)
      plan = showsPlan ? WhatIfFigure.text(comparison.plan.mean, format) : ""
      change = showsPlan ? comparison.difference.mean.map(format.change) ?? "" : ""
      // What costs the same in every pair has no range.
      let isSpread = interval.map { $0.lower < $0.upper } ?? false
      range =
        showsPlan && isSpread ? format.change(interval.map { $0.lower...$0.upper }) : ""
      verdict = showsPlan ? figure.verdict : "same"
      todayMean = comparison.today.mean
      planMean = comparison.plan.mean
      changeMean = comparison.difference.mean
      changeLow = interval?.lower
      changeHigh = interval?.upper
    }
  }
}

/// JSON for the page.
enum WhatIfJSON {
  /// One line, with keys in one order so that equal results are equal texts.
  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      preconditionFailure("a result that is no JSON: \(error)")
    }
  }

  /// JSON that is there already.
  struct Raw: Encodable {
    private let value: Value

    init(_ text: String) {
      do {
        value = try JSONDecoder().decode(Value.self, from: Data(text.utf8))
      } catch {
        preconditionFailure("not JSON: \(text)")
      }
    }

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
  }

  private enum Value: Codable {
    case text(String)
    case flag(Bool)
    case whole(UInt64)
    case number(Double)
    case list([Value])
    case object([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let whole = try? container.decode(UInt64.self) {
        self = .whole(whole)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else {
        self = .object(try container.decode([String: Value].self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .flag(let flag): try container.encode(flag)
      case .whole(let whole): try container.encode(whole)
      case .number(let number): try container.encode(number)
      case .list(let list): try container.encode(list)
      case .object(let object): try container.encode(object)
      }
    }
  }

  /// A chart with its words, its numbers and its legend.
  struct Drawing: Encodable {
    let id, title, description: String
    let legend: [Sample]
    /// Whether colours are those of areas, not of lines.
    let areas: Bool
    let specification: VegaLite
    let table: Numbers

    init(id: String, chart: any Chart) {
      self.id = id
      title = chart.title
      description = chart.description
      legend = chart.legend.map {
        Sample(
          title: $0.title, color: $0.style.color, dash: $0.style.dash, shape: $0.style.shape)
      }
      areas = chart.isLegendOfAreas
      specification = chart.specification
      table = Numbers(chart.table)
    }
  }

  /// A series in a legend.
  struct Sample: Encodable {
    let title, color: String
    let dash: [Double]
    let shape: String
  }

  /// A table as texts.
  struct Numbers: Encodable {
    let caption: String
    let columns: [String]
    let numeric: [Bool]
    let rows: [[String]]

    init(_ table: ReportTable) {
      caption = table.caption
      columns = table.columns.map(\.heading.plain)
      numeric = table.columns.map(\.isNumeric)
      rows = table.rows.map { $0.map(\.plain) }
    }
  }
}
