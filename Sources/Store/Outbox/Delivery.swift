// One attempt to deliver one change: read first where needed, then send. It never overwrites
// another's edit unasked and never creates a record twice. When to retry is decided elsewhere.

import VitallyModel

import struct VitallyModel.Record

/// The outcome of an attempt.
enum DeliveryOutcome {
  /// The server has the change; the record as it is now.
  case answered(Record)
  /// The server refuses the change, or another record is in the way.
  case refused(sentence: String, messages: [VitallyError.FieldMessage], rival: Ref? = nil)
  /// The user has to choose.
  case conflict(sentence: String, messages: [VitallyError.FieldMessage])
  /// Nothing was sent: all records of the resource have to be fetched first.
  case tooEarly(sentence: String)
  /// Nothing was sent: reading the record first has failed.
  case notRead(VitallyError)
  /// Sending has failed.
  case notSent(VitallyError)
  /// The user has thrown the change away or paused it meanwhile.
  case withdrawn
  /// The user has taken it back before it could be sent again: what has changed by that.
  case takenBack([Change])

  /// Whether the server has certainly answered.
  var isAnswer: Bool {
    switch self {
    case .answered, .takenBack: true
    case .notRead(let error), .notSent(let error): error.delivery == .answered
    case .refused, .conflict, .tooEarly, .withdrawn: false
    }
  }
}

/// An attempt to deliver a change.
struct Delivery: Sendable {
  /// The change to deliver.
  private(set) var change: Change
  /// The server.
  let source: any RecordSource
  /// Where the change is marked as sending.
  let table: OutboxTable
  /// Where records go that are read on the way.
  let incoming: IncomingRecords
  /// The clock.
  let now: @Sendable () -> Moment
  /// Where events go.
  let emit: @Sendable (StoreEvent) -> Void
  /// Whether the user's configuration allows to delete records for ever.
  let mayDestroy: Bool
  /// Joins two changes of a text in HTML.
  let mergeHTML: HTMLMerging
  /// Called with what somebody else has changed in the same record.
  let noteForeign: @Sendable (ForeignEdits) async -> Void

  /// The record that holds this one on the server; nil for resources with a path of their own.
  var holder: Ref?

  private var resource: Resource { change.ref.resource }
  private var schema: Schema { resource.schema }

  /// Makes the attempt.
  func run() async throws(StoreError) -> DeliveryOutcome {
    guard let heldBy = schema.holderResource else { return try await attempt() }
    var delivery = self
    delivery.holder = try incoming.cache.holder(of: change.new)
    guard delivery.holder?.serverID != nil else {
      return .refused(
        sentence: "vitty does not know the \(heldBy.schema.singular) of this \(schema.singular): "
          + "open that one, then try again.",
        messages: [])
    }
    return try await delivery.attempt()
  }

  private func attempt() async throws(StoreError) -> DeliveryOutcome {
    switch change.new.action {
    case .create: try await create()
    case .update: try await update()
    case .archive: try await archive()
    case .destroy: try await destroy()
    }
  }

  private func write(_ action: Write.Action, _ body: JSONObject = [:]) -> Write {
    Write(action, resource, id: change.ref.serverID, parent: holder, body: body)
  }

  private func update() async throws(StoreError) -> DeliveryOutcome {
    let current: Record
    do throws(VitallyError) {
      current = try await read()
    } catch {
      // What only adds to a list can be sent unread: the server knows each object by its id.
      if error.isServersFault, change.new.onlyAddsObjects { return try await sendUnread() }
      return error.kind == .notFound ? gone : .notRead(error)
    }
    if let edits = try foreignEdits(of: current) { await noteForeign(edits) }
    _ = try incoming.take(current)
    return try await update(current)
  }

  private func update(_ current: Record) async throws(StoreError) -> DeliveryOutcome {
    switch UpdatePlan(change, current: current, mergeHTML: mergeHTML) {
    case .merge(let new, let labels):
      // On disk before it is sent: if no answer comes, it is compared with what is there now.
      guard let merged = try table.rebase(change.id, as: new) else { return .withdrawn }
      await noteForeign(ForeignEdits(linesOf: labels, in: current))
      var delivery = self
      delivery.change = merged
      return try await delivery.update(current)
    case .alreadyThere: return .answered(current)
    case .conflict(let sentence, let messages):
      // What the user has taken back is nothing to choose about.
      if let moved = try table.withdraw(change.id, at: now()) { return .takenBack(moved) }
      return .conflict(sentence: sentence, messages: messages)
    case .send(let body):
      return try await send(
        write(.update, body),
        without: Record(ref: change.ref, body: change.apply(to: current.body)))
    }
  }

  private func sendUnread() async throws(StoreError) -> DeliveryOutcome {
    let stored = try incoming.cache.body(change.ref) ?? [:]
    return try await send(
      write(.update, change.new.fields),
      without: Record(ref: change.ref, body: change.apply(to: stored)))
  }

  /// What somebody else has changed since the record was last fetched.
  private func foreignEdits(of current: Record) throws(StoreError) -> ForeignEdits? {
    guard let known = try incoming.cache.fullBody(change.ref) else { return nil }
    let traits = try incoming.cache.read { try FieldRegistry.fields(resource, $0) }
    return ForeignEdits(beside: change.new, known: known, current: current, traits: traits)
  }

  /// A record that is already gone counts as archived.
  private func archive() async throws(StoreError) -> DeliveryOutcome {
    let stored = try incoming.cache.body(change.ref) ?? [:]
    var archived = Record(ref: change.ref, body: self.archived(stored))
    do throws(VitallyError) {
      let current = try await read()
      if current.archivedAt != nil { return .answered(current) }
      archived.body = self.archived(current.body)
    } catch {
      return error.kind == .notFound ? .answered(archived) : .notRead(error)
    }
    return try await send(write(.archive), without: archived)
  }

  /// The body once the record is archived: the answer has none, and later lists may leave it out.
  private func archived(_ body: JSONObject) -> JSONObject {
    var body = change.apply(to: body)
    if (body["archivedAt"] ?? .null).isBlank { body["archivedAt"] = .string(now().iso) }
    return body
  }

  /// A record that is already gone counts as destroyed.
  private func destroy() async throws(StoreError) -> DeliveryOutcome {
    guard mayDestroy else {
      return .refused(sentence: Write.deletingIsOff, messages: [])
    }
    let nothing = Record(ref: change.ref, body: [:])
    do throws(VitallyError) {
      _ = try await read()
    } catch {
      return error.kind == .notFound ? .answered(nothing) : .notRead(error)
    }
    return try await send(
      Write(.destroy, resource, id: change.ref.serverID), without: nothing)
  }

  private func read() async throws(VitallyError) -> Record {
    var record = try await source.record(
      resource, id: change.ref.serverID ?? "", parent: holder, urgency: .user)
    record.ref = change.ref
    return record
  }

  private var gone: DeliveryOutcome {
    .refused(
      sentence: "This \(resource.schema.singular) is no longer in Vitally: it can't be changed.",
      messages: [])
  }

  /// Sends a write. `expected` is the record as it should be, for answers without a body.
  private func send(
    _ write: Write, without expected: Record? = nil
  ) async throws(StoreError) -> DeliveryOutcome {
    if let moved = try table.withdraw(change.id, at: now()) { return .takenBack(moved) }
    guard let sending = try table.markSending(change.id, request: write.body, at: now())
    else { return .withdrawn }
    emit(.change(sending))
    do throws(VitallyError) {
      let answer = try await source.send(write)
      if write.action == .destroy, let expected { return .answered(expected) }
      guard var answer else { return await reread(expected) }
      if change.ref.serverID != nil { answer.ref = change.ref }
      if write.action == .archive, answer.archivedAt == nil { return await reread(expected) }
      return await verified(answer)
    } catch {
      let isGone = error.kind == .notFound && error.delivery == .answered
      if isGone, write.action.removes, let expected { return .answered(expected) }
      return .notSent(error)
    }
  }

  /// Compares an answer with what was sent. If they differ, the record is read once more: an answer
  /// may be older than the write.
  private func verified(_ answer: Record) async -> DeliveryOutcome {
    guard UnkeptFields(of: change.new, in: answer) != nil else { return .answered(answer) }
    var current = answer
    if let read = try? await source.record(
      resource, id: answer.ref.serverID ?? "", parent: holder, urgency: .user)
    {
      current = read
      current.ref = answer.ref
    }
    guard let unkept = UnkeptFields(of: change.new, in: current) else { return .answered(current) }
    if change.new.action == .create {
      emit(.notice(Notice(.warning, unkept.sentenceOfNew)))
      return .answered(current)
    }
    // If it can't be cached now, the next refresh fetches it.
    _ = try? incoming.take(current)
    return .refused(sentence: unkept.sentence, messages: unkept.messages)
  }

  /// The record after an answer without a body, or one that does not show what was done.
  private func reread(_ expected: Record?) async -> DeliveryOutcome {
    guard let expected else {
      return .notSent(
        VitallyError(
          .unreadable, sentence: "Vitally accepted this but sent nothing back; vitty looks for it.",
          delivery: .unknown))
    }
    do throws(VitallyError) {
      let current = try await read()
      guard change.new.action == .archive else { return await verified(current) }
      return current.archivedAt == nil ? notArchived : .answered(current)
    } catch {
      if error.kind == .notFound, change.new.action == .archive { return .answered(expected) }
      // The write may have succeeded: that is checked before it is sent again.
      var error = error
      error.delivery = .unknown
      return .notSent(error)
    }
  }

  private var notArchived: DeliveryOutcome {
    .refused(
      sentence: "Vitally accepted this, but the \(resource.schema.singular) is not archived there.",
      messages: [])
  }

  // MARK: New records

  /// Sends a create, unless it has already succeeded or its external id is taken.
  private func create() async throws(StoreError) -> DeliveryOutcome {
    if change.sentAt == nil {
      if let obstacle = try await obstacle() { return obstacle }
    } else {
      let search = Recovery.Search(change, source: source, made: try table.made(resource))
      switch await search.run() {
      case .found(let record): return .answered(record)
      case .unsure(let sentence): return .conflict(sentence: sentence, messages: [])
      case .failed(let error): return .notRead(error)
      case .notThere: break
      }
    }
    // The holder is named by the path.
    var fields = change.new.fields
    if let path = schema.holderPath { fields[path.text] = nil }
    return try await send(write(.create, fields))
  }

  /// Checks whether an external id that the user typed is taken. The server is asked where that is
  /// possible; for other resources it would update the existing record, so the cache has to be
  /// complete.
  private func obstacle() async throws(StoreError) -> DeliveryOutcome? {
    guard let id = typedExternalID else { return nil }
    if resource.schema.recovery == .lookUpByExternalID {
      switch await Recovery.Search(change, source: source, made: []).lookUp(id) {
      case .found(let record):
        _ = try incoming.take(record)
        return taken(by: record)
      case .failed(let error): return .notRead(error)
      case .notThere, .unsure: break
      }
      // Elsewhere than in the holder, which has been searched, the same id is another one.
      if holder != nil { return nil }
    } else if try incoming.cache.status(ListKey(resource)).completedAt == nil {
      return .tooEarly(
        sentence:
          "Waiting for all \(resource.schema.singular)s, to be sure that the external ID is free.")
    }
    return try incoming.cache.record(resource, externalID: id).map(taken)
  }

  /// The external id that the user typed. One filled in by vitty is the record's own UUID, which
  /// nobody else has.
  private var typedExternalID: String? {
    guard let id = change.new.fields["externalId"]?.text, !id.isEmpty,
      change.ref != .made(resource, id)
    else { return nil }
    return id
  }

  private func taken(by record: Record) -> DeliveryOutcome {
    let noun = resource.schema.singular
    return .refused(
      sentence: "Another \(noun) already has this external ID: \(record.title).",
      messages: [.init(path: "externalId", message: "is taken by \(record.title)")],
      rival: record.ref)
  }
}

extension NewChange {
  /// Whether it does nothing but add objects that the server tells apart by their ids.
  fileprivate var onlyAddsObjects: Bool {
    action == .update && !edits.isEmpty
      && edits.allSatisfy { edit in
        guard let field = ref.resource.schema.field(edit.path), case .objects = field.kind
        else { return false }
        return field.onlyGrows
      }
  }
}

extension VitallyError {
  /// Whether the server has answered, but not with the record.
  fileprivate var isServersFault: Bool {
    delivery == .answered && (kind == .server || kind == .unreadable)
  }
}
