import Hummingbird

/// Reads the body of a request: JSON, not too large, not too slow.
enum JSONBody {
  /// The text of the body.
  static func text(of request: inout Request, limits: ServerLimits) async throws -> String {
    let type = request.headers[.contentType]?.lowercased() ?? ""
    guard type == "application/json" || type.hasPrefix("application/json;") else {
      throw Problem(.unsupportedMediaType, "Send JSON: Content-Type: application/json.")
    }
    let buffer = try await collected(request.body, limits: limits)
    guard let text = String(validating: buffer.readableBytesView, as: UTF8.self) else {
      throw Problem(.badRequest, "The text is not UTF-8.")
    }
    return text
  }

  private static func collected(
    _ body: RequestBody, limits: ServerLimits
  ) async throws -> ByteBuffer {
    try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
      group.addTask {
        var all = ByteBuffer()
        for try await part in body {
          all.writeImmutableBuffer(part)
          guard all.readableBytes <= limits.requestBytes else {
            throw Problem(
              .contentTooLarge, "The request is larger than \(limits.requestBytes) bytes.")
          }
        }
        return all
      }
      group.addTask {
        try await Task.sleep(for: limits.requestTime)
        throw Problem(.requestTimeout, "The request took too long to arrive.")
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else {
        throw Problem(.internalServerError, "Nothing was read.")
      }
      return first
    }
  }
}
