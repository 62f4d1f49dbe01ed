// Stands before the server: nothing is asked of it and nothing sent before the API key has shown
// that it belongs to this workspace. All customers in Europe share one host, so that another
// customer's key works there as well as one's own.

import VitallyModel

import struct VitallyModel.Record

/// A server whose key is checked with the first request.
actor ProvenSource: RecordSource {
  /// How many records of a resource are kept to know the workspace by.
  private static let share = 2

  private enum State {
    /// Nothing was asked yet.
    case unchecked
    /// Known records are being asked for.
    case checking(Task<Verdict, Never>)
    /// The key belongs to the workspace.
    case proven
    /// Only the user can say that it does.
    case doubtful(VitallyError)
  }

  private enum Verdict {
    case proven
    case doubtful(VitallyError)
    /// It could not be found out.
    case failed(VitallyError)
  }

  private let source: any RecordSource
  private let witnesses: WitnessTable?
  private let now: @Sendable () -> Moment
  private let known: [Ref]
  private var state: State
  /// What was seen since the start.
  private var seen: [Resource: [Ref]] = [:]

  /// A server to be checked by records that are known. Where there are none, a key is the first one
  /// of the workspace and belongs to it, unless changes have been made before: those may be meant
  /// for another.
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

  /// Why only the user can say that the key belongs here; nil where that is known, or may be yet.
  var doubt: VitallyError? {
    if case .doubtful(let error) = state { error } else { nil }
  }

  /// The user says that the key belongs to this workspace.
  func trust() {
    try? witnesses?.forgetAll()
    seen = [:]
    state = .proven
  }

  // MARK: Requests

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

  func send(_ write: Write) async throws(VitallyError) -> Record? {
    try await prove()
    return try await source.send(write)
  }

  // MARK: The proof

  /// Waits until the key is known to belong here.
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

  /// Asks for the known records, one after the other: some may have been deleted since.
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
        // It came in once: to read it was allowed.
        case .forbidden: refusal = error.judged(wasAllowed: true)
        default: return .failed(error)
        }
      }
    }
    return refusal.map(Verdict.failed) ?? .doubtful(Self.strange)
  }

  /// Keeps some of what was seen, once for each resource: what is known is known on the disk before
  /// the next start.
  private func note(_ records: [Record]) {
    guard case .proven = state, let witnesses else { return }
    for (resource, records) in Dictionary(grouping: records, by: \.resource)
    where resource.schema.reading == .byID {
      let former = seen[resource] ?? []
      guard former.count < Self.share else { continue }
      let refs = records.map(\.ref).filter { $0.serverID != nil && !former.contains($0) }
      guard !refs.isEmpty else { continue }
      let kept = Array((former + refs).prefix(Self.share))
      // Without them the user is asked at the next start, and nothing worse.
      if (try? witnesses.keep(kept, of: resource, at: now())) != nil { seen[resource] = kept }
    }
  }

  // MARK: Doubts

  private static let strange = VitallyError(
    .strangeKey,
    sentence: "This API key finds none of the records kept here, so nothing is fetched or sent. "
      + "Check the key and the subdomain; another workspace needs its own profile.",
    delivery: .neverSent)

  private static let unknown = VitallyError(
    .strangeKey,
    sentence: "vitty can't tell whether this API key is for the workspace in which these changes "
      + "were made, so nothing is fetched or sent. Check the key and the subdomain.",
    delivery: .neverSent)
}
