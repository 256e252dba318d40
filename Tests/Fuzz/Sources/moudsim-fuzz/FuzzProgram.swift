import CFuzzer
import Foundation

/// Gives libFuzzer one reader of the simulator, named by the environment because libFuzzer starts
/// itself again with its own arguments.
///
///     MOUDSIM_READER=scenario moudsim-fuzz [options of libFuzzer] [corpus ...]
///     MOUDSIM_READER=scenario moudsim-fuzz --dictionary
@main
enum FuzzProgram {
  private static let environment = ProcessInfo.processInfo.environment
  private static let plantsFault = environment["MOUDSIM_PLANTED_FAULT"] != nil

  private static let reader: InputReader = {
    let names = InputReader.allCases.map(\.rawValue)
    guard let name = environment["MOUDSIM_READER"], let reader = InputReader(rawValue: name) else {
      FileHandle.standardError.write(
        Data("error: set MOUDSIM_READER to one of: \(names.joined(separator: ", ")).\n".utf8))
      exit(64)
    }
    return reader
  }()

  static func main() {
    if CommandLine.arguments.dropFirst().first == "--dictionary" {
      print(FuzzDictionary.text(of: reader), terminator: "")
      return
    }
    // What is read once would otherwise count as the time of the first input.
    _ = reader.verdict(on: [])
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        FuzzProgram.check(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
      })
  }

  /// Stops at a broken promise, which libFuzzer then reports and keeps.
  private static func check(_ bytes: [UInt8]) {
    let verdict = reader.verdict(on: bytes)
    if case .broken(let reason) = verdict { fatalError(reason) }
    if plantsFault { PlantedFault.look(at: bytes) }
  }
}
