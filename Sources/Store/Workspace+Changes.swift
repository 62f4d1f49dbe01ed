// The user's changes: adding, listing, throwing away, and sending them.

public import VitallyModel

extension Workspace {
  /// Adds a change. It is safe on disk when this returns, and is sent in the background. It
  /// replaces a refused or conflicting change of the same record and kind if it sets all the fields
  /// of that one. Events about it carry the id given here. One that is held is sent only after
  /// `holdSeconds`, so that it can be taken back for nothing.
  public func submit(
    _ new: NewChange, named madeID: String? = nil, held: Bool = false
  ) throws(StoreError) -> Change {
    let new = try checked(new, stuck: stuck(of: new.ref))
    let change = try writableDesk.submit(new, named: madeID, hold: hold(held))
    send([change])
    return change
  }

  /// Adds a change and others that are sent only once the server has it, with their names: while it is
  /// refused they wait, and thrown away it takes them with it. All of them are safe on disk when this
  /// returns, or none if it throws.
  public func submit(
    _ new: NewChange, named madeID: String,
    followedBy followers: [(change: NewChange, madeID: String, isHeld: Bool)]
  ) throws(StoreError) -> [Change] {
    let new = try checked(new, stuck: stuck(of: new.ref))
    var checked: [(new: NewChange, madeID: String, hold: Double)] = []
    for (change, madeID, isHeld) in followers {
      let change = try self.checked(change, stuck: stuck(of: change.ref))
      checked.append((change, madeID, hold(isHeld)))
    }
    let changes = try writableDesk.submit(new, named: madeID, hold: 0, followedBy: checked)
    send(changes)
    return changes
  }

  /// Adds changes in their order, with their names. All of them are safe on disk when this returns,
  /// or none if it throws.
  public func submit(
    _ all: [NewChange], named madeIDs: [String], held: Bool = false
  ) throws(StoreError) -> [Change] {
    let stuck = Dictionary(
      grouping: (try? editor?.table.needingAttention()) ?? [], by: \.ref)
    var checked: [NewChange] = []
    for new in all { checked.append(try self.checked(new, stuck: stuck[new.ref] ?? [])) }
    let changes = try writableDesk.submit(checked, named: madeIDs, hold: hold(held))
    send(changes)
    return changes
  }

  /// For how long a change is held back, in seconds.
  func hold(_ isHeld: Bool) -> Double { isHeld ? options.holdSeconds : 0 }

  /// A change as it is added: it replaces a stuck change that it covers, and knows its holder.
  /// Throws if it can't be made.
  private func checked(_ new: NewChange, stuck: [Change]) throws(StoreError) -> NewChange {
    var new = new
    if new.action == .destroy, !options.allowsDeletion {
      throw StoreError(Write.deletingIsOff)
    }
    new.replaces = new.replaces ?? Self.covered(by: new, of: stuck)
    if let holder = try store.cache.holder(of: new) {
      if let sentence = try store.cache.lockSentence(of: holder, for: new.ref.resource) {
        throw StoreError(sentence)
      }
      new = new.held(by: holder)
    }
    return new
  }

  /// The changes of a record that need attention.
  private func stuck(of ref: Ref) -> [Change] {
    ((try? editor?.table.unfinished(ref)) ?? []).filter(\.needsAttention)
  }

  /// The last change that needs attention and is completely covered by a new one.
  private static func covered(by new: NewChange, of stuck: [Change]) -> ChangeID? {
    guard new.action != .create else { return nil }
    return stuck.last { $0.new.action == new.action && $0.new.paths.isSubset(of: new.paths) }?.id
  }

  /// The changes that wait or need attention, and those sent in the last day, oldest first.
  public func changes() -> [Change] { (try? editor?.changes()) ?? [] }

  /// The changes that wait or need attention, oldest first.
  public func unfinishedChanges() -> [Change] {
    let changes = (try? editor?.table.unfinished()) ?? []
    others?.note(changes)
    // What was told before this process could hear it.
    hearNews()
    return changes
  }

  /// How many changes there are of each group that is not sent completely, counting those that were.
  public func unfinishedGroups() -> [ChangeGroup: Int] {
    (try? editor?.table.unfinishedGroups()) ?? [:]
  }

  /// One change, nil when there is none with this id.
  public func change(_ id: ChangeID) -> Change? { try? editor?.table.change(id) }

  /// Throws away a change that is not being sent, together with those that depend on it.
  public func drop(_ id: ChangeID) throws(StoreError) {
    try writableDesk.drop(id)
  }

  /// Throws away those of these changes that are neither sent nor being sent. Returns them.
  public func drop(_ ids: [ChangeID]) throws(StoreError) -> [Change] {
    try writableDesk.drop(ids)
  }

  /// Tries those of these changes again at once, as they are, that the server does not have.
  public func retry(_ ids: [ChangeID]) throws(StoreError) {
    send(try writableDesk.retry(ids))
  }

  /// Tries a change again at once, as it is: a conflict stays one until another change replaces it.
  public func retry(_ id: ChangeID) throws(StoreError) {
    send([try writableDesk.retry(id)])
  }

  /// Sends everything that waits, including what is held back or was stopped because of the key. If only the user
  /// can say whether the key belongs to this workspace, an event asks them instead, unless
  /// `trustsKey` is set.
  public func sendNow(trustsKey: Bool = false) {
    tryToLead()
    endHolds()
    guard lock.isHeld, let editor else { return bell.ring() }
    writes.run { [connection, sync, reads, emit] in
      if let source = connection.source, let doubt = await source.doubt {
        guard trustsKey else { return emit(.keyInDoubt(doubt.sentence)) }
        await source.trust()
        reads.run { await sync.start() }
      }
      await editor.outbox.sendNow()
    }
  }

  /// Keeps who the user is. It is safe on disk when this returns.
  public func identify(_ me: Ref) throws(StoreError) {
    guard let editor else {
      throw StoreError(
        "The file local.db can't be used: who you are can't be kept until it is repaired or "
          + "moved away.")
    }
    try editor.identity.set(me)
    emit(.changed([.admin]))
  }

  /// Puts records aside on this computer; a nil brings one back. All of them are safe on disk when
  /// this returns, or none if it throws. Returns how long they waited before.
  public func wait(_ changes: [WaitChange]) throws(StoreError) -> [WaitChange] {
    guard let waits else {
      throw StoreError(
        "local.db can't be used: repair it or move it before you put anything aside.")
    }
    var known: [WaitChange] = []
    for var change in changes {
      // What was new when it was decided may be on the server by now.
      if change.ref.serverID == nil { change.ref = try store.currentName(of: change.ref) }
      if change.wait == .untilChange {
        // What the server does not have can't be changed by anybody.
        guard let changed = try store.cache.updatedAt(of: change.ref) else { continue }
        change.wait = Wait(changedAfter: changed)
      }
      known.append(change)
    }
    return try waits.set(known)
  }

  /// What a decision about marked records would change, and how fast it could be sent.
  public func preview(of bulk: BulkQuery) throws(StoreError) -> BulkPreview {
    var preview = try store.preview(of: bulk)
    preview.requestsPerMinute = connection.source?.budget?.share
    return preview
  }

  /// Holds those of these changes back that wait until they are to go on, and that are being sent if
  /// that fails; or lets them go. Returns them.
  @discardableResult
  public func pause(_ ids: [ChangeID], _ isPaused: Bool) throws(StoreError) -> [Change] {
    let changes = try writableDesk.pause(ids, isPaused)
    if !isPaused { send(changes) }
    return changes
  }

  /// Lets go of all changes that are held back.
  func endHolds() {
    do throws(StoreError) {
      try editor?.table.endHolds()
    } catch {
      emit(.notice(Notice(.failure, error.sentence)))
    }
  }

  /// The outbox editor; throws the reason why nothing can be changed.
  var writableDesk: OutboxEditor {
    get throws(StoreError) {
      guard !options.isReadOnly else {
        throw StoreError("This workspace is read-only.")
      }
      guard let editor else {
        throw StoreError(
          "local.db can't be used: repair it or move it before you change anything.")
      }
      return editor
    }
  }
}
