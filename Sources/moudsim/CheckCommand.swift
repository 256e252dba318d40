import ArgumentParser
import Experiments

/// `moudsim check`: says everything that is wrong with scenario files.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read and check scenarios; say what would run.",
    discussion: """
      All faults of all files are told at once, each with its line and column. Exit status 65 if \
      there is one.

      EXAMPLE:
        moudsim check massachusetts my-county.yaml
        moudsim check three-counties --set run.horizonYears=2
      """)

  @Argument(
    help: "Scenario files, or names of shipped scenarios.",
    completion: .file(extensions: ["yaml"]))
  var scenarios: [String]

  @OptionGroup var setting: SettingArguments

  func run() throws {
    var faults: [Fault] = []
    for path in scenarios {
      do throws(Faults) {
        let scenario = try setting.read(path)
        try? Terminal.result("\(path): no fault\n\(RunOutline(scenario).text)")
      } catch {
        faults += error.faults
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
  }
}
