import Experiments
import Foundation

/// Results go to standard output, everything else to standard error.
enum Terminal {
  /// Writes a result; a reader that has gone away is no error.
  static func result(_ text: String) throws(OutputError) {
    try TextFile.write(text, toDescriptor: STDOUT_FILENO, name: "standard output")
  }

  /// Writes a line for people; that it cannot be shown is no reason to stop.
  static func message(_ line: String) {
    try? TextFile.write(line + "\n", toDescriptor: STDERR_FILENO, name: "standard error")
  }

  /// Rewrites the current line of a terminal.
  static func status(_ text: String) {
    try? TextFile.write(
      "\r\(text)\u{1B}[K", toDescriptor: STDERR_FILENO, name: "standard error")
  }

  /// Whether a person sees standard error as it is written, on a terminal that can rewrite a line.
  static var isInteractive: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }
}
