// What comes back: rows, records, news from the store.

import VitallyModel

extension AppViewModel {
  /// Puts an answer where it belongs. A screen that is gone, or a newer request, drops it.
  mutating func receive(_ answer: Answer, in slot: ReadSlot, generation: Int) -> [Effect] {
    switch (slot, answer) {
    case (_, .failure(let sentence)):
      say(sentence, .failure)
      return []
    case (.list(let id), .window(let window)):
      let effects = change(screen: id) { screen, _ in
        screen.list?.receive(window, generation: generation) == true ? screen.requestList() : []
      }
      return effects + (screen?.id == id ? followSelection() : [])
    case (.related(let id), .window(let window)):
      return change(screen: id) { screen, _ in
        screen.detail?.related?.receive(window, generation: generation) == true
          ? screen.requestRelated() : []
      }
    case (.dossier(let id), .dossier(let dossier)):
      return change(screen: id) { screen, now in
        screen.detail?.receive(dossier, generation: generation, now: now)
        return []
      }
    case (.list, .dossier), (.related, .dossier), (.dossier, .window):
      return []
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
    switch found {
    case .record(let ref): return open(ref)
    case .several(let records):
      let items = records.map {
        PickerViewModel.Item(
          $0.name ?? $0.ref.serverID ?? "", detail: $0.ref.resource.schema.singular,
          choice: .target(.record($0.ref)))
      }
      overlay = .picker(PickerViewModel("“\(text)” could be", items))
    case .nothing(let sentence): say(sentence, .warning)
    }
    return []
  }

  /// Takes news from the store.
  mutating func receive(_ event: StoreEvent) -> [Effect] {
    switch event {
    case .changed(let resources): return refreshScreen(resources)
    case .status(let key, let status): return receive(status, of: key)
    case .change(let change): receive(change)
    case .merged(let old, let new):
      for index in stack.indices {
        stack[index].list?.rename(old, to: new)
        stack[index].detail?.rename(old, to: new)
      }
      return withScreen { $0.requestAll() }
    case .notice(let notice): say(notice)
    }
    return []
  }

  /// Reads again what is in sight of these resources. What is not in sight is read on return.
  private mutating func refreshScreen(_ resources: Set<Resource>) -> [Effect] {
    withScreen { screen in
      var effects: [Effect] = []
      if let resource = screen.list?.query.resource, resources.contains(resource) {
        effects += screen.requestList()
      }
      if let detail = screen.detail {
        let shown = Set([detail.ref.resource] + detail.links.map(\.child))
        if !shown.isDisjoint(with: resources) { effects += screen.requestDetail() }
        if let child = detail.related?.query.resource, resources.contains(child) {
          effects += screen.requestRelated()
        }
      }
      return effects
    }
  }

  private mutating func receive(_ status: SyncStatus, of key: ListKey) -> [Effect] {
    for index in stack.indices {
      if stack[index].list?.key == key { stack[index].list?.receive(status) }
      if stack[index].detail?.related?.key == key { stack[index].detail?.related?.receive(status) }
    }
    guard let parent = key.parent, screen?.detail?.ref == parent else { return [] }
    return withScreen { $0.requestDetail() }
  }

  private mutating func receive(_ change: Change) {
    if change.isPending || change.needsAttention {
      outbox[change.id] = change.state
    } else {
      outbox[change.id] = nil
    }
    if change.needsAttention {
      say("Not saved: \(change.sentence)", .failure)
    }
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
