import Foundation
import PackagePlugin

/// Embeds text files into the targets that use it: the parameter file, the bibliography, the shipped
/// scenarios and the parts of report pages into `Experiments`, the what-if page into `WhatIfServer`.
///
/// The chart library `Report/Page/vega.js` is made at set-up and embedded if it is there.
@main
struct EmbedFilesPlugin: BuildToolPlugin {
  /// Folders by target.
  private static let folders = [
    "Experiments": [
      "Sources/Experiments/Evidence", "Scenarios", "Sources/Experiments/Report/Page",
    ],
    "WhatIfServer": ["Sources/WhatIfServer/Page"],
  ]

  /// A target that asks for files that nobody chose.
  private struct Misuse: Error, CustomStringConvertible {
    let description: String
  }

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    guard let folders = Self.folders[target.name] else {
      throw Misuse(description: "no folders to embed into \(target.name)")
    }
    let files = folders.flatMap { texts(below: root.appending(path: $0)) }
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) text files",
        executable: try context.tool(named: "EmbedFiles").url,
        arguments: [output.path(), strippingSlash(root.path())] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }

  private func texts(below folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.allObjects as? [URL] ?? [])
      .filter { ["yaml", "css", "js", "html", "svg"].contains($0.pathExtension) }
      .sorted { $0.path() < $1.path() }
  }

  private func strippingSlash(_ path: String) -> String {
    path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
