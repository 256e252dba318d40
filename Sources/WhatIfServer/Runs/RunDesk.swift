import Experiments

/// Takes requests, computes one at a time with all threads, and keeps what is finished.
///
/// Equal requests are one run. A run that nobody watches or asks for is stopped. What the parts of a
/// plan add is worked out when nothing else waits.
actor RunDesk {
  /// What becomes of a request for a run.
  enum Admission: Equatable {
    case accepted(isNew: Bool)
    /// Too many wait; come again after some seconds.
    case busy(retryAfter: Int)
  }

  /// Why a life is not told.
  enum LifeFailure: Error {
    case busy(retryAfter: Int)
    case nobody(people: Int)
    case stopped
  }

  /// A piece of work in the queue.
  enum Work: Equatable {
    case run(String)
    case parts(String)
    case life(Int)
  }

  /// A life that somebody waits for.
  struct LifeJob {
    let request: WhatIfLifeRequest
    let key: String
    let cancellation = Cancellation()
    let answer: CheckedContinuation<Result<String, LifeFailure>, Never>
  }

  let limits: ServerLimits
  let threads: Int
  private(set) var jobs: [String: RunJob] = [:]
  private var queue: [Work] = []
  private var current: Work?
  private var lives: [Int: LifeJob] = [:]
  private var knownLives = Shelf<String>()
  private var bases = Shelf<WhatIfRun.Base>()
  private var nextNumber = 0
  private var isClosed = false
  /// Seconds that the last run took, to tell others when to come again.
  private var lastSeconds = 2.0

  /// Opens the desk.
  init(limits: ServerLimits, threads: Int) {
    self.limits = limits
    self.threads = threads
  }

  // MARK: - Runs

  /// Asks for a run; an equal one is shared.
  func submit(_ setting: WhatIfSetting) -> Admission {
    let id = setting.id
    if jobs[id] != nil {
      jobs[id]?.touched = .now
      return .accepted(isNew: false)
    }
    stopUnwatched()
    guard !isClosed, waiting < limits.waiting else { return .busy(retryAfter: retryAfter) }
    jobs[id] = RunJob(setting: setting, touched: .now)
    enqueue(.run(id))
    return .accepted(isNew: true)
  }

  /// What is known of a run now; nil where there is no such run.
  func job(_ id: String) -> RunJob? {
    jobs[id]?.touched = .now
    return jobs[id]
  }

  /// Streams the events of a run, beginning with what is known; nil where there is no such run.
  func watch(_ id: String) -> RunWatch? {
    guard var job = jobs[id] else { return nil }
    let (stream, continuation) = AsyncStream.makeStream(
      of: RunEvent.self, bufferingPolicy: .bufferingNewest(1))
    if let latest = job.latest { continuation.yield(latest) }
    if job.state == .finished {
      continuation.finish()
    } else {
      let number = number()
      job.watchers[number] = continuation
      job.hadWatchers = true
      continuation.onTermination = { _ in Task { await self.leave(id, number) } }
    }
    job.touched = .now
    jobs[id] = job
    return RunWatch(events: stream, stop: { continuation.finish() })
  }

  /// How many streams are open.
  var streams: Int { jobs.values.reduce(0) { $0 + $1.watchers.count } }

  /// What lies on the desk.
  struct Census: Equatable {
    /// Runs and lives that are computed or wait.
    var open = 0
    /// Finished runs in memory.
    var finished = 0
    /// Open streams.
    var streams = 0
    /// Whether something is being computed.
    var isBusy = false
  }

  /// What lies on the desk now.
  var census: Census {
    let finished = jobs.values.count { $0.state == .finished }
    return Census(
      open: jobs.count - finished + lives.count, finished: finished, streams: streams,
      isBusy: current != nil)
  }

  private func leave(_ id: String, _ number: Int) {
    guard jobs[id]?.watchers.removeValue(forKey: number) != nil else { return }
    jobs[id]?.touched = .now
    if !queue.isEmpty { stopUnwatched() }
  }

  // MARK: - Lives

  /// Tells a life; somebody who does not wait any longer cancels the task.
  func life(_ request: WhatIfLifeRequest, key: String) async -> Result<String, LifeFailure> {
    if let known = knownLives[key] { return .success(known) }
    stopUnwatched()
    guard !isClosed, waiting < limits.waiting else {
      return .failure(.busy(retryAfter: retryAfter))
    }
    let number = number()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { answer in
        lives[number] = LifeJob(request: request, key: key, answer: answer)
        enqueue(.life(number))
      }
    } onCancel: {
      Task { await self.forget(number) }
    }
  }

  private func forget(_ number: Int) {
    guard let life = lives[number] else { return }
    life.cancellation.cancel()
    guard current != .life(number) else { return }
    queue.removeAll { $0 == .life(number) }
    lives[number] = nil
    life.answer.resume(returning: .failure(.stopped))
  }

  // MARK: - Order of work

  /// Work that somebody waits for; parts are worked out when there is time.
  private var waiting: Int {
    queue.count { if case .parts = $0 { false } else { true } }
  }

  private var retryAfter: Int { max(1, Int((lastSeconds * Double(waiting)).rounded(.up))) }

  private func number() -> Int {
    nextNumber += 1
    return nextNumber
  }

  private func enqueue(_ work: Work) {
    // Parts make way, and begin again later.
    if case .parts(let id) = current { jobs[id]?.cancellation.cancel() }
    queue.append(work)
    tellPositions()
    advance()
  }

  private func advance() {
    guard current == nil, !isClosed, !queue.isEmpty else { return }
    let index = queue.firstIndex { if case .parts = $0 { false } else { true } } ?? 0
    let work = queue.remove(at: index)
    current = work
    tellPositions()
    Task {
      switch work {
      case .run(let id): await run(id)
      case .parts(let id): await parts(id)
      case .life(let number): await tell(number)
      }
      current = nil
      advance()
    }
  }

  private func tellPositions() {
    for (position, work) in queue.enumerated() {
      guard case .run(let id) = work else { continue }
      jobs[id]?.tell(RunEvent(kind: .queued, json: "{\"before\":\(position + 1)}"))
    }
  }

  // MARK: - Work

  private func run(_ id: String) async {
    guard let job = jobs[id] else { return }
    jobs[id]?.state = .running
    let (base, threads) = (bases[job.setting.baseID], threads)
    let (setting, cancellation) = (job.setting, job.cancellation)
    let (updates, source) = AsyncStream.makeStream(
      of: WhatIfResult.self, bufferingPolicy: .bufferingNewest(1))
    let teller = Task { for await result in updates { show(result, id) } }
    let start = ContinuousClock.now
    let result = await BackgroundWork.run {
      WhatIfRun(setting).execute(
        base: base, threads: threads, cancellation: cancellation,
        update: { source.yield($0) })
    }
    source.finish()
    await teller.value
    lastSeconds = (ContinuousClock.now - start) / .seconds(1)
    guard let result, jobs[id] != nil else { return drop(id) }
    if let today = result.base {
      // Short runs weigh, too: no more of today's practices are kept than runs.
      let room = limits.keptReplications / 2
      let least = room / max(1, limits.keptRuns)
      bases.put(today, under: setting.baseID, weight: max(result.replications, least))
      bases.shrink(to: room)
    }
    if result.isAttributed { return finish(id, result) }
    jobs[id]?.state = .queued
    queue.append(.parts(id))
  }

  private func parts(_ id: String) async {
    guard let job = jobs[id], let result = job.result else { return }
    let cancellation = Cancellation()
    jobs[id]?.cancellation = cancellation
    jobs[id]?.state = .running
    let threads = threads
    let attributed = await BackgroundWork.run {
      WhatIfRun(job.setting).attribute(result, threads: threads, cancellation: cancellation)
    }
    if let attributed { return finish(id, attributed) }
    // Stopped to make way for others; without watchers what is there is enough.
    guard let job = jobs[id] else { return }
    if job.watchers.isEmpty { return drop(id) }
    jobs[id]?.state = .queued
    queue.append(.parts(id))
  }

  private func tell(_ number: Int) async {
    guard let life = lives[number] else { return }
    let (request, cancellation) = (life.request, life.cancellation)
    let answer = await BackgroundWork.run { () -> Result<String, LifeFailure> in
      do throws(WhatIfLife.Failure) {
        return .success(try WhatIfLife.find(request, cancellation: cancellation).json)
      } catch {
        switch error {
        case .stopped: return .failure(.stopped)
        case .nobody(let people): return .failure(.nobody(people: people))
        }
      }
    }
    if case .success(let json) = answer {
      knownLives.put(json, under: life.key, weight: 1)
      knownLives.shrink(to: limits.keptLives)
    }
    lives[number] = nil
    life.answer.resume(returning: answer)
  }

  private func show(_ result: WhatIfResult, _ id: String) {
    guard jobs[id] != nil else { return }
    let isLast = result.isComplete && result.isAttributed
    jobs[id]?.result = result
    jobs[id]?.tell(RunEvent(kind: isLast ? .final : .result, json: result.json))
  }

  private func finish(_ id: String, _ result: WhatIfResult) {
    show(result, id)
    jobs[id]?.state = .finished
    jobs[id]?.touched = .now
    jobs[id]?.dismiss()
    shrink()
  }

  private func drop(_ id: String) {
    jobs[id]?.dismiss()
    jobs[id] = nil
  }

  /// Forgets the finished runs that nobody has asked for longest.
  private func shrink() {
    let finished = jobs.filter { $0.value.state == .finished }
      .sorted { $0.value.touched > $1.value.touched }
    var kept = 0
    for (index, (id, job)) in finished.enumerated() {
      kept += 2 * job.setting.replications
      let isTooMuch = kept > limits.keptReplications || index >= limits.keptRuns
      if index > 0, isTooMuch { jobs[id] = nil }
    }
  }

  // MARK: - Those who have left

  /// Stops runs that nobody waits for any longer.
  func sweep() {
    for (id, job) in jobs where job.state != .finished && job.watchers.isEmpty {
      let patience = job.hadWatchers ? limits.leftAfter : limits.abandonedAfter
      if ContinuousClock.now - job.touched > patience { stop(id) }
    }
  }

  /// Stops runs whose watchers have all left, because others wait.
  private func stopUnwatched() {
    for (id, job) in jobs
    where job.state != .finished && job.watchers.isEmpty && job.hadWatchers { stop(id) }
  }

  private func stop(_ id: String) {
    jobs[id]?.cancellation.cancel()
    queue.removeAll { $0 == .run(id) || $0 == .parts(id) }
    drop(id)
  }

  /// Stops everything, because the server ends.
  func close() {
    isClosed = true
    for id in Array(jobs.keys) { stop(id) }
    for number in Array(lives.keys) { forget(number) }
  }
}

/// A stream of events, and how to end it.
struct RunWatch: Sendable {
  let events: AsyncStream<RunEvent>
  let stop: @Sendable () -> Void
}
