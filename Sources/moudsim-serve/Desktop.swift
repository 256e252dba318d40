import Foundation

/// The desktop of whoever started the program.
enum Desktop {
  /// Shows a page in the usual browser; where there is none, its address was printed.
  static func show(_ page: String) {
    #if os(macOS)
      let program = "open"
    #else
      let program = "xdg-open"
    #endif
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, page]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }
}
