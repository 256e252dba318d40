/// The command as a person typed it.
enum Invocation {
  /// The words, without the folder of the program.
  static var command: [String] { ["moudsim"] + CommandLine.arguments.dropFirst() }

  /// One line that a shell reads back.
  static var text: String { command.map(quoted).joined(separator: " ") }

  /// An argument as a shell reads it back.
  private static func quoted(_ argument: String) -> String {
    let plain = argument.allSatisfy { $0.isLetter || $0.isNumber || "-_=./:,+@%".contains($0) }
    return plain && !argument.isEmpty
      ? argument : "'\(argument.replacing("'", with: #"'\''"#))'"
  }
}
