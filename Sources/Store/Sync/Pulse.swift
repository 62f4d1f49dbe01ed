// Whether the server has been answering, and how fast: who is about to leave wants to know whether
// waiting for it makes sense.

import Synchronization
import VitallyModel

import struct VitallyModel.Record

/// What is known of the server's answers. Safe to use from any thread.
final class Pulse: Sendable {
  private struct State {
    var answers = 0
    /// When the last answer came.
    var answeredAt: ContinuousClock.Instant?
    var isAnswering = false
    /// Whether the last request that tells of it has reached the server.
    var isReached = true
    /// The durations of the last answers.
    var last: [Duration] = []
  }

  /// Who hears whether the server is reached, and what it was told last.
  private struct Listener {
    var tell: (@Sendable (Bool) -> Void)?
    var isReached = true
  }

  private let state = Mutex(State())
  private let listener = Mutex(Listener())

  /// Of how many answers the fastest counts: some have waited for the rate limit before.
  private static let memory = 8

  /// Whether the last request was answered.
  var isAnswering: Bool { state.withLock { $0.isAnswering } }

  /// How many requests were answered.
  var answers: Int { state.withLock { $0.answers } }

  /// How long an answer takes.
  var delay: Duration { state.withLock { $0.last.min() ?? .zero } }

  /// Whether the server is reached, as far as is known: before the first request it is.
  var isReached: Bool { state.withLock { $0.isReached } }

  /// Tells somebody when the server is not reached any more, and when it is again: in this order,
  /// whichever requests end at the same time.
  func onReach(_ tell: @escaping @Sendable (Bool) -> Void) {
    listener.withLock { $0.tell = tell }
  }

  /// Makes a request and notes what has become of it.
  func measure<Value>(
    _ request: () async throws(VitallyError) -> Value
  ) async throws(VitallyError) -> Value {
    let start = ContinuousClock.now
    do throws(VitallyError) {
      let value = try await request()
      note(.answered, since: start)
      return value
    } catch {
      note(Sign(error), since: start)
      throw error
    }
  }

  /// Notes that a request that is still being tried does not reach the server.
  func noteSilence() { note(.silent, since: .now) }

  /// What a request says of the server.
  private enum Sign {
    case answered
    case silent
    /// Nothing: it was not made, or was cancelled.
    case none

    init(_ error: VitallyError) {
      let hasAnswer = error.delivery == .answered || error.status != nil
      self =
        switch error.kind {
        case .cancelled: .none
        case .unreachable: .silent
        case .lost, .unreadable, .tooLarge: hasAnswer ? .answered : .silent
        case .unauthorized, .forbidden, .strangeKey, .notFound, .duplicate, .refused, .rateLimited,
          .server:
          hasAnswer ? .answered : .none
        }
    }
  }

  /// Notes what has become of a request that was made then.
  private func note(_ sign: Sign, since start: ContinuousClock.Instant) {
    let now = ContinuousClock.now
    state.withLock { state in
      switch sign {
      case .none: return
      case .silent:
        // One that was made before the last answer says nothing of the time since.
        if let answeredAt = state.answeredAt, answeredAt > start { return }
        state.isReached = false
      case .answered:
        state.isReached = true
        state.answers += 1
        state.answeredAt = now
        state.last = state.last.suffix(Self.memory - 1) + [now - start]
      }
      state.isAnswering = state.isReached
    }
    listener.withLock { listener in
      let isReached = isReached
      guard listener.isReached != isReached else { return }
      listener.isReached = isReached
      listener.tell?(isReached)
    }
  }
}

/// A server whose answers are noted.
struct PulsedSource: RecordSource {
  /// The server.
  let source: any RecordSource
  /// What is known of its answers.
  let pulse: Pulse

  var budget: Budget? { source.budget }

  func page(_ query: ListQuery, urgency: Urgency) async throws(VitallyError) -> Page {
    try await pulse.measure { () async throws(VitallyError) in
      try await source.page(query, urgency: urgency)
    }
  }

  func record(
    _ resource: Resource, id: String, parent: Ref?, urgency: Urgency
  ) async throws(VitallyError) -> Record {
    try await pulse.measure { () async throws(VitallyError) in
      try await source.record(resource, id: id, parent: parent, urgency: urgency)
    }
  }

  func people(
    _ resource: Resource, email: String, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    try await pulse.measure { () async throws(VitallyError) in
      try await source.people(resource, email: email, urgency: urgency)
    }
  }

  func records(
    _ resource: Resource, externalID: String, in holder: Ref, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    try await pulse.measure { () async throws(VitallyError) in
      try await source.records(resource, externalID: externalID, in: holder, urgency: urgency)
    }
  }

  func send(_ write: Write) async throws(VitallyError) -> Record? {
    try await pulse.measure { () async throws(VitallyError) in try await source.send(write) }
  }
}
