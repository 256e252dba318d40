import Experiments
import HTTPTypes
import Hummingbird
internal import NIOCore

/// The page and what belongs to it, carried by the program: no request reaches the file system.
enum PageFiles {
  /// A file of the page.
  struct File: Sendable {
    let body: ByteBuffer
    let type: String
    /// Changes with the content.
    let tag: String
  }

  /// The files by their path.
  static let all: [String: File] = {
    var files: [String: File] = [:]
    let folder = "Sources/WhatIfServer/Page/"
    for (path, text) in EmbeddedFiles.all where path.hasPrefix(folder) {
      let name = String(path.dropFirst(folder.count))
      files[name == "index.html" ? "/" : "/\(name)"] = file(text, name)
    }
    // Without the chart library the page shows tables.
    files["/vega.js"] = file(WhatIfCatalogue.chartLibrary ?? "", "vega.js")
    return files
  }()

  private static func file(_ text: String, _ name: String) -> File {
    let types = [
      "html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml",
    ]
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    guard let type = types[ending] else { preconditionFailure("no type for \(name)") }
    return File(
      body: ByteBuffer(string: text), type: "\(type); charset=utf-8",
      tag: "\"\(mark(of: text))\"")
  }

  /// A short mark of a text that changes with it (FNV-1a, 64 bits).
  static func mark(of text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }

  /// Adds a route for each file.
  static func addRoutes(to router: Router<PageContext>) {
    for (path, file) in all {
      router.get(RouterPath(path)) { request, _ in
        var headers: HTTPFields = [.eTag: file.tag, .cacheControl: "no-cache"]
        if request.headers[.ifNoneMatch] == file.tag {
          return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = file.type
        return Response(
          status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.body))
      }
    }
  }
}
