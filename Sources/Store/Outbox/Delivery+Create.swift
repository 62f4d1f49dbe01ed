// Brings a new record to the server: no record that is there already is overwritten unasked, and
// none is made twice.

import VitallyModel

import struct VitallyModel.Record

extension Delivery {
  /// Sends a create, unless it has happened already or its external id is taken.
  func create() async throws(StoreError) -> DeliveryOutcome {
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
    return try await send(Write(.create, resource, body: change.new.fields))
  }

  /// What keeps a record with an external id of the user's from being made. Where the server can
  /// be asked it is; elsewhere it would update the other record, so that the cache has to be
  /// complete to tell.
  private func obstacle() async throws(StoreError) -> DeliveryOutcome? {
    guard let id = typedExternalID else { return nil }
    if resource.schema.recovery == .lookUpByExternalID {
      switch await Recovery.Search(change, source: source, made: []).lookUp(id) {
      case .found(let record):
        _ = try intake.take(record)
        return taken(by: record)
      case .failed(let error): return .notRead(error)
      case .notThere, .unsure: break
      }
    } else if try intake.cache.status(ListKey(resource)).completedAt == nil {
      return .tooEarly(
        sentence: "Waits until all \(resource.schema.singular)s are known, to be sure that the "
          + "external ID is free.")
    }
    return try intake.cache.record(resource, externalID: id).map(taken)
  }

  /// The external id that the user has given. One that vitty has filled in is the record's own
  /// UUID, which nobody else has.
  private var typedExternalID: String? {
    guard let id = change.new.fields["externalId"]?.text, !id.isEmpty,
      change.ref != .made(resource, id)
    else { return nil }
    return id
  }

  private func taken(by record: Record) -> DeliveryOutcome {
    let noun = resource.schema.singular
    return .refused(
      sentence: "There is already one \(noun) with this external ID: \(record.title).",
      messages: [.init(path: "externalId", message: "is taken by \(record.title)")],
      rival: record.ref)
  }
}
