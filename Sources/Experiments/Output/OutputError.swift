/// Something that could not be written, and what to do about it; ends a command with status 73.
public struct OutputError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file or folder as the user would type it.
  public var path: String
  /// What went wrong and what to do.
  public var message: String

  /// Describes a failure to write.
  public init(path: String, message: String) {
    self.path = path
    self.message = message
  }

  /// `error: path: message`.
  public var description: String { "error: \(path): \(message)" }
}
