internal import Foundation

/// Whole text files outside a run's folder, and hashes of files that are read.
public enum TextFile {
  /// Makes the folder of a file that is to be written after long work, so that work is not done in vain.
  public static func makeFolder(of path: String) throws(OutputError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: folder, message: "cannot be made: \(error.localizedDescription)")
    }
    guard access(folder, W_OK) == 0 else {
      throw OutputError(path: folder, message: "cannot be written to: \(systemError()).")
    }
  }

  /// Writes a text under a name in one step: readers see the old file or the new one.
  public static func write(_ text: String, to path: String) throws(OutputError) {
    let work = "\(path).writing-\(getpid())"
    do throws(OutputError) {
      _ = try Experiments.write(text, toNewFile: work)
      guard rename(work, path) == 0 else {
        throw OutputError(path: path, message: "cannot be written: \(systemError()).")
      }
    } catch {
      _ = unlink(work)
      throw OutputError(path: path, message: error.message)
    }
  }

  /// Writes a text to an open file, for example standard output.
  ///
  /// A reader that has gone away (a closed pipe) is no error: it has seen what it wanted.
  public static func write(_ text: String, toDescriptor descriptor: Int32, name: String)
    throws(OutputError)
  {
    let error = writeAll(Array(text.utf8), to: descriptor)
    guard error == 0 || error == EPIPE else {
      throw OutputError(
        path: name, message: "cannot be written: \(String(cString: strerror(error))).")
    }
  }

  /// SHA-256 of a file's bytes; nil where it cannot be read.
  static func sha256(of path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return SHA256.hex(of: [UInt8](data))
  }
}
