// Whether the server has been answering, and how fast: who is about to leave wants to know whether
// waiting for it makes sense.

import Synchronization
import VitallyModel

import struct VitallyModel.Record

/// What is known of the server's answers. Safe to use from any thread.
final class Pulse: Sendable {
  private struct State {
    var answers = 0
    var isAnswering = false
    /// Whether the last request was not answered.
    var wasSilent = false
    /// The durations of the last answers.
    var last: [Duration] = []
  }

  private let state = Mutex(State())
  /// Called when the server answers again after a request that it did not answer.
  private let listener = Mutex<(@Sendable () -> Void)?>(nil)

  /// Of how many answers the fastest counts: some have waited for the rate limit before.
  private static let memory = 8

  /// Whether the last request was answered.
  var isAnswering: Bool { state.withLock { $0.isAnswering } }

  /// How many requests were answered.
  var answers: Int { state.withLock { $0.answers } }

  /// How long an answer takes.
  var delay: Duration { state.withLock { $0.last.min() ?? .zero } }

  /// Tells somebody when the server answers again.
  func onReturn(_ tell: @escaping @Sendable () -> Void) { listener.withLock { $0 = tell } }

  /// Makes a request and notes what has become of it.
  func measure<Value>(
    _ request: () async throws(VitallyError) -> Value
  ) async throws(VitallyError) -> Value {
    let start = ContinuousClock.now
    do throws(VitallyError) {
      let value = try await request()
      note(isAnswer: true, after: ContinuousClock.now - start)
      return value
    } catch {
      note(isAnswer: error.delivery == .answered, after: ContinuousClock.now - start)
      throw error
    }
  }

  private func note(isAnswer: Bool, after time: Duration) {
    let isBack = state.withLock { state in
      let isBack = isAnswer && state.wasSilent
      state.isAnswering = isAnswer
      state.wasSilent = !isAnswer
      guard isAnswer else { return false }
      state.answers += 1
      state.last = state.last.suffix(Self.memory - 1) + [time]
      return isBack
    }
    if isBack { listener.withLock { $0 }?() }
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
