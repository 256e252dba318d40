/// A report as its parts mean, before anybody decides how they look.
struct ReportDocument: Sendable {
  /// A part with a heading, listed in the table of contents.
  struct Section: Sendable {
    /// Name that links lead to: small letters, digits and hyphens.
    var anchor: String
    /// The heading.
    var title: String
    /// What stands below the heading.
    var blocks: [Block]
  }

  /// A part of a section.
  enum Block: Sendable {
    /// Sentences that belong together.
    case paragraph(ReportText)
    /// A heading inside a section.
    case heading(String)
    /// Points of equal rank.
    case list([ReportText])
    /// Terms, each with what it means.
    case definitions([Definition])
    /// A table that is always shown.
    case table(ReportTable)
    /// A table that is shown when somebody asks for it, under a line that says what it is.
    case folded(ReportTable, summary: String)
    /// A chart with its caption and its numbers as a table.
    case figure(ReportFigure)
    /// Something that must not be missed.
    case note(ReportText)
    /// Lines to type or to compare letter by letter.
    case code(String)
  }

  /// A term and what it means.
  struct Definition: Sendable, Equatable {
    /// The term.
    var term: ReportText
    /// What it means.
    var meaning: ReportText
  }

  /// What the report is called.
  var title: String
  /// One line below the title: what was simulated.
  var subtitle: ReportText
  /// What must be said on the first screen.
  var notice: ReportText
  /// The parts in the order of reading.
  var sections: [Section]
  /// Who wrote it, below everything.
  var footer: ReportText

  /// All figures in the order of reading.
  var figures: [ReportFigure] {
    sections.flatMap(\.blocks).compactMap { block in
      if case .figure(let figure) = block { figure } else { nil }
    }
  }
}

/// A chart with all that a reader needs who cannot see it.
struct ReportFigure: Sendable {
  /// Name that links lead to; unique in the report.
  var anchor: String
  /// What is drawn.
  var chart: any Chart
  /// What to see in it, below the title; may be empty.
  var caption: ReportText
}
