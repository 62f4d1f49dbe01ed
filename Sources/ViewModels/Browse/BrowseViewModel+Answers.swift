// Handles what a screen receives: rows, records, and events from the store.

import VitallyModel

extension BrowseViewModel {
  /// Stores the result of a read. Results of older requests are dropped.
  mutating func receive(
    _ reading: ReadResult, in slot: ReadSlot, generation: Int, in shared: inout Shared
  ) -> Outcome {
    let outcome = take(reading, in: slot, generation: generation, in: &shared)
    let all = outcome.isHandled ? outcome + catchUp() : outcome
    sayWhereItWent(in: &shared)
    return all
  }

  private mutating func take(
    _ reading: ReadResult, in slot: ReadSlot, generation: Int, in shared: inout Shared
  ) -> Outcome {
    switch (slot, reading) {
    case (.list, .window(let window)), (.margin(.list), .window(let window)):
      let need = list?.receive(window, generation: generation)
      let outcome =
        requestList(need)
        + (need == .nothing ? Self.requestEnd(of: &list, .list) : [])
      if rowsDone != nil { return outcome + offerRow() }
      return outcome + (isStepping ? stepRecord(by: 0, shared) : followSelection(shared))
    case (.related, .window(let window)), (.margin(.related), .window(let window)):
      return requestRelated(detail?.related?.receive(window, generation: generation)) + offerRow()
    case (.list, .traits(let traits)), (.related, .traits(let traits)):
      return takeTraits(traits, in: slot, generation: generation, in: &shared)
    case (.end(.list), .window(let window)):
      list?.receiveEnd(window, generation: generation)
      return Self.requestEnd(of: &list, .list)
    case (.neighbour, .recordDetail(let recordDetail)):
      guard let detail else { return [] }
      neighbours.receive(recordDetail, generation: generation) {
        detail.laidOut($0, now: shared.now)
      }
      return requestNeighbour()
    case (.neighbour, .failure), (.end, .failure), (.margin, .failure):
      // Whoever goes there reads it again, and is told then.
      neighbours.forget()
      return []
    case (.marks, .refs(let refs, let marking)):
      return mark(refs, as: marking, generation: generation, in: &shared)
    case (_, .recordDetail(let recordDetail)):
      detail?.receive(recordDetail, generation: generation, now: shared.now)
      return loadPartsLater() + noteFront(shared) + requestNeighbour()
    case (_, .failure):
      fail(slot, generation: generation)
      // A run down a column ends here, since its next row can't be found.
      var outcome = Outcome.notHandled
      if rowsDone != nil { outcome.row = .noMore }
      rowsDone = nil
      return outcome
    default: return .notHandled
    }
  }

  /// What could not be read is awaited no longer.
  private mutating func fail(_ slot: ReadSlot, generation: Int) {
    switch slot {
    case .list: list?.fail(generation: generation)
    case .related: detail?.related?.fail(generation: generation)
    case .detail: detail?.fail(generation: generation)
    case .marks: if marksReading?.generation == generation { marksReading = nil }
    case .material, .matches, .entries, .traits, .count, .margin, .end, .neighbour, .templates:
      break
    }
  }

  /// Has what lists leave out of the record fetched if the cursor rests on it.
  func loadPartsLater() -> Outcome {
    missingParts.map { [.remind(.loadParts($0), after: Self.restDelay)] } ?? []
  }

  /// How long the cursor rests on a record until what lists leave out of it is fetched, in seconds.
  private static let restDelay = 0.5

  /// The record in the detail if its messages are still to be fetched.
  private var missingParts: Ref? {
    guard let record = detail?.row?.record, record.lacksParts, record.ref.serverID != nil,
      !loadedParts.contains(record.ref)
    else { return nil }
    return record.ref
  }

  /// Fetches what lists leave out of a record, if the cursor is still on it.
  mutating func loadParts(of ref: Ref) -> Outcome {
    guard missingParts == ref else { return [] }
    loadedParts.insert(ref)
    return [.fetch(ref, first: nil, isForced: false)]
  }

  /// Notes which record is in front, to be told of once it has been there for a while.
  mutating func noteFront(_ shared: Shared) -> Outcome {
    guard let ref = refInFront, detail?.recordDetail != nil,
      lookWatch.show(ref, at: shared.now.moment)
    else { return [] }
    return [.remind(.look, after: LookWatch.delay)]
  }

  /// Tells of the record that has been in front for a while.
  mutating func look(_ shared: Shared) -> Outcome {
    switch lookWatch.remind(of: refInFront, at: shared.now.moment) {
    case .looked(let ref): [.look(ref, today: shared.openSince)]
    case .tooEarly(let rest): [.remind(.look, after: rest)]
    case .nothing: []
    }
  }

  /// The record whose detail is to be seen.
  private var refInFront: Ref? { layout.detailWidth > 0 ? detail?.ref : nil }

  /// Tells the user that the changed record has moved elsewhere.
  private mutating func sayWhereItWent(in shared: inout Shared) {
    guard let left, let list = focusedList, list.isCurrent, !list.isAsked,
      let row = list.selectedRow, row.record.ref != left.ref
    else { return }
    self.left = nil
    let label = list.field(list.query.order.path)?.label ?? "order"
    shared.say("\(left.title) moved: the list is sorted by \(label).")
  }

  /// Handles an event from the store. What is not visible is read when it becomes visible again.
  mutating func receive(
    _ event: StoreEvent, isInSight: Bool, in shared: inout Shared
  ) -> Outcome {
    switch event {
    case .changed, .merged, .change, .changes: neighbours.forget()
    // A detail says of each child list whether there may be more.
    case .status(let key, _): if key.parent != nil { neighbours.forget() }
    case .groupEnded, .notice, .keyInDoubt, .syncPaused, .reached: break
    }
    switch event {
    case .changed(let resources): return isInSight ? refresh(resources) : []
    case .status(let key, let status):
      return receive(status, of: key, isInSight: isInSight, in: &shared)
    case .merged(let old, let new):
      if rowsDone?.remove(old) != nil { rowsDone?.insert(new) }
      asked?.rename(old, to: new)
      list?.rename(old, to: new)
      detail?.rename(old, to: new)
      lookWatch.rename(old, to: new)
      tally.rename(old, to: new)
      renameOnTrail(old, to: new)
      return isInSight ? requestAll() : []
    case .groupEnded(let members):
      noteEnd(of: members)
      return .notHandled
    case .change, .changes:
      for change in event.changes { tally.note(change) }
      return .notHandled
    case .notice, .keyInDoubt, .syncPaused, .reached: return .notHandled
    }
  }

  /// Reads everything shown of these resources again.
  private mutating func refresh(_ resources: Set<Resource>) -> Outcome {
    var outcome = Outcome()
    if let list, list.isShown(in: resources) { outcome += refreshList() }
    guard let detail else { return outcome }
    let children = Set(detail.links.map(\.child))
    if detail.ref.resource.schema.isShown(in: resources) || !children.isDisjoint(with: resources) {
      outcome += refreshDetail()
    }
    if let related = detail.related, related.isShown(in: resources) {
      outcome += refreshRelated()
    }
    return outcome
  }

  private mutating func receive(
    _ status: SyncStatus, of key: ListKey, isInSight: Bool, in shared: inout Shared
  ) -> Outcome {
    if isInSight, let list = focusedList, list.query.keys.contains(key) {
      shared.tell(status, after: list.window.parts[key] ?? list.window.status, key)
    }
    if list?.query.keys.contains(key) == true { list?.receive(status, of: key) }
    if detail?.related?.query.keys.contains(key) == true {
      detail?.related?.receive(status, of: key)
    }
    return isInSight && key.parent != nil && detail?.ref == key.parent ? refreshDetail() : []
  }
}

extension Shared {
  /// Reports once what has gone wrong with a list.
  fileprivate mutating func tell(
    _ status: SyncStatus, after former: SyncStatus, _ key: ListKey
  ) {
    if let failure = status.failure, failure != former.failure { say(failure, .failure) }
    // How many is in the header, and may grow with each page.
    if status.unreadable > 0, former.unreadable == 0 {
      let plural = key.resource.schema.pluralInSentence
      say(
        "Some \(plural) could not be read and are left out: \(keys[.app(.show(.sync))]) says how many.",
        .warning)
    }
  }
}

extension ListViewModel {
  /// Whether its rows look different when these resources change.
  fileprivate func isShown(in resources: Set<Resource>) -> Bool {
    query.resources.contains { $0.schema.isShown(in: resources) }
  }
}

extension Schema {
  /// Whether rows look different when these resources change: the listed one, or one whose records
  /// the rows name.
  fileprivate func isShown(in resources: Set<Resource>) -> Bool {
    resources.contains(resource)
      || fields.contains { field in
        if case .lookUp(let named) = field.kind { resources.contains(named) } else { false }
      }
  }
}
