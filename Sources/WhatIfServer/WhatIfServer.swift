import Experiments
public import Hummingbird
public import Logging
internal import HummingbirdCore
import NIOCore

/// The what-if page and its routes as a program that answers HTTP.
public enum WhatIfServer {
  /// Builds the server.
  ///
  /// - Parameters:
  ///   - options: where to listen, and what clients may ask for.
  ///   - logger: receives a line for each request.
  ///   - ready: called with the port once the server listens.
  public static func application(
    _ options: ServerOptions, logger: Logger,
    ready: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let desk = RunDesk(limits: options.limits, threads: options.threads)
    return application(options, desk: desk, logger: logger, ready: ready)
  }

  /// Builds a server around a desk, so that tests can look at what lies on it.
  static func application(
    _ options: ServerOptions, desk: RunDesk, logger: Logger,
    ready: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let limits = options.limits
    let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders())
    router.add(middleware: RequestLog())
    router.add(middleware: OriginGuard(isLoopback: options.isLoopback))
    PageFiles.addRoutes(to: router)
    addFixedRoutes(to: router)
    RunRoutes(
      desk: desk, limits: limits,
      limiter: RateLimiter(burst: limits.burst, perSecond: limits.requestsPerSecond)
    ).add(to: router)
    var app = Application(
      router: router,
      server: .http1(
        configuration: .init(
          idleTimeout: TimeAmount(limits.idleTime),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(
        address: .hostname(options.host, port: options.port),
        availableConnectionsDelegate: ConnectionLimit(limits.connections, logger: logger)),
      onServerRunning: { channel in await ready(channel.localAddress?.port ?? options.port) },
      logger: logger)
    app.addServices(DeskService(desk: desk, logger: logger))
    return app
  }

  /// Serves until the process is asked to end (SIGINT or SIGTERM), then lets open requests finish.
  public static func serve(
    _ options: ServerOptions, logger: Logger,
    ready: @escaping @Sendable (Int) async -> Void = { _ in }
  ) async throws {
    try await application(options, logger: logger, ready: ready).runService()
  }

  private static func addFixedRoutes(to router: Router<PageContext>) {
    router.get("/healthz") { _, _ in Response.text("ok\n", type: "text/plain; charset=utf-8") }
    router.get("/api/setting") { _, _ in Response.json(WhatIfCatalogue.json) }
    router.get("/api/evidence/:policy") { _, context in
      let name = context.parameters.get("policy") ?? ""
      guard let json = WhatIfCatalogue.evidence(of: name) else {
        throw Problem(
          .notFound, "There is no such policy. \(WhatIfCatalogue.nearestPolicy(to: name))")
      }
      return Response.json(json)
    }
  }
}
