// Pages of records: the ordered sample and the changed records, merged from a given place on.
// Knows nothing of HTTP.

extension DemoWorld {
  /// One page, newest first. Every record that stays unchanged meanwhile comes exactly once.
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

  /// The first place of the sample's order that lies behind the cursor.
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

  /// Moves on to a record of the sample that is wanted and untouched. `place` then points to it.
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
