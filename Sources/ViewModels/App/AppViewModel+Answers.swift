// What comes back: rows, records, news from the store.

import VitallyModel

extension AppViewModel {
  /// Puts an answer where it belongs. A screen that is gone, or a newer request, drops it.
  mutating func receive(_ answer: Answer, in slot: ReadSlot, generation: Int) -> [Effect] {
    switch (slot, answer) {
    case (.form, .failure(let sentence)):
      guard generation == formGeneration else { return [] }
      guard let opening else { return [] }
      self.opening = nil
      giveUp(opening, sentence, .failure)
      return []
    case (_, .failure(let sentence)):
      say(sentence, .failure)
      return []
    case (.outbox, .material(let material)):
      return receiveConflict(material, generation: generation)
    case (_, .material(let material)): return receive(material, generation: generation)
    case (_, .matches(let matches)): return receive(matches, generation: generation)
    case (_, .outbox(let entries)):
      receive(entries, generation: generation)
      return []
    case (_, .drafts(let entries)):
      receive(entries, generation: generation)
      return []
    case (.list(let id), .window(let window)):
      let effects = change(screen: id) { screen, _ in
        screen.list?.receive(window, generation: generation) == true ? screen.requestList() : []
      }
      guard screen?.id == id else { return effects }
      if opening != nil { return effects + stepInColumn(moves: false) }
      return effects + (screen?.isStepping == true ? stepRecord(by: 0) : followSelection())
    case (.related(let id), .window(let window)):
      return change(screen: id) { screen, _ in
        screen.detail?.related?.receive(window, generation: generation) == true
          ? screen.requestRelated() : []
      } + stepInColumn(moves: false)
    case (.dossier(let id), .dossier(let dossier)):
      return change(screen: id) { screen, now in
        screen.detail?.receive(dossier, generation: generation, now: now)
        return []
      }
    case (_, .dossier), (_, .window): return []
    }
  }

  private mutating func change(
    screen id: Int, _ change: (inout BrowseViewModel, Now) -> [Effect]
  ) -> [Effect] {
    guard let index = stack.lastIndex(where: { $0.id == id }) else { return [] }
    return change(&stack[index], now)
  }

  /// Takes what a search for a record brought.
  mutating func receive(_ found: Found, text: String) -> [Effect] {
    guard let finding, finding.text == text else { return [] }
    self.finding = nil
    if case .nothing(let sentence) = found {
      say(sentence, .warning)
      return []
    }
    // Whoever has gone on meanwhile is not torn away from there.
    guard overlay == nil, !isTypingInForm, finding.screen == screen?.id else {
      say("Found “\(text)”. To see it, open it again.")
      return []
    }
    switch found {
    case .record(let ref): return open(ref)
    case .several(let records):
      let items = records.map {
        PickerViewModel.Item(
          $0.name ?? $0.ref.serverID ?? "", detail: $0.ref.resource.schema.singular,
          choice: .target(.record($0.ref)))
      }
      overlay = .picker(PickerViewModel("“\(text)” could be", items))
    case .nothing: break
    }
    return []
  }

  /// Takes news from the store.
  mutating func receive(_ event: StoreEvent) -> [Effect] {
    switch event {
    case .changed(let resources): return refreshScreen(resources) + requestNames(resources)
    case .status(let key, let status): return receive(status, of: key)
    case .change(let change):
      note(change)
      // A form that waits for the change says itself what came of it.
      if let effects = follow(change) { return effects + refreshOutbox() }
      if change.needsAttention { sayNotSaved(change) }
      return refreshOutbox()
    case .merged(let old, let new):
      if draftRefs.remove(old) != nil { draftRefs.insert(new) }
      for index in stack.indices {
        stack[index].list?.rename(old, to: new)
        stack[index].detail?.rename(old, to: new)
        stack[index].form?.rename(old, to: new)
      }
      return withScreen { $0.requestAll() }
    case .notice(let notice): say(notice)
    }
    return []
  }

  /// Reads again what is in sight of these resources. What is not in sight is read on return.
  private mutating func refreshScreen(_ resources: Set<Resource>) -> [Effect] {
    // The records that a picker looks for may be among what came in.
    if case .picker(let picker)? = overlay, let query = picker.search,
      resources.contains(query.resource)
    {
      return search(picker) + refreshPanes(resources)
    }
    return refreshPanes(resources)
  }

  private mutating func refreshPanes(_ resources: Set<Resource>) -> [Effect] {
    withScreen { screen in
      var effects: [Effect] = []
      if let list = screen.list, list.query.resource.schema.isShown(in: resources) {
        effects += screen.requestList()
      }
      if let detail = screen.detail {
        let children = Set(detail.links.map(\.child))
        if detail.ref.resource.schema.isShown(in: resources)
          || !children.isDisjoint(with: resources)
        {
          effects += screen.requestDetail()
        }
        if let related = detail.related, related.query.resource.schema.isShown(in: resources) {
          effects += screen.requestRelated()
        }
      }
      return effects
    }
  }

  private mutating func receive(_ status: SyncStatus, of key: ListKey) -> [Effect] {
    if let list = screen?.focusedList, list.key == key {
      tell(status, after: list.window.status, key)
    }
    for index in stack.indices {
      if stack[index].list?.key == key { stack[index].list?.receive(status) }
      if stack[index].detail?.related?.key == key { stack[index].detail?.related?.receive(status) }
    }
    guard let parent = key.parent, screen?.detail?.ref == parent else { return [] }
    return withScreen { $0.requestDetail() }
  }

  /// Says what has gone wrong with the list in sight, once.
  private mutating func tell(_ status: SyncStatus, after former: SyncStatus, _ key: ListKey) {
    if let failure = status.failure, failure != former.failure { say(failure, .failure) }
    if status.unreadable > former.unreadable {
      let plural = key.resource.schema.plural.lowercased()
      say("\(status.unreadable) \(plural) could not be read and are left out.", .warning)
    }
  }

  /// Says that a change needs the user.
  mutating func sayNotSaved(_ change: Change) {
    let hint = change.isChoice ? " gl, then c, chooses." : ""
    say("Not saved: \(change.sentence)\(hint)", .failure)
  }

  /// Keeps where a change stands, as long as the server does not have it.
  mutating func note(_ change: Change) {
    outbox[change.id] = change.isPending || change.needsAttention ? change.state : nil
  }

  /// How many forms are unfinished, but for the one on screen: `2 drafts`; nil for none.
  public var draftCount: String? {
    let count = draftRefs.count { $0 != form?.ref }
    return count == 0 ? nil : count.counted("draft")
  }

  /// How many changes are on their way.
  public var waitingCount: Int {
    outbox.values.filter { $0 == .waiting || $0 == .sending || $0 == .unknown }.count
  }

  /// How many changes the user has to look at.
  public var attentionCount: Int {
    outbox.values.filter { $0 == .refused || $0 == .conflict }.count
  }
}

extension Schema {
  /// Whether rows look different when these resources change: their own, or one whose records
  /// they name.
  fileprivate func isShown(in resources: Set<Resource>) -> Bool {
    resources.contains(resource)
      || fields.contains { field in
        if case .lookUp(let named) = field.kind { resources.contains(named) } else { false }
      }
  }
}
