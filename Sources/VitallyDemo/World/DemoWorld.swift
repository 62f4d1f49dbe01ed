// The server's data: finds, pages, changes and removes records in their stored form, in which other
// records are named by id. Knows nothing about HTTP or validation.

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

  /// The record with an id. A message is looked up in its conversation.
  func record(_ collection: Collection, _ id: String) -> JSONObject? {
    guard collection == .messages else { return self[shelf: collection].record(id, of: sample) }
    return conversation(ofMessage: id)?.messages.first { $0.text("id") == id.lowercased() }
  }

  /// The record with an external id.
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

  /// The time of a write: now, but later than all writes before, so that the order of lists is
  /// unambiguous.
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

  /// Replaces the record with the same id by a changed one.
  mutating func replace(
    _ record: JSONObject, in collection: Collection, at now: Moment
  ) -> JSONObject {
    var record = record
    record["updatedAt"] = .string(stamp(now).iso)
    self[shelf: collection].put(record, id: record.text("id") ?? "")
    return record
  }

  /// Archives a record, or removes it with everything that belongs only to it.
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

// MARK: - Pages

extension DemoWorld {
  /// One page, newest first. While a list is paged, every unchanged record comes exactly once.
  mutating func list(_ request: ListRequest) -> RecordPage {
    let scope = request.parent.map { Scope($0, in: self) }
    let order =
      scope.map { sampleOrder(request, in: $0) }
      ?? self[shelf: request.collection].sampleOrder(request.order, of: sample)
    var place = firstPlace(in: order, request)
    var changed = changedEntries(request, in: scope)[...]
    var page = RecordPage()
    var last: SortKey?

    while true {
      let fromSample = nextOfSample(in: order, at: &place, request)
      guard let entry = earlier(fromSample, changed.first) else { return page }
      if page.records.count == request.limit {
        page.next = last
        return page
      }
      if entry.key == fromSample?.key { place += 1 } else { changed.removeFirst() }
      page.records.append(entry.record)
      last = entry.key
    }
  }

  /// How many records a request matches.
  mutating func count(_ request: ListRequest) -> Int {
    var request = request
    request.limit = .max
    return list(request).records.count
  }

  private struct Entry {
    var key: SortKey
    var record: JSONObject
  }

  private func earlier(_ left: Entry?, _ right: Entry?) -> Entry? {
    guard let left, let right else { return left ?? right }
    return left.key < right.key ? left : right
  }

  /// The first position after the cursor in the sample's order.
  private func firstPlace(in order: [UInt32], _ request: ListRequest) -> Int {
    guard let after = request.after else { return 0 }
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      let index = Int(order[middle])
      let moment = sample.stamps(request.collection, index).moment(request.order)
      let key = SortKey(moment: moment, id: sample.id(request.collection, index))
      if after < key { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Advances to the next sample record that matches and is unchanged; `place` then points to it.
  private func nextOfSample(
    in order: [UInt32], at place: inout Int, _ request: ListRequest
  ) -> Entry? {
    let shelf = self[shelf: request.collection]
    while place < order.count {
      let index = Int(order[place])
      let stamps = sample.stamps(request.collection, index)
      if request.visibility.shows(stamps.hidden) {
        let id = sample.id(request.collection, index)
        if shelf.isUntouched(id) {
          let record = sample.record(request.collection, index)
          if request.matches(record) {
            return Entry(
              key: SortKey(moment: stamps.moment(request.order), id: id), record: record)
          }
        }
      }
      place += 1
    }
    return nil
  }

  private func changedEntries(_ request: ListRequest, in scope: Scope?) -> [Entry] {
    let entries = self[shelf: request.collection].changed.map { id, record in
      let stamps = Stamps(of: record, in: request.collection)
      return (
        Entry(key: SortKey(moment: stamps.moment(request.order), id: id), record: record),
        stamps.hidden
      )
    }
    return entries.filter { entry, hidden in
      request.visibility.shows(hidden)
        && request.after.map { $0 < entry.key } ?? true
        && scope?.contains(owners(of: entry.record, in: request.collection)) ?? true
        && request.matches(entry.record)
    }
    .map(\.0).sorted { $0.key < $1.key }
  }

  private func sampleOrder(_ request: ListRequest, in scope: Scope) -> [UInt32] {
    let shelf = self[shelf: request.collection]
    let indices: [Int]
    if request.collection == .accounts {
      indices = scope.accounts.compactMap { sample.index(.accounts, id: $0) }
    } else {
      indices = scope.ranges(request.collection, of: sample).flatMap { Array($0) }
    }
    let known = indices.filter { $0 < sample.count(request.collection) }
    return shelf.sort(known, by: request.order, of: sample)
  }
}

/// The accounts and organizations whose records a nested list shows: an organization's list shows
/// those of its accounts too.
private struct Scope {
  var accounts: [String]
  var organization: String?

  init(_ parent: Parent, in world: DemoWorld) {
    guard parent.collection == .organizations else {
      accounts = [parent.id]
      return
    }
    organization = parent.id
    let shelf = world[shelf: .accounts]
    let index = world.sample.index(.organizations, id: parent.id)
    let sampled = (index.map(world.sample.accounts(ofOrganization:)) ?? [])
      .map { world.sample.id(.accounts, $0) }
      .filter(shelf.isUntouched)
    let changed = shelf.changed.filter { $0.value.text("organizationId") == parent.id }.map(\.key)
    accounts = sampled + changed
  }

  func contains(_ owners: Owners) -> Bool {
    owners.accounts.contains { accounts.contains($0) }
      || organization.map { owners.organizations.contains($0) } ?? false
  }

  func ranges(_ collection: Collection, of sample: WorldGenerator) -> [Range<Int>] {
    let ofAccounts = accounts.compactMap { sample.index(.accounts, id: $0) }
      .compactMap { sample.children(collection, ofAccount: $0) }
    let own = organization.flatMap { sample.index(.organizations, id: $0) }
      .flatMap { sample.children(collection, ofOrganization: $0) }
    return ofAccounts + [own].compactMap(\.self)
  }
}

// MARK: - User search

extension DemoWorld {
  /// The users with a value under `externalId`, `email` or `emailSubdomain`.
  func users(_ criterion: String, _ value: String) -> [JSONObject] {
    let shelf = self[shelf: .users]
    let folded = value.lowercased()
    let matches = { (user: JSONObject) -> Bool in
      let email = user.text("email")?.lowercased() ?? ""
      let domain = email.drop { $0 != "@" }.dropFirst()
      return switch criterion {
      case "externalId": user.text("externalId") == value
      case "email": !folded.isEmpty && email == folded
      default: !folded.isEmpty && (domain == folded || domain.prefix { $0 != "." } == folded)
      }
    }
    let candidates: [Int]
    switch criterion {
    case "externalId":
      candidates = [sample.index(.users, externalID: value)].compactMap(\.self)
    case "email":
      candidates = [sample.index(ofUserWithEmail: value)].compactMap(\.self)
    default:
      candidates =
        sample.index(ofAccountWithDomain: value)
        .flatMap { sample.children(.users, ofAccount: $0) }.map { Array($0) } ?? []
    }
    let sampled = candidates.filter { shelf.isUntouched(sample.id(.users, $0)) }
      .map { sample.record(.users, $0) }
    let changed = shelf.changed.sorted { $0.key < $1.key }.map(\.value)
    return (sampled + changed).filter(matches)
  }
}

// MARK: - Outside the API

extension DemoWorld {
  /// All ids of a collection, hidden records included, newest change first.
  mutating func ids(_ collection: Collection) -> [String] {
    list(ListRequest(collection: collection, limit: .max)).records.compactMap { $0.text("id") }
  }

  /// A record in its wire form.
  func wireRecord(_ collection: Collection, _ id: String) -> JSON? {
    record(collection, id).map {
      WireForm(world: self).record(collection, $0, isDetail: true)
    }
  }

  /// Changes fields of a record, as if somebody else did.
  mutating func edit(
    _ collection: Collection, _ id: String, _ fields: JSONObject, at now: Moment
  ) -> JSON? {
    guard collection != .messages, var changed = record(collection, id) else { return nil }
    changed.merge(fields)
    _ = replace(changed, in: collection, at: now)
    return wireRecord(collection, id)
  }

  /// Adds a record, as if somebody else did. Given ids and dates are kept.
  mutating func add(_ fields: JSONObject, to collection: Collection, at now: Moment) -> JSON? {
    guard collection != .messages else { return nil }
    var record = FieldTable.blank(collection)
    record.merge(fields)
    let made = insert(record, into: collection, at: now)
    guard let own = made.text("id") else { return nil }
    return wireRecord(collection, own)
  }

  /// Removes a record without a trace.
  mutating func remove(_ collection: Collection, _ id: String) -> Bool {
    guard collection != .messages, record(collection, id) != nil else { return false }
    self[shelf: collection].remove(id)
    return true
  }
}
