// What can be taken back in this session, and what can be done again, newest last.

import VitallyModel

/// The decisions of a session.
struct UndoLine: Equatable, Sendable {
  /// A change, or several that were made together.
  struct Decision: Equatable, Sendable {
    /// The changes.
    let ids: [ChangeID]
    /// Those of them that are still there.
    var left: Set<ChangeID>
    /// How records waited before, where these were put aside; nil for changes.
    let waits: [WaitChange]?

    /// A decision that is these changes.
    init(_ ids: [ChangeID]) {
      self.ids = ids
      left = Set(ids)
      waits = nil
    }

    /// A decision that has put records aside.
    init(_ waits: [WaitChange]) {
      ids = []
      left = []
      self.waits = waits
    }
  }

  /// A decision that was taken back.
  struct Step: Equatable, Sendable {
    /// The changes that were thrown away.
    let dropped: [ChangeID]
    /// The changes that undo what was sent.
    let inverses: [ChangeID]
    /// How records waited, where these are brought back; nil for changes.
    var waits: [WaitChange]?

    /// Whether there is nothing that could be done again.
    var isEmpty: Bool { dropped.isEmpty && inverses.isEmpty && waits == nil }
  }

  /// A key about the line.
  enum Key: Equatable, Sendable {
    case undo
    case redo
  }

  /// The keys that wait until the one before is answered, or until what was decided is on disk.
  private(set) var waiting: [Key] = []
  /// What is being taken back or done again, in the order of the answers.
  private var running: [Running] = []

  /// What goes back into the line if it fails.
  enum Running: Equatable, Sendable {
    case undo([ChangeID])
    case redo(Step)
    /// Records that were put aside.
    case waits(Decision)
    /// A row of the outbox, which is in no line, with the changes that are taken back.
    case row([ChangeID])
    /// A row of the outbox that is done again, with the changes that a step may be about.
    case rowAgain([ChangeID])
  }

  /// How many decisions to put records aside are on their way to the disk.
  private(set) var waitsBegun = 0
  private(set) var decisions: [Decision] = []
  private(set) var steps: [Step] = []

  /// Notes a new decision. What was taken back before it can't be done again by the key any more.
  mutating func add(_ ids: [ChangeID]) {
    decisions.append(Decision(ids))
    steps = []
  }

  /// Begins with what an earlier session has left and the server has not seen, oldest first.
  mutating func resume(_ changes: [Change]) {
    var earlier: [(group: String?, ids: [ChangeID])] = []
    for change in changes.sorted(by: { $0.id < $1.id })
    where change.canBeTakenBack && change.new.undoes == nil {
      let group = change.new.group?.id
      if let group, let index = earlier.firstIndex(where: { $0.group == group }) {
        earlier[index].ids.append(change.id)
      } else {
        earlier.append((group, [change.id]))
      }
    }
    decisions = earlier.map { Decision($0.ids) } + decisions
  }

  /// Takes the last decision from the line, to be taken back.
  mutating func popDecision() -> Decision? {
    let decision = decisions.popLast()
    if let decision {
      running.append(decision.waits == nil ? .undo(decision.ids) : .waits(decision))
    }
    return decision
  }

  /// Takes what was taken back last from the line, to be done again.
  mutating func popStep() -> Step? {
    let step = steps.popLast()
    if let step { running.append(.redo(step)) }
    return step
  }

  /// Whether something can be taken back, or done again, that is on this computer only.
  var isAboutWaits: Bool {
    waitsBegun > 0 || decisions.contains { $0.waits != nil } || steps.contains { $0.waits != nil }
      || running.contains(where: \.isAboutWaits)
  }

  /// Whether something is being taken back or done again.
  var isRunning: Bool { !running.isEmpty }

  /// Notes that a row of the outbox is being taken back, with its changes.
  mutating func beginRow(_ ids: [ChangeID] = []) { running.append(.row(ids)) }

  /// Notes that a row of the outbox is being done again, which a step may be about.
  mutating func beginRow(again ids: [ChangeID]) { running.append(.rowAgain(ids)) }

  /// What the answer that has come is about.
  private mutating func popRunning() -> Running? {
    running.isEmpty ? nil : running.removeFirst()
  }

  /// Whether a change is just being taken back.
  func isTakingBack(_ id: ChangeID) -> Bool {
    running.contains { running in
      switch running {
      case .undo(let ids), .row(let ids): ids.contains(id)
      case .redo, .rowAgain, .waits: false
      }
    }
  }

  /// Notes that a key has to wait.
  mutating func wait(_ key: Key) { waiting.append(key) }

  /// The next key that has waited.
  mutating func popKey() -> Key? { waiting.isEmpty ? nil : waiting.removeFirst() }

  /// Drops the keys that wait: something has come between.
  mutating func dropKeys() { waiting = [] }

  /// Nothing was taken back or done again: all stays as it was.
  mutating func fail() {
    switch popRunning() {
    case .undo(let ids)?: putBack(ids)
    case .waits(let decision)?: decisions.append(decision)
    case .redo(let step)?: steps.append(step)
    case .row?, .rowAgain?, nil: break
    }
    waiting = []
  }

  /// Puts a decision back that was not taken back after all.
  mutating func putBack(_ ids: [ChangeID]) { decisions.append(Decision(ids)) }

  /// Notes that records were put aside, as they waited before; or that this was taken back or done
  /// again.
  mutating func note(_ before: [WaitChange], _ purpose: WaitPurpose) {
    if purpose == .decision { endWait() } else { _ = popRunning() }
    // What has changed nothing can't be taken back.
    if before.isEmpty { return }
    switch purpose {
    case .decision:
      decisions.append(Decision(before))
      steps = []
    case .undo: steps.append(Step(dropped: [], inverses: [], waits: before))
    case .redo: decisions.append(Decision(before))
    }
  }

  /// Notes that records are being put aside.
  mutating func beginWait() { waitsBegun += 1 }

  /// Notes that this has ended.
  mutating func endWait() { waitsBegun = max(0, waitsBegun - 1) }

  /// A change that is gone can't be taken back.
  mutating func note(_ change: Change) {
    guard change.state == .dropped else { return }
    remove([change.id])
  }

  /// Notes what was taken back.
  mutating func take(_ undone: Undone) {
    _ = popRunning()
    remove(undone.asked)
    let step = Step(undone)
    if !step.isEmpty { steps.append(step) }
    // What can't be taken back just now stays the last decision.
    let later = undone.kept.map(\.entry.change).filter(\.isPending)
    if !later.isEmpty { putBack(later.map(\.id)) }
  }

  /// Notes what is there again.
  mutating func take(_ redone: Redone) {
    if case .rowAgain(let ids)? = popRunning() { removeSteps(with: ids) }
    if !redone.changes.isEmpty { putBack(redone.changes.map(\.id)) }
    let rest = Step(redone.kept)
    guard !rest.isEmpty else { return }
    // Where nothing could be done again, it must not be in the way of what can be.
    steps.insert(rest, at: redone.again.isEmpty ? 0 : steps.endIndex)
  }

  /// A step was done again elsewhere than by the key.
  private mutating func removeSteps(with ids: [ChangeID]) {
    steps.removeAll { step in
      ids.contains { step.dropped.contains($0) || step.inverses.contains($0) }
    }
  }

  private mutating func remove(_ ids: [ChangeID]) {
    for index in decisions.indices.reversed() {
      guard decisions[index].waits == nil else { continue }
      decisions[index].left.subtract(ids)
      if decisions[index].left.isEmpty { decisions.remove(at: index) }
    }
  }
}

extension UndoLine.Running {
  /// Whether it is about what is on this computer only.
  fileprivate var isAboutWaits: Bool {
    switch self {
    case .waits: true
    case .redo(let step): step.waits != nil
    case .undo, .row, .rowAgain: false
    }
  }
}

extension UndoLine.Step {
  /// What was taken back and can be done again. What has undone something and was thrown away can't:
  /// then what it would have undone is in force.
  init(_ undone: Undone) {
    self.init(
      dropped: undone.dropped.filter { $0.change.new.undoes == nil }.map(\.id),
      inverses: undone.inverses.map(\.id))
  }

  /// What could not be done again.
  fileprivate init(_ kept: [KeptChange]) {
    let changes = kept.map(\.entry.change)
    self.init(
      dropped: changes.filter { $0.state == .dropped }.map(\.id),
      inverses: changes.filter { $0.state != .dropped }.map(\.id))
  }
}
