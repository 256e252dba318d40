import Experiments

/// The command as a person typed it.
enum Invocation {
  /// The words, without the folder of the program.
  static var command: [String] { ["moudsim"] + CommandLine.arguments.dropFirst() }

  /// One line that a shell reads back.
  static var text: String { CommandText.line(command) }
}
