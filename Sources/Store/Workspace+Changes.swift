// What the user changes, and what becomes of it.

public import VitallyModel

extension Workspace {
  /// Takes a change. It is safe on the disk when this returns, and goes out behind. It takes the
  /// place of one that was refused or is in conflict, if it changes all fields of that anew.
  public func submit(_ new: NewChange) throws(StoreError) -> Change {
    var new = new
    new.replaces = new.replaces ?? stuck(within: new)
    let change = try writableDesk.submit(new)
    send(change)
    return change
  }

  /// The last change that needs attention and of which a new one leaves nothing.
  private func stuck(within new: NewChange) -> ChangeID? {
    guard new.action == .update else { return nil }
    let paths = new.changedPaths
    return changes().last {
      $0.needsAttention && $0.ref == new.ref && $0.new.action == .update
        && $0.new.changedPaths.isSubset(of: paths)
    }?.id
  }

  /// The changes that wait or need attention, and what was sent in the last day, oldest first.
  public func changes() -> [Change] { (try? desk?.changes()) ?? [] }

  /// One change, nil when there is none by this number any more.
  public func change(_ id: ChangeID) -> Change? { try? desk?.table.change(id) }

  /// Throws a change away that is not on its way. What can't be without it goes as well.
  public func drop(_ id: ChangeID) throws(StoreError) {
    try writableDesk.drop(id)
  }

  /// Tries a change again at once, as it is: what somebody else has changed stays a conflict until
  /// another change replaces this one.
  public func retry(_ id: ChangeID) throws(StoreError) {
    send(try writableDesk.retry(id))
  }

  /// Sends everything that waits now, also what was stopped because of the key.
  public func kick() {
    tryToLead()
    guard lock.isHeld, let desk else { return bell.ring() }
    writes.run { await desk.outbox.kick() }
  }

  /// The desk, or why nothing can be changed.
  var writableDesk: ChangeDesk {
    get throws(StoreError) {
      guard !options.isReadOnly else {
        throw StoreError("This workspace is open for reading only: nothing can be changed.")
      }
      guard let desk else {
        throw StoreError(
          "The file local.db can't be used: nothing can be changed until it is repaired or "
            + "moved away.")
      }
      return desk
    }
  }
}

extension NewChange {
  /// The paths of all that it changes, each trait for itself.
  fileprivate var changedPaths: Set<FieldPath> {
    Set(
      fields.members.flatMap { member -> [FieldPath] in
        guard member.key == "traits" else { return [FieldPath(member.key)] }
        return (member.value.object ?? [:]).keys.map { .trait($0) }
      })
  }
}
