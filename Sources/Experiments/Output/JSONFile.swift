internal import Foundation

/// Values as JSON files: snake-case keys in alphabetical order, an end of line at the end.
enum JSONFile {
  /// The text of a value that holds no number without a JSON form.
  static func text(of value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("\(type(of: value)): \(error)")
    }
  }
}
