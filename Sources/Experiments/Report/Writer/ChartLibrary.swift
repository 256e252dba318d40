internal import Foundation

/// The program that draws charts in the browser: Vega, Vega-Lite and vega-embed in one script.
///
/// It is made at set-up by `scripts/charts` and embedded at the next build, so that the program stays
/// one file. A program that was built without it takes the file that `MOUDSIM_CHARTS` names.
struct ChartLibrary: Sendable, Equatable {
  /// The variable of the environment that names a file to use instead of the embedded one.
  static let variable = "MOUDSIM_CHARTS"
  /// What to do about a report without charts.
  static let advice = """
    This report was written by a program that was built without the chart library, so it shows \
    tables where charts would stand. To get charts, run scripts/charts in the source folder and \
    build again, or let the variable \(variable) name the file that scripts/charts writes, and \
    write the report again.
    """

  /// The script.
  let source: String

  /// Takes a script, which must not hold what would end its element in a page.
  init?(source: String) {
    let lower = source.lowercased()
    guard !lower.contains("</script"), !lower.contains("<!--"), !source.contains("\r"),
      source.contains("vegaEmbed")
    else { return nil }
    self.source = source
  }

  /// The script to use: the file that the environment names, else the embedded one; nil without.
  ///
  /// - Throws: `OutputError` when the environment names a file that is no chart library.
  static func find(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(OutputError) -> ChartLibrary? {
    guard let path = environment[variable], !path.isEmpty else { return embedded }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw OutputError(path: path, message: "cannot be read. \(variable) must name a file.")
    }
    guard let library = ChartLibrary(source: text) else {
      throw OutputError(
        path: path,
        message: "is no chart library that can stand in a page. scripts/charts writes one.")
    }
    return library
  }

  /// The script that was there when the program was built.
  static let embedded: ChartLibrary? = {
    guard let text = EmbeddedFiles.all["Sources/Experiments/Report/Page/vega.js"] else {
      return nil
    }
    guard let library = ChartLibrary(source: text) else {
      preconditionFailure("the embedded vega.js cannot stand in a page; run scripts/charts again")
    }
    return library
  }()
}
