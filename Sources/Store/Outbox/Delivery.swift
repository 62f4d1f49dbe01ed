// One attempt to bring one change to the server: look first where that is needed, then send.
// It decides nothing about when to try again.

import VitallyModel

import struct VitallyModel.Record

/// What came of an attempt.
enum DeliveryOutcome {
  /// The server has it; the record as it is now.
  case answered(Record)
  /// The server does not want it.
  case refused(sentence: String, messages: [VitallyError.FieldMessage])
  /// The user has to choose.
  case conflict(sentence: String, messages: [VitallyError.FieldMessage])
  /// Nothing was sent, for the look before had no answer.
  case notRead(VitallyError)
  /// It was sent without success.
  case notSent(VitallyError)
  /// The user has thrown it away meanwhile.
  case withdrawn
}

/// An attempt to deliver a change.
struct Delivery: Sendable {
  /// The change.
  let change: Change
  /// The server.
  let source: any RecordSource
  /// Where it is kept that the change is on its way.
  let table: OutboxTable
  /// Where records go that were read on the way.
  let intake: Intake
  /// The clock.
  let now: @Sendable () -> Moment
  /// Where events go.
  let emit: @Sendable (StoreEvent) -> Void

  var resource: Resource { change.ref.resource }

  /// Does it.
  func run() async throws(StoreError) -> DeliveryOutcome {
    switch change.new.action {
    case .create: try await create()
    case .update: try await update()
    case .archive: try await archive()
    }
  }

  private func create() async throws(StoreError) -> DeliveryOutcome {
    switch await Recovery.Search(change, source: source, made: try table.made(resource)).run() {
    case .found(let record) where change.sentAt == nil: return taken(by: record)
    case .found(let record): return .answered(record)
    case .unsure(let sentence): return .conflict(sentence: sentence, messages: [])
    case .failed(let error): return .notRead(error)
    case .notThere:
      if change.sentAt == nil, let record = try knownHolder() { return taken(by: record) }
      return try await send(Write(.create, resource, body: change.new.fields))
    }
  }

  /// The record that already has the external id, as far as the cache knows: many resources
  /// can't be looked up by it, and some would be overwritten.
  private func knownHolder() throws(StoreError) -> Record? {
    guard let id = change.new.fields["externalId"]?.text, !id.isEmpty else { return nil }
    return try intake.cache.record(resource, externalID: id)
  }

  private func taken(by record: Record) -> DeliveryOutcome {
    let noun = resource.schema.singular
    return .refused(
      sentence: "There is already one \(noun) with this external ID: \(record.title).",
      messages: [.init(path: "externalId", message: "is taken by \(record.title)")])
  }

  private func update() async throws(StoreError) -> DeliveryOutcome {
    let current: Record
    do throws(VitallyError) {
      current = try await read()
    } catch {
      return error.kind == .notFound ? gone : .notRead(error)
    }
    _ = try intake.take(current)
    switch UpdatePlan(change, current: current) {
    case .alreadyThere: return .answered(current)
    case .conflict(let sentence, let messages):
      return .conflict(sentence: sentence, messages: messages)
    case .send(let body):
      return try await send(
        Write(.update, resource, id: change.ref.serverID, body: body),
        without: Record(ref: change.ref, body: change.apply(to: current.body)))
    }
  }

  /// What is gone already is as good as archived.
  private func archive() async throws(StoreError) -> DeliveryOutcome {
    let stored = try intake.cache.body(change.ref) ?? [:]
    var archived = Record(ref: change.ref, body: change.apply(to: stored))
    do throws(VitallyError) {
      let current = try await read()
      if current.archivedAt != nil { return .answered(current) }
      archived.body = change.apply(to: current.body)
    } catch {
      return error.kind == .notFound ? .answered(archived) : .notRead(error)
    }
    return try await send(
      Write(.archive, resource, id: change.ref.serverID), without: archived)
  }

  private func read() async throws(VitallyError) -> Record {
    var record = try await source.record(
      resource, id: change.ref.serverID ?? "", parent: nil, urgency: .user)
    record.ref = change.ref
    return record
  }

  private var gone: DeliveryOutcome {
    .refused(
      sentence: "The \(resource.schema.singular) is no longer there: nothing can be changed on it.",
      messages: [])
  }

  /// Sends a write. `expected` is the record as it will be, for servers that do not tell.
  private func send(
    _ write: Write, without expected: Record? = nil
  ) async throws(StoreError) -> DeliveryOutcome {
    guard let sending = try table.markSending(change.id, request: write.body, at: now())
    else { return .withdrawn }
    emit(.change(sending))
    do throws(VitallyError) {
      guard var answer = try await source.send(write) else { return await reread(expected) }
      if change.ref.serverID != nil { answer.ref = change.ref }
      return .answered(answer)
    } catch {
      return .notSent(error)
    }
  }

  /// The record after an answer without a body.
  private func reread(_ expected: Record?) async -> DeliveryOutcome {
    guard let expected else {
      return .notSent(
        VitallyError(
          .unreadable, sentence: "Vitally took it without an answer; vitty looks for it.",
          delivery: .unknown))
    }
    if change.new.action == .update, let record = try? await read() { return .answered(record) }
    return .answered(expected)
  }
}
