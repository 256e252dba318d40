import ArgumentParser
import Experiments

/// `moudsim sweep status`: how far a sweep is.
struct SweepStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what of a sweep is done, failed, missing; with the queue's view if it has jobs.",
    discussion: """
      EXAMPLE:
        moudsim sweep status Output/my-sweep
      """)

  @OptionGroup var sweep: SweepFolderArgument

  func run() throws {
    let plan = try Sweep(sweep.folder)
    let status = try SweepStatus(plan)
    var text = status.text
    do throws(SlurmError) {
      text += try SlurmJobs(plan).queue()
    } catch {
      // The files can be read where there is no queue.
      Terminal.message(error.description.replacing("error: ", with: "note: "))
    }
    if status.isComplete { text += "Complete. Merge: moudsim sweep merge \(plan.path)\n" }
    try Terminal.result(text)
  }
}
