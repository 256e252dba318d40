/// A file that was read: its name and the hash of its bytes as they were read.
public struct InputDigest: Sendable, Equatable, Codable {
  /// As the user gave it, or as the file that names it does.
  public var name: String
  /// SHA-256 of its bytes, in hexadecimal digits.
  public var sha256: String

  /// Describes a file that was read.
  public init(name: String, sha256: String) {
    self.name = name
    self.sha256 = sha256
  }
}
