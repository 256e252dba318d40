import Foundation
import PackagePlugin

/// Embeds the parameter file, the bibliography and the shipped scenarios into `Experiments`.
@main
struct EmbedFilesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    let folders = ["Sources/Experiments/Evidence", "Scenarios"]
    let files = folders.flatMap { yamlFiles(below: root.appending(path: $0)) }
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) text files",
        executable: try context.tool(named: "EmbedFiles").url,
        arguments: [output.path(), strippingSlash(root.path())] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }

  private func yamlFiles(below folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.allObjects as? [URL] ?? [])
      .filter { $0.pathExtension == "yaml" }
      .sorted { $0.path() < $1.path() }
  }

  private func strippingSlash(_ path: String) -> String {
    path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
