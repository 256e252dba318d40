internal import Logging
import ServiceLifecycle

/// Looks after the desk as long as the server runs, and closes it when the server ends.
struct DeskService: Service {
  let desk: RunDesk
  let logger: Logger

  func run() async throws {
    await withGracefulShutdownHandler {
      while !Task.isShuttingDownGracefully, !Task.isCancelled {
        await desk.sweep()
        try? await Task.sleep(for: .milliseconds(250))
      }
    } onGracefulShutdown: {
      Task { await desk.close() }
    }
    await desk.close()
    logger.info("runs stopped")
  }
}
