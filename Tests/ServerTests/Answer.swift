import Foundation
import HTTPTypes

/// What comes back for a request.
struct Answer: Sendable {
  let status: HTTPResponse.Status
  let headers: HTTPFields
  /// The body.
  let text: String

  /// Reads the bytes of an answer; nil while it is not whole.
  init?(_ bytes: Data, toHead isHead: Bool) {
    guard let gap = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self).split(separator: "\r\n")
    guard let code = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    var headers = HTTPFields()
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else { return nil }
      headers.append(HTTPField(name: name, value: parts[1].trimmingCharacters(in: .whitespaces)))
    }
    let body = bytes[gap.upperBound...]
    let told = headers[.contentLength].flatMap { Int($0) } ?? 0
    let length = isHead || code == HTTPResponse.Status.notModified.code ? 0 : told
    guard body.count >= length else { return nil }
    status = HTTPResponse.Status(code: code)
    self.headers = headers
    text = String(decoding: body, as: UTF8.self)
  }

  /// The body as a JSON object.
  var object: [String: Any] {
    get throws { try Self.object(text) }
  }

  /// A text as a JSON object.
  static func object(_ text: String) throws -> [String: Any] {
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let object = parsed as? [String: Any] else {
      throw Served.Unexpected(description: "no object: \(text.prefix(200))")
    }
    return object
  }

  /// `path: message` of each fault.
  var faults: [String] {
    get throws {
      (try object["faults"] as? [[String: Any]] ?? []).map {
        "\($0["path"] as? String ?? ""): \($0["message"] as? String ?? "")"
      }
    }
  }
}
