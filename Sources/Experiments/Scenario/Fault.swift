/// One thing wrong with an input file, at its place.
public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
  /// Path as the user gave it.
  public var file: String
  /// Line and column, counted from 1; nil where the fault concerns the whole file.
  public var line: Int?
  /// Column, counted from 1 in Unicode scalars.
  public var column: Int?
  /// Where in the document, for example `communities[2].resources.otpPlaces`; may be empty.
  public var path: String
  /// What was found, what is allowed, what to do.
  public var message: String

  /// Describes a fault.
  public init(file: String, line: Int? = nil, column: Int? = nil, path: String, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.message = message
  }

  /// `file:line:column: error: path: message`, on one line.
  public var description: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
    let subject = path.isEmpty ? "" : "\(path): "
    return Self.visible("\(place.joined(separator: ":")): error: \(subject)\(message)")
  }

  /// The text with what cannot be seen written as `\u001B`: a quoted value must not begin another
  /// line, nor steer the terminal or turn the direction of writing of whoever reads the fault.
  private static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result +=
          "\\u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
          .unicodeScalars
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

/// All that is wrong with an input, in the order of the file.
public struct Faults: Error, Sendable, Equatable, CustomStringConvertible {
  /// At least one fault.
  public var faults: [Fault]

  /// Wraps at least one fault.
  public init(_ faults: [Fault]) {
    precondition(!faults.isEmpty, "no fault to report")
    self.faults = faults
  }

  /// One fault a line.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
