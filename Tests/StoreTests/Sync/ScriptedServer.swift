// A server in memory that does what a test tells it: it keeps records, counts calls, and fails
// or stalls when asked to.

import Foundation
import Store
import Synchronization
import VitallyModel

actor ScriptedServer: RecordSource {
  /// What a call is called in `calls`.
  enum Verb: String {
    case page
    case record
    case people
    case send
  }

  /// A failure that is set for a later call.
  private struct Failure {
    var verb: Verb
    var resource: Resource?
    var error: VitallyError
    /// How many calls of this kind succeed before.
    var skips: Int
    /// Whether the write happens all the same.
    var happens: Bool
  }

  /// Every call: its verb, resource and what was asked.
  private(set) var calls: [String] = []
  /// Every write that was asked for.
  private(set) var writes: [Write] = []
  /// The records of the writes that have happened, also of those whose answer is lost.
  private(set) var happened: [String] = []
  /// What there is, in the order of making.
  var records: [Resource: [JSONObject]] = [:]
  /// Whether writes answer without a body.
  private var isSilent = false
  /// Fields that updates and creates leave as they are, without an error.
  private var ignored: Set<String> = []
  private var failures: [Failure] = []
  private var isRejectingKey = false
  private var isAway = false
  /// How many calls succeed until the key is rejected, and until the server goes away.
  private var callsUntil: (rejection: Int, absence: Int) = (.max, .max)
  private var number = 0
  private var held: [CheckedContinuation<Void, Never>]?
  private var heldPages: [CheckedContinuation<Void, Never>]?
  private var watchers: [CheckedContinuation<Void, Never>] = []
  private var meanwhile: (@Sendable () async -> Void)?
  /// What the server says of the budget.
  private let budgetNow = Mutex<Budget?>(nil)

  // MARK: Set by tests

  func put(_ resource: Resource, _ bodies: [JSONObject]) {
    for body in bodies {
      records[resource, default: []].removeAll { $0["id"] == body["id"] }
      records[resource, default: []].append(body)
    }
  }

  func change(_ resource: Resource, _ id: String, _ fields: JSONObject) {
    guard let index = index(resource, id) else { return }
    for member in fields.members { records[resource]?[index][member.key] = member.value }
  }

  func delete(_ resource: Resource, _ id: String) {
    records[resource]?.removeAll { $0["id"]?.text == id }
  }

  /// The next call of this kind fails, or one after some that succeed.
  func fail(
    _ verb: Verb, _ resource: Resource? = nil, with error: VitallyError, after skips: Int = 0,
    happens: Bool = false
  ) {
    failures.append(
      Failure(verb: verb, resource: resource, error: error, skips: skips, happens: happens))
  }

  /// Fields that the server leaves as they are from now on, without an error.
  func ignore(_ fields: Set<String>) { ignored = fields }

  nonisolated func state(_ budget: Budget) { budgetNow.withLock { $0 = budget } }

  func rejectKey(_ isRejecting: Bool) {
    isRejectingKey = isRejecting
    callsUntil.rejection = .max
  }

  /// The key is rejected once so many calls have succeeded.
  func rejectKey(after calls: Int) { callsUntil.rejection = calls }

  /// The server goes away, or is back.
  func goAway(_ isAway: Bool) {
    self.isAway = isAway
    callsUntil.absence = .max
  }

  /// The server goes away once so many calls have succeeded.
  func goAway(after calls: Int) { callsUntil.absence = calls }

  func answerWithoutBody() { isSilent = true }

  func forgetCalls() {
    calls = []
    writes = []
  }

  /// Writes do not answer until they are released.
  func hold() { held = [] }

  func release() {
    for continuation in (held ?? []) + (heldPages ?? []) { continuation.resume() }
    held = nil
    heldPages = nil
  }

  /// Does something while the next answer to a request for a record is on its way.
  func answerNextRecord(after work: @escaping @Sendable () async -> Void) { meanwhile = work }

  /// Waits until so many writes are being held.
  func isHolding(_ count: Int) async throws {
    while (held?.count ?? 0) < count { try await Task.sleep(for: .milliseconds(1)) }
  }

  /// Pages do not come until they are released.
  func holdPages() { heldPages = [] }

  /// Waits until a page is being held.
  func pageIsHeld() async {
    if heldPages?.isEmpty == false { return }
    await withCheckedContinuation { watchers.append($0) }
  }

  /// Lets the oldest page go that is being held.
  func releasePage() {
    guard heldPages?.isEmpty == false else { return }
    heldPages?.removeFirst().resume()
  }

  private func holdPage() async {
    guard heldPages != nil else { return }
    await withCheckedContinuation { continuation in
      heldPages?.append(continuation)
      for watcher in watchers { watcher.resume() }
      watchers = []
    }
  }

  func body(_ resource: Resource, _ id: String) -> JSONObject? {
    index(resource, id).flatMap { records[resource]?[$0] }
  }

  func count(_ resource: Resource) -> Int { records[resource]?.count ?? 0 }

  // MARK: RecordSource

  nonisolated var budget: Budget? { budgetNow.withLock { $0 } }

  func page(_ query: ListQuery, urgency: Urgency) async throws(VitallyError) -> Page {
    let filters = query.filters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let place = query.parent.map { "\($0)/" } ?? ""
    let start = Int(query.cursor ?? "0") ?? 0
    note(
      .page, query.resource,
      [place + query.resource.rawValue, query.sort?.rawValue ?? "", "\(start)", "\(urgency)"]
        + filters)
    await holdPage()
    _ = try check(.page, query.resource)
    let all = (records[query.resource] ?? []).filter { matches($0, query) }
    let key = (query.sort ?? .createdAt).rawValue
    let sorted = all.enumerated().sorted { left, right in
      let (first, second) = (left.element[key]?.text ?? "", right.element[key]?.text ?? "")
      return first == second ? left.offset > right.offset : first > second
    }.map(\.element)
    let end = query.sort == nil ? sorted.count : min(sorted.count, start + query.limit)
    let bodies = start < end ? Array(sorted[start..<end]) : []
    return Page(
      records: bodies.compactMap { Record(query.resource, body: $0) },
      next: end < sorted.count ? String(end) : nil)
  }

  func record(
    _ resource: Resource, id: String, parent: Ref?, urgency: Urgency
  ) async throws(VitallyError) -> Record {
    note(.record, resource, [(parent.map { "\($0)/" } ?? "") + resource.rawValue, id])
    let outcome = Result { () throws(VitallyError) in try check(.record, resource) }
    if let work = meanwhile {
      meanwhile = nil
      await work()
    }
    _ = try outcome.get()
    let found = (records[resource] ?? []).first {
      $0["id"]?.text == id || (resource.hasExternalAddress && $0["externalId"]?.text == id)
    }
    guard let found, let record = Record(resource, body: found) else { throw .missing }
    return record
  }

  func people(
    _ resource: Resource, email: String, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    note(.people, resource, [resource.rawValue, email])
    _ = try check(.people, resource)
    return (records[resource] ?? []).filter { $0["email"]?.text == email }
      .compactMap { Record(resource, body: $0) }
  }

  func records(
    _ resource: Resource, externalID: String, in holder: Ref, urgency: Urgency
  ) async throws(VitallyError) -> [Record] {
    note(.record, resource, ["\(holder)/\(resource.rawValue)", "externalId=\(externalID)"])
    _ = try check(.record, resource)
    return (records[resource] ?? []).filter {
      $0["externalId"]?.text == externalID && $0["customObjectId"]?.text == holder.serverID
    }.compactMap { Record(resource, body: $0) }
  }

  func send(_ write: Write) async throws(VitallyError) -> Record? {
    note(.send, write.resource, [write.action.rawValue, write.resource.rawValue, write.id ?? ""])
    writes.append(write)
    if held != nil { await withCheckedContinuation { held?.append($0) } }
    let failure = try check(.send, write.resource)
    let record = try perform(write)
    if let failure { throw failure }
    return isSilent ? nil : record
  }

  // MARK: Inside

  private func note(_ verb: Verb, _ resource: Resource, _ words: [String]) {
    calls.append(
      ([verb.rawValue] + words).filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// Throws what was set for this call. What is thrown only after the write is answered.
  private func check(_ verb: Verb, _ resource: Resource) throws(VitallyError) -> VitallyError? {
    if callsUntil.rejection == 0 { isRejectingKey = true }
    if callsUntil.absence == 0 { isAway = true }
    callsUntil.rejection -= 1
    callsUntil.absence -= 1
    if isRejectingKey { throw .badKey }
    let index = failures.firstIndex {
      $0.verb == verb && ($0.resource == nil || $0.resource == resource)
    }
    guard let index else {
      if isAway { throw .offline }
      return nil
    }
    failures[index].skips -= 1
    guard failures[index].skips < 0 else { return nil }
    let failure = failures.remove(at: index)
    if failure.happens { return failure.error }
    throw failure.error
  }

  private func perform(_ write: Write) throws(VitallyError) -> Record? {
    var write = write
    for field in ignored { write.body[field] = nil }
    happened.append(write.id ?? "")
    switch write.action {
    case .create:
      number += 1
      var body = write.body
      body["id"] = .string("new-\(number)")
      if body["createdAt"] == nil { body["createdAt"] = .string(TestClock.start.iso) }
      body["updatedAt"] = .string(TestClock.start.iso)
      if let path = write.resource.schema.holderPath {
        body[path.text] = (write.parent?.serverID).map { .string($0) }
      }
      put(write.resource, [body])
      return Record(write.resource, body: body)
    case .update:
      guard let id = write.id, let index = index(write.resource, id) else { throw .missing }
      var body = records[write.resource]?[index] ?? [:]
      if write.resource.schema.resendsTags { body["tags"] = [] }
      body = NewChange(.update, .server(write.resource, id), fields: write.body).apply(to: body)
      records[write.resource]?[index] = body
      return Record(write.resource, body: body)
    case .archive:
      guard !ignored.contains("archivedAt") else { return nil }
      change(write.resource, write.id ?? "", ["archivedAt": .string(TestClock.start.iso)])
      return nil
    case .destroy:
      guard let id = write.id, index(write.resource, id) != nil else { throw .missing }
      delete(write.resource, id)
      return nil
    }
  }

  private func index(_ resource: Resource, _ id: String) -> Int? {
    records[resource]?.firstIndex { $0["id"]?.text == id }
  }

  private func matches(_ body: JSONObject, _ query: ListQuery) -> Bool {
    if let archived = query.filters["archived"] {
      guard (archived == "true") == !(body["archivedAt"] ?? .null).isBlank else { return false }
    }
    if let model = query.filters["model"], body["model"]?.text != model { return false }
    guard let parent = query.parent else { return true }
    let keys = ["accountId", "organizationId", "customObjectId"]
    return keys.contains { body[$0]?.text == parent.serverID }
      || (body["accounts"]?.array ?? []).contains { $0.object?["id"]?.text == parent.serverID }
  }
}

extension Resource {
  fileprivate var hasExternalAddress: Bool { schema.findableBy.contains(.externalID) }
}

extension VitallyError {
  static let missing = VitallyError(.notFound, status: 404, sentence: "It is not there.")
  static let badKey = VitallyError(.unauthorized, status: 401, sentence: "The key is wrong.")
  static let offline = VitallyError(
    .unreachable, sentence: "Vitally can't be reached.", delivery: .neverSent)
  static let lost = VitallyError(.lost, sentence: "No answer came.", delivery: .unknown)
  static let broken = VitallyError(.server, status: 500, sentence: "Vitally answers 500.")
}
