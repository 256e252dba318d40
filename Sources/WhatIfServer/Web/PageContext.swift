import Hummingbird
import NIOCore

/// What is known of a request besides itself: who asks.
struct PageContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Address of the client, without its port.
  let client: String

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    client = source.channel.remoteAddress?.ipAddress ?? "unknown"
  }
}
