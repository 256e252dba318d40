import Foundation

/// Writes a Swift file that holds text files as string literals.
///
/// Called by `EmbedFilesPlugin` as `EmbedFiles OUTPUT ROOT FILE...`; a file's key is its path
/// relative to `ROOT`. The result declares `enum EmbeddedFiles { static let all: [String: String] }`.
@main
struct EmbedFiles {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first, let root = arguments.dropFirst().first else {
      FileHandle.standardError.write(Data("usage: EmbedFiles OUTPUT ROOT FILE...\n".utf8))
      exit(64)
    }
    var source = "/// The text files that are part of the binary, by path in the package.\n"
    source += "enum EmbeddedFiles {\n  static let all: [String: String] = [\n"
    for file in arguments.dropFirst(2).sorted() {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let key = file.hasPrefix(root + "/") ? String(file.dropFirst(root.count + 1)) : file
      // Two pound signs: none of the embedded texts may close the literal.
      precondition(!text.contains("\"\"\"##"), "\(file) contains the literal's end mark")
      source += "    \"\(key)\": ##\"\"\"\n\(text)\n\"\"\"##,\n"
    }
    source += "  ]\n}\n"
    // An old file with the same text is left as it is, so that nothing is compiled again for it.
    if (try? String(contentsOfFile: output, encoding: .utf8)) != source {
      try source.write(toFile: output, atomically: true, encoding: .utf8)
    }
  }
}
