// Guards the server: nothing is requested or sent until the API key has been shown to belong to
// this workspace. All customers in Europe share one host, so another customer's key would work
// there just as well.

import VitallyModel

import struct VitallyModel.Record

/// A server whose key is checked with the first request.
actor ProvenSource: RecordSource {
  /// How many records of a resource are kept as witnesses.
  private static let share = 2

  private enum State {
    /// Nothing has been requested yet.
    case unchecked
    /// Known records are being requested.
    case checking(Task<Verdict, Never>)
    /// The key belongs to the workspace.
    case proven
    /// Only the user can say whether it does.
    case doubtful(VitallyError)
  }

  private enum Verdict {
    case proven
    case doubtful(VitallyError)
    /// The check could not be completed.
    case failed(VitallyError)
  }

  private let source: any RecordSource
  private let witnesses: WitnessTable?
  private let now: @Sendable () -> Moment
  private let known: [Ref]
  private var state: State
  /// The witnesses seen since the start.
  private var seen: [Resource: [Ref]] = [:]

  /// Creates a source that checks the key by known records. Without any, the key is the workspace's
  /// first and is accepted, unless there are unsent changes: those may be meant for another
  /// workspace.
  init(
    _ source: any RecordSource, known: [Ref], hasChanges: Bool, witnesses: WitnessTable?,
    now: @escaping @Sendable () -> Moment
  ) {
    self.source = source
    self.known = known
    self.witnesses = witnesses
    self.now = now
    state = known.isEmpty ? hasChanges ? .doubtful(Self.unknown) : .proven : .unchecked
  }

  /// Why the user has to confirm the key; nil when that isn't needed, or not yet known.
  var doubt: VitallyError? {
    if case .doubtful(let error) = state { error } else { nil }
  }

  /// Accepts the key, because the user has confirmed it.
  func trust() {
    try? witnesses?.forgetAll()
    seen = [:]
    state = .proven
  }

  // MARK: Requests

  nonisolated var budget: Budget? { source.budget }

  func page(_ query: ListQuery, urgency: Urgency) async throws(VitallyError) -> Page {
    try await prove()
    let page = try await source.page(query, urgency: urgency)
    note(page.records)
    return page
  }

  func record(
    _ resource: Resource, id: String, parent: Ref?, urgency: Urgency
  ) async throws(VitallyError) -> Record {
    try await prove()
    let record = try await source.record(resource, id: id, parent: parent, urgency: urgency)
    note([record])
    return record
  }

  func people(
    _ resource: Resource, email: String, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    try await prove()
    return try await source.people(resource, email: email, urgency: urgency)
  }

  func records(
    _ resource: Resource, externalID: String, in holder: Ref, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    try await prove()
    return try await source.records(
      resource, externalID: externalID, in: holder, urgency: urgency)
  }

  func send(_ write: Write) async throws(VitallyError) -> Record? {
    try await prove()
    return try await source.send(write)
  }

  // MARK: Checking the key

  /// Checks the key unless it was checked before; throws when it is not known to belong here.
  func prove() async throws(VitallyError) {
    let check: Task<Verdict, Never>
    switch state {
    case .proven: return
    case .doubtful(let error): throw error
    case .checking(let running): check = running
    case .unchecked:
      check = Task { await self.check() }
      state = .checking(check)
    }
    let verdict = await withTaskCancellationHandler {
      await check.value
    } onCancel: {
      check.cancel()
    }
    switch verdict {
    case .proven: break
    case .doubtful(let error), .failed(let error): throw error
    }
  }

  private func check() async -> Verdict {
    let verdict = await ask()
    guard case .checking = state else { return verdict }
    switch verdict {
    case .proven: state = .proven
    case .doubtful(let error): state = .doubtful(error)
    case .failed: state = .unchecked
    }
    return verdict
  }

  /// Requests the known records one after the other, as some may have been deleted.
  private func ask() async -> Verdict {
    var refusal: VitallyError?
    for ref in known {
      do throws(VitallyError) {
        _ = try await source.record(
          ref.resource, id: ref.serverID ?? "", parent: nil, urgency: .user)
        return .proven
      } catch {
        switch error.kind {
        case .notFound: break
        // It was fetched before, so reading it was allowed.
        case .forbidden: refusal = error.judged(wasAllowed: true)
        default: return .failed(error)
        }
      }
    }
    return refusal.map(Verdict.failed) ?? .doubtful(Self.strange)
  }

  /// Saves a few witnesses per resource, once each, so that the next start can check the key by
  /// them.
  private func note(_ records: [Record]) {
    guard case .proven = state, let witnesses else { return }
    for (resource, records) in Dictionary(grouping: records, by: \.resource)
    where resource.schema.reading == .byID {
      let former = seen[resource] ?? []
      guard former.count < Self.share else { continue }
      let refs = records.map(\.ref).filter { $0.serverID != nil && !former.contains($0) }
      guard !refs.isEmpty else { continue }
      let kept = Array((former + refs).prefix(Self.share))
      // If this fails, the worst case is that the user is asked at the next start.
      if (try? witnesses.keep(kept, of: resource, at: now())) != nil { seen[resource] = kept }
    }
  }

  // MARK: Doubtful keys

  private static let strange = VitallyError(
    .strangeKey,
    sentence: "This API key finds none of the records kept here: nothing is fetched or sent. "
      + "Check key and subdomain; another workspace needs its own profile.",
    delivery: .neverSent)

  private static let unknown = VitallyError(
    .strangeKey,
    sentence: "vitty can't tell whether this API key is for the workspace of these changes: "
      + "nothing is fetched or sent. Check the key and the subdomain.",
    delivery: .neverSent)
}
