import Experiments
import HTTPTypes
import Hummingbird
internal import ServiceLifecycle

/// The routes of runs and lives.
struct RunRoutes: Sendable {
  let desk: RunDesk
  let limits: ServerLimits
  let limiter: RateLimiter

  func add(to router: Router<PageContext>) {
    router.post("/api/runs") { request, context in try await submit(request, context) }
    router.get("/api/runs/:id") { _, context in try await result(context) }
    router.get("/api/runs/:id/events") { request, context in
      try await events(request, context)
    }
    router.get("/api/runs/:id/scenario.yaml") { _, context -> Response in
      let job = try await job(context)
      return .download(
        Array(WhatIfRun(job.setting).scenarioYAML.utf8), name: "what-if.yaml",
        type: "application/yaml; charset=utf-8")
    }
    router.get("/api/runs/:id/outcomes.csv") { _, context -> Response in
      guard let result = try await job(context).result, result.isComplete else {
        throw Problem(.conflict, "The run is not finished.", retryAfter: 1)
      }
      return .download(
        result.outcomesCSV, name: "outcomes.csv", type: "text/csv; charset=utf-8")
    }
    router.post("/api/life") { request, context in try await life(request, context) }
  }

  private func submit(_ request: Request, _ context: PageContext) async throws -> Response {
    var request = request
    try admit(context)
    let text = try await JSONBody.text(of: &request, limits: limits)
    let setting: WhatIfSetting
    do throws(Faults) { setting = try WhatIfSetting.read(json: text) } catch {
      throw Problem(error)
    }
    switch await desk.submit(setting) {
    case .busy(let seconds): throw Self.busy(seconds)
    case .accepted(let isNew):
      var response = Response.json(
        "{\"id\":\"\(setting.id)\",\"setting\":\(setting.canonical),"
          + "\"events\":\"/api/runs/\(setting.id)/events\"}")
      response.status = isNew ? .accepted : .ok
      return response
    }
  }

  private func admit(_ context: PageContext) throws {
    if let seconds = limiter.wait(context.client) {
      throw Problem(
        .tooManyRequests, "Too many requests from here. Wait a little.", retryAfter: seconds)
    }
  }

  private static func busy(_ seconds: Int) -> Problem {
    Problem(
      .tooManyRequests, "Too many runs are waiting. Try again in \(seconds) s.",
      retryAfter: seconds)
  }

  private func job(_ context: PageContext) async throws -> RunJob {
    guard let id = context.parameters.get("id"), let job = await desk.job(id) else {
      throw Problem(.notFound, "There is no such run. Ask for it with POST /api/runs.")
    }
    return job
  }

  private func result(_ context: PageContext) async throws -> Response {
    let job = try await job(context)
    guard let latest = job.latest, latest.kind != .queued else {
      var response = Response.json("{\"complete\":false,\"replications\":0}")
      response.status = .accepted
      return response
    }
    return .json(latest.json)
  }

  private func events(_ request: Request, _ context: PageContext) async throws -> Response {
    guard await desk.streams < limits.streams else {
      throw Problem(.tooManyRequests, "Too many pages are open.", retryAfter: 5)
    }
    guard let id = context.parameters.get("id"), let watch = await desk.watch(id) else {
      throw Problem(.notFound, "There is no such run. Ask for it with POST /api/runs.")
    }
    return Response(
      status: .ok,
      headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        defer { watch.stop() }
        try await request.body.consumeWithInboundCloseHandler { _ in
          // The first bytes tell the browser that the stream is open.
          try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
          try await closingDesk {
            for await event in watch.events {
              try await writer.write(ByteBuffer(string: event.text))
            }
          }
        } onInboundClosed: {
          watch.stop()
        }
        try await writer.finish(nil)
      })
  }

  /// Does what may wait for a run.
  ///
  /// A server that ends waits for its open requests before anything else ends: they must stop the runs
  /// themselves.
  private func closingDesk<Value>(
    _ work: () async throws -> Value
  ) async rethrows -> Value {
    try await withGracefulShutdownHandler(
      operation: work, onGracefulShutdown: { Task { await desk.close() } })
  }

  private func life(_ request: Request, _ context: PageContext) async throws -> Response {
    var request = request
    try admit(context)
    let text = try await JSONBody.text(of: &request, limits: limits)
    let wish: WhatIfLifeRequest
    do throws(Faults) { wish = try WhatIfLifeRequest.read(json: text) } catch {
      throw Problem(error)
    }
    switch await closingDesk({ await desk.life(wish, key: wish.key) }) {
    case .success(let json): return .json(json)
    case .failure(.busy(let seconds)): throw Self.busy(seconds)
    case .failure(.stopped): throw Problem(.serviceUnavailable, "The request was given up.")
    case .failure(.nobody(let people)):
      throw Problem(
        .notFound, "There is no such person: the community has \(people) people, from 0.")
    }
  }
}
