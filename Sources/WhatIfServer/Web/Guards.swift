import HTTPTypes
import Hummingbird
internal import Logging

/// Turns every failure into an answer in JSON, and writes a line about every request.
struct RequestLog: RouterMiddleware {
  typealias Context = PageContext

  func handle(
    _ request: Request, context: PageContext,
    next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = await answer(request, context, next)
    let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue.prefix(16))",
        "route": "\(context.endpointPath ?? "none")",
        "status": "\(response.status.code)", "ms": "\(Int(milliseconds.rounded()))",
        "client": "\(context.client)",
      ])
    return response
  }

  private func answer(
    _ request: Request, _ context: PageContext,
    _ next: (Request, PageContext) async throws -> Response
  ) async -> Response {
    do {
      return try await next(request, context)
    } catch let problem as Problem {
      return problem.response
    } catch let error as HTTPError {
      return Problem(error.status, error.status.reasonPhrase).response
    } catch is CancellationError {
      return Problem(.serviceUnavailable, "The request was given up.").response
    } catch {
      context.logger.error("failure", metadata: ["error": "\(type(of: error))"])
      return Problem(.internalServerError, "Something went wrong here.").response
    }
  }
}

/// Headers that keep a page from running or asking for what is not its own.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = PageContext

  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  static let headers: [(HTTPField.Name, String)] = [
    (.contentSecurityPolicy, policy), (.xContentTypeOptions, "nosniff"),
    (HTTPField.Name("Referrer-Policy")!, "no-referrer"),
    (HTTPField.Name("Cross-Origin-Opener-Policy")!, "same-origin"),
    (HTTPField.Name("Cross-Origin-Resource-Policy")!, "same-origin"),
    (
      HTTPField.Name("Permissions-Policy")!,
      "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
  ]

  func handle(
    _ request: Request, context: PageContext,
    next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for (name, value) in Self.headers { response.headers[name] = value }
    return response
  }
}

/// Refuses requests that a foreign page sends through somebody's browser.
struct OriginGuard: RouterMiddleware {
  typealias Context = PageContext
  /// Whether only names of this machine are right: a foreign name may be made to lead here.
  let isLoopback: Bool

  func handle(
    _ request: Request, context: PageContext,
    next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    let authority = request.head.authority ?? ""
    if isLoopback, !Self.isLocal(authority) {
      throw Problem(.misdirectedRequest, "This server answers to localhost only.")
    }
    if let origin = request.headers[.origin], origin != "http://\(authority)" {
      throw Problem(.forbidden, "Requests from other pages are not answered.")
    }
    return try await next(request, context)
  }

  static func isLocal(_ authority: String) -> Bool {
    let host =
      authority.hasPrefix("[")
      ? String(authority.prefix { $0 != "]" }) + "]"
      : String(authority.prefix { $0 != ":" })
    return ["localhost", "127.0.0.1", "[::1]"].contains(host.lowercased())
  }
}
