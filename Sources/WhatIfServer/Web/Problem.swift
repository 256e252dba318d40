import Experiments
internal import Foundation
import HTTPTypes
import Hummingbird

/// An answer that says what is wrong, as JSON.
struct Problem: Error {
  /// One thing wrong with a request.
  struct Detail: Encodable {
    let path, message: String
    let line, column: Int?
  }

  let status: HTTPResponse.Status
  let message: String
  var faults: [Detail] = []
  /// Seconds after which to come again.
  var retryAfter: Int?

  /// A fault of the request's JSON.
  init(_ faults: Faults) {
    status = .badRequest
    message = "The request is not right."
    self.faults = faults.faults.map {
      Detail(path: $0.path, message: $0.message, line: $0.line, column: $0.column)
    }
  }

  init(_ status: HTTPResponse.Status, _ message: String, retryAfter: Int? = nil) {
    self.status = status
    self.message = message
    self.retryAfter = retryAfter
  }

  /// The answer.
  var response: Response {
    struct Body: Encodable {
      let error: String
      let faults: [Detail]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = (try? encoder.encode(Body(error: message, faults: faults))) ?? Data()
    var response = Response.json(String(decoding: bytes, as: UTF8.self))
    response.status = status
    if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
    // What is left of a body that was refused would be read as the next request.
    if status == .contentTooLarge || status == .requestTimeout {
      response.headers[.connection] = "close"
    }
    return response
  }
}

extension Response {
  /// A text with its type, not to be kept by anybody.
  static func text(_ text: String, type: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// JSON, not to be kept by anybody.
  static func json(_ json: String) -> Response {
    text(json, type: "application/json; charset=utf-8")
  }

  /// A file to be saved.
  static func download(_ bytes: [UInt8], name: String, type: String) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: type, .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"\(name)\"",
      ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
