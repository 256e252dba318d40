import Foundation
import TestSupport

/// Servers of tests run one at a time: each computes with all threads, and answers may be late.
actor Gate {
  private static let shared = Gate()
  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Does some work while no other server runs.
  static func pass<Value: Sendable>(
    _ work: @Sendable () async throws -> Value
  ) async throws -> Value {
    await shared.enter()
    let result: Result<Value, any Error>
    do { result = .success(try await work()) } catch { result = .failure(error) }
    await shared.leave()
    return try result.get()
  }

  private func enter() async {
    guard isTaken else { return isTaken = true }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
  }
}

/// Work that waits for others, away from the few threads that tests and servers share.
///
/// It stays part of the task that asks for it, so that what it expects counts for its test.
final class OwnThread: TaskExecutor {
  /// Does some work on a thread of its own.
  static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withTaskExecutorPreference(OwnThread()) { try work() }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// Bytes over a connection of one's own, for requests that no client would send.
struct Wire: ~Copyable {
  private let descriptor: Int32

  /// Connects to a port of this machine.
  init(port: Int) throws {
    guard let found = Self.connection(port: port) else {
      throw Served.Unexpected(description: "cannot connect to port \(port)")
    }
    descriptor = found
    var limit = timeval(tv_sec: 20 * Sanitizer.patience, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// A connection to whichever address of this machine answers.
  private static func connection(port: Int) -> Int32? {
    var hints = addrinfo()
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo("localhost", String(port), &hints, &first) == 0 else { return nil }
    defer { freeaddrinfo(first) }
    var next = first
    while let address = next?.pointee {
      let found = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
      if connect(found, address.ai_addr, address.ai_addrlen) == 0 { return found }
      close(found)
      next = address.ai_next
    }
    return nil
  }

  /// Sends bytes; that the other side has gone is no error.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    _ = Foundation.send(descriptor, bytes, bytes.count, flags)
  }

  /// Says that nothing more will be sent.
  func finish() {
    #if canImport(Glibc)
      let how = Int32(SHUT_WR)
    #else
      let how = SHUT_WR
    #endif
    shutdown(descriptor, how)
  }

  /// What arrives until the other side closes, or until a text is in it.
  func receive(until mark: String? = nil) -> String {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      all += buffer[..<count]
      if let mark, String(decoding: all, as: UTF8.self).contains(mark) { break }
    }
    return String(decoding: all, as: UTF8.self)
  }

  /// One answer of a connection that may stay open; nil where the other side closed before its end.
  ///
  /// - Parameter isHead: whether only the head was asked for, whatever length it tells.
  func answer(toHead isHead: Bool = false) -> Answer? {
    var all = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let answer = Answer(all, toHead: isHead) { return answer }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      all += buffer[..<count]
    }
  }

  /// Sends a request and returns what comes back, waiting on a thread of its own: the server may need
  /// the one that asks.
  static func exchange(port: Int, _ text: String) async throws -> String {
    try await OwnThread.run {
      let wire = try Wire(port: port)
      wire.send(text)
      return wire.receive()
    }
  }
}
