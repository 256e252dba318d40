import Foundation
import PackagePlugin

/// Embeds the parameter file, the bibliography, the shipped scenarios and the parts of report pages
/// into `Experiments`.
///
/// The chart library `Report/Page/vega.js` is made at set-up and embedded if it is there.
@main
struct EmbedFilesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    let folders = [
      "Sources/Experiments/Evidence", "Scenarios", "Sources/Experiments/Report/Page",
    ]
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
      .filter { ["yaml", "css", "js"].contains($0.pathExtension) }
      .sorted { $0.path() < $1.path() }
  }

  private func strippingSlash(_ path: String) -> String {
    path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
