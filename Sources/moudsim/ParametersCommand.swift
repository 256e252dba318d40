import ArgumentParser
import Experiments

/// `moudsim parameters`: the numbers about the world that are built in.
struct ParametersCommand: ParsableCommand {
  /// Forms in which parameters are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case yaml, csv
  }

  static let configuration = CommandConfiguration(
    commandName: "parameters",
    abstract: "Print the built-in parameters: value, unit, range, uncertainty, source.",
    discussion: """
      A scenario overrides them by key, below `parameters:`.

      EXAMPLE:
        moudsim parameters --key overdose
        moudsim parameters --format csv > parameters.csv
      """)

  @Option(help: "Print the parameters whose key begins so.")
  var key = ""

  @Option(help: "How to print them.")
  var format = Format.yaml

  func run() throws {
    let rows = BuiltIn.parameters.rows.filter { $0.key.hasPrefix(key) }
    guard !rows.isEmpty else {
      let groups = Set(BuiltIn.parameters.keys.compactMap { $0.split(separator: ".").first })
      throw ValidationError(
        "No parameter's key begins with '\(key)'. Keys begin with: "
          + groups.map(String.init).sorted().joined(separator: ", ") + ".")
    }
    switch format {
    case .yaml: try Terminal.result(ParameterListing.yaml(rows))
    case .csv: try Terminal.result(ParameterListing.csv(rows))
    }
  }
}
