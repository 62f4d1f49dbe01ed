// All that the server holds: look-up, change and removal of records in their stored form, in which
// other records are named by id. Knows nothing of HTTP, of validation or of embedded parents.

/// The state behind the server.
struct DemoWorld: Sendable {
  let options: DemoOptions
  let sample: WorldGenerator
  private var shelves: [Collection: Shelf]
  private var made = 0
  private var latest = Moment(milliseconds: 0)

  init(_ options: DemoOptions) {
    self.options = options
    sample = WorldGenerator(options)
    shelves = Dictionary(uniqueKeysWithValues: Collection.allCases.map { ($0, Shelf($0)) })
  }

  subscript(shelf collection: Collection) -> Shelf {
    get { shelves[collection] ?? Shelf(collection) }
    _modify { yield &shelves[collection, default: Shelf(collection)] }
  }

  /// The record of an id. A message is looked up in its conversation.
  func record(_ collection: Collection, _ id: String) -> JSONObject? {
    guard collection == .messages else { return self[shelf: collection].record(id, of: sample) }
    return conversation(ofMessage: id)?.messages.first { $0.text("id") == id.lowercased() }
  }

  /// The record that carries an external id.
  func record(_ collection: Collection, externalID: String) -> JSONObject? {
    let shelf = self[shelf: collection]
    if let changed = shelf.changed.values.first(where: { $0.text("externalId") == externalID }) {
      return changed
    }
    guard let index = sample.index(collection, externalID: externalID) else { return nil }
    let id = sample.id(collection, index)
    return shelf.isUntouched(id) ? sample.record(collection, index) : nil
  }

  /// The record with a Vitally id or, failing that, an external id.
  func record(_ collection: Collection, idOrExternalID: String) -> JSONObject? {
    record(collection, idOrExternalID) ?? record(collection, externalID: idOrExternalID)
  }
}

// MARK: - Changes

extension DemoWorld {
  /// A new id.
  mutating func makeID(_ collection: Collection) -> String {
    made += 1
    return sample.id(collection, SampleID.firstMade + made)
  }

  /// The time of a write: now, but later than all writes before, so that lists have one order.
  mutating func stamp(_ now: Moment) -> Moment {
    latest = max(now, Moment(milliseconds: latest.milliseconds + 1))
    return latest
  }

  /// Adds a record, which gets an id and dates.
  mutating func insert(
    _ record: JSONObject, into collection: Collection, at now: Moment
  ) -> JSONObject {
    let stamp = JSON.string(stamp(now).iso)
    let id = makeID(collection)
    var whole = JSONObject([("id", .string(id)), ("createdAt", stamp), ("updatedAt", stamp)])
    whole.merge(record)
    self[shelf: collection].put(whole, id: id)
    return whole
  }

  /// Puts a changed record in place of the one with the same id.
  mutating func replace(
    _ record: JSONObject, in collection: Collection, at now: Moment
  ) -> JSONObject {
    var record = record
    record["updatedAt"] = .string(stamp(now).iso)
    self[shelf: collection].put(record, id: record.text("id") ?? "")
    return record
  }

  /// Archives a record, or takes it away with all that belongs to it alone.
  mutating func delete(_ record: JSONObject, from collection: Collection, at now: Moment) {
    guard let id = record.text("id") else { return }
    if collection.isArchivedByDelete {
      var archived = record
      archived["archivedAt"] = .string(now.iso)
      _ = replace(archived, in: collection, at: now)
    } else if collection == .messages {
      deleteMessage(id, at: now)
    } else {
      deleteBelongings(of: Parent(collection: collection, id: id))
      self[shelf: collection].remove(id)
    }
  }

  private mutating func deleteBelongings(of parent: Parent) {
    guard [.accounts, .organizations].contains(parent.collection) else { return }
    let kinds: [Collection] = [
      .conversations, .npsResponses, .notes, .tasks, .projects, .instances, .users,
    ]
    for kind in kinds {
      let owned = list(ListRequest(collection: kind, parent: parent, limit: .max)).records
      for record in owned where owners(of: record, in: kind).isOnly(parent.id) {
        self[shelf: kind].remove(record.text("id") ?? "")
      }
    }
  }

  private func conversation(
    ofMessage id: String
  ) -> (record: JSONObject, messages: [JSONObject])? {
    var candidates = Array(self[shelf: .conversations].changed.values)
    if let index = sample.index(.messages, id: id) {
      let owner = sample.id(.conversations, index / WorldGenerator.messagesPerConversation)
      candidates += [record(.conversations, owner)].compactMap(\.self)
    }
    return candidates.lazy
      .map { ($0, ($0["messages"]?.array ?? []).compactMap(\.object)) }
      .first { $0.1.contains { $0.text("id") == id.lowercased() } }
  }

  private mutating func deleteMessage(_ id: String, at now: Moment) {
    guard var (record, messages) = conversation(ofMessage: id) else { return }
    messages.removeAll { $0.text("id") == id.lowercased() }
    record["messages"] = .array(messages.map(JSON.object))
    _ = replace(record, in: .conversations, at: now)
  }
}
