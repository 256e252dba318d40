internal import Foundation

/// What the operating system says about the last call that failed.
func systemError() -> String { String(cString: strerror(errno)) }

/// A folder's path without a slash at its end, so that names can stand beside it.
func withoutSlash(_ folder: String) -> String {
  folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
}

/// Writes all bytes to an open file; returns 0, or the system's number of the error.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  var start = 0
  while start < bytes.count {
    let written = bytes.withUnsafeBytes {
      Foundation.write(descriptor, $0.baseAddress! + start, bytes.count - start)
    }
    if written < 0, errno == EINTR { continue }
    guard written >= 0 else { return errno }
    start += written
  }
  return 0
}

/// Writes all bytes to an open file.
func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(OutputError) {
  let error = writeAll(bytes, to: descriptor)
  guard error == 0 else {
    throw OutputError(
      path: path, message: "cannot be written: \(String(cString: strerror(error))).")
  }
}

/// Creates a file that must not exist, with a text.
func write(_ text: String, toNewFile path: String) throws(OutputError) -> WrittenFile {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else {
    throw OutputError(path: path, message: "cannot be created: \(systemError()).")
  }
  defer { _ = close(descriptor) }
  try write(Array(text.utf8), to: descriptor, path: path)
  let name = path.split(separator: "/").last.map(String.init) ?? path
  return WrittenFile(name: name, rows: nil, sha256: SHA256.hex(of: text))
}

/// Whether something exists under a path, be it a broken link.
func exists(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0
}
