// Sends the user's changes in the background: in order for each record, one at a time, and never
// twice without checking. The truth is on disk; this holds only what is being sent right now.

import VitallyModel

import struct VitallyModel.Record

/// The sender of changes.
actor Outbox {
  /// How many records are written at the same time.
  private static let concurrency = 4
  /// How long to wait after a disk error, in seconds.
  private static let diskPause: Double = 10

  /// Whether the key is known to belong to this workspace.
  private enum Proof {
    case missing
    case awaited
    case given
  }

  let table: OutboxTable
  let recorder: AnswerRecorder
  let incoming: IncomingRecords
  let overlay: ChangeOverlay
  let timing: StoreClock
  let work: Activity
  let emit: @Sendable (StoreEvent) -> Void
  private let mergeHTML: HTMLMerging

  private var source: ProvenSource?
  /// Whether the user's configuration allows to delete records for ever.
  private var mayDestroy = false
  private var gate = KeyGate()
  private var proof = Proof.missing
  /// How many times the user or a new connection has asked for a try.
  private var tries = 0
  /// How many times in a row the check of the key has failed.
  private var failedProofs = 0
  /// Set while the server can't be reached.
  private var outage: Outage?
  private var inFlight: Set<Ref> = []
  /// The changes that wait until all records of a resource are fetched.
  private var early: [ChangeID: Resource] = [:]
  /// What the current key has been allowed to do.
  private var allowed: Set<Deed> = []
  /// What others have changed, reported once the user's change has succeeded.
  private var foreign: [ChangeID: ForeignEdits] = [:]
  private var fetchAll: @Sendable (Resource) async -> Void = { _ in }
  private var alarm: Task<Void, Never>?

  /// Creates an outbox that isn't sending yet.
  init(
    _ recorder: AnswerRecorder, timing: StoreClock, work: Activity,
    mergeHTML: @escaping HTMLMerging
  ) {
    self.mergeHTML = mergeHTML
    table = recorder.table
    incoming = recorder.incoming
    overlay = recorder.overlay
    emit = recorder.emit
    self.recorder = recorder
    self.timing = timing
    self.work = work
  }

  /// Starts sending over this connection. `fetchAll` fetches all records of a resource; `hasAll` is
  /// called afterwards.
  func start(
    _ source: ProvenSource, mayDestroy: Bool,
    fetchAll: @escaping @Sendable (Resource) async -> Void
  ) {
    self.source = source
    self.mayDestroy = mayDestroy
    self.fetchAll = fetchAll
    allowed = []
    gate = KeyGate()
    proof = .missing
    tries += 1
    look()
  }

  /// Call when all records of a resource are fetched: sends what waited for them.
  func hasAll(_ resource: Resource) {
    guard early.values.contains(resource) else { return }
    early = early.filter { $0.value != resource }
    pump()
  }

  /// Called at intervals: tries everything that is due, including what waits for a list that could
  /// not be fetched.
  func look() {
    early = [:]
    pump()
  }

  /// Tries everything now, including what was stopped because of the key.
  func sendNow() {
    tries += 1
    _ = gate.reopen()
    outage?.tryNow(at: timing.now())
    makeAllDue()
  }

  /// Call when any request has succeeded: sends what waited for the network.
  func networkWorks() {
    guard gate.reopen() || outage != nil else { return }
    if outage != nil {
      outage = nil
      makeAllDue()
    } else {
      pump()
    }
  }

  /// Call when the user has made a change that is not held back, or wants one to be tried again.
  func sendSoon() {
    outage?.tryNow(at: timing.now())
    pump()
  }

  /// Starts what can be sent now. If nothing is in flight here, a change still marked as sending is
  /// a leftover: a disk error has kept its outcome from being saved.
  func pump() {
    guard let source else { return }
    do throws(StoreError) {
      if inFlight.isEmpty { try table.recover() }
      if let reason = gate.reason { return try tellAll(reason) }
      let now = timing.now()
      if let outage, outage.nextTry > now { return setAlarm(outage.nextTry) }
      let free = (outage == nil ? Self.concurrency : 1) - inFlight.count
      // Those that are passed over here are no more than what is in flight or waits for a list.
      let limit = Self.concurrency + inFlight.count + early.count
      let due = try table.due(at: now, limit: limit).filter {
        !inFlight.contains($0.ref) && early[$0.id] == nil
      }
      if proof == .given {
        for change in due.prefix(max(0, free)) { begin(change, source) }
      } else if !due.isEmpty {
        prove(source)
      }
      setAlarm(try table.nextDue(after: now))
    } catch {
      waitForDisk(error)
    }
  }

  /// Why nothing is sent because of the key; nil if it is not to blame.
  var obstacle: String? { gate.reason }

  /// Says of all that could be sent why it waits, thousands of them at once.
  private func tellAll(_ reason: String) throws(StoreError) {
    let told = try table.explain(reason, at: timing.now(), except: Set(early.keys))
    if !told.isEmpty {
      emit(.changed(Set(told.map(\.ref.resource))))
      emit(.changes(told))
    }
    setAlarm(try table.nextDue(after: timing.now()))
  }

  /// Stops sending.
  func stop() {
    source = nil
    alarm?.cancel()
  }

  private func makeAllDue() {
    early = [:]
    do throws(StoreError) {
      try table.makeAllDue()
    } catch {
      emit(.notice(Notice(.failure, error.sentence)))
    }
    pump()
  }

  private func begin(_ change: Change, _ source: any RecordSource) {
    inFlight.insert(change.ref)
    let delivery = Delivery(
      change: change, source: source, table: table, incoming: incoming, now: timing.now, emit: emit,
      mayDestroy: mayDestroy, mergeHTML: mergeHTML,
      noteForeign: { [weak self] in await self?.note($0, beside: change) })
    let asks = outage != nil
    work.run { await self.attempt(delivery, asksForServer: asks) }
  }

  /// Makes an attempt, which may be the one that asks for the server in an outage. What was on its way
  /// when that began says nothing about the server now.
  private func attempt(_ delivery: Delivery, asksForServer: Bool) async {
    do throws(StoreError) {
      let outcome = try await delivery.run()
      inFlight.remove(delivery.change.ref)
      if asksForServer, outcome.isAnswer { try noteReached() }
      try follow(delivery.change, outcome)
      pump()
    } catch {
      inFlight.remove(delivery.change.ref)
      waitForDisk(error)
    }
  }

  /// Reports a disk error and goes on later: an immediate retry would fail again.
  private func waitForDisk(_ error: StoreError) {
    emit(.notice(Notice(.failure, error.sentence)))
    setAlarm(timing.now().adding(seconds: Self.diskPause))
  }

  private func follow(_ change: Change, _ outcome: DeliveryOutcome) throws(StoreError) {
    switch outcome {
    case .answered(let record):
      gate.worked()
      allowed.insert(Deed(change))
      let isNews = try recorder.answer(change, by: record, at: timing.now())
      if let edits = foreign.removeValue(forKey: change.id), isNews {
        emit(.notice(Notice(.info, edits.sentence)))
      }
    case .refused(let sentence, let messages, let rival):
      foreign[change.id] = nil
      try keep(change.inState(.refused, sentence, messages, rival: rival))
    case .conflict(let sentence, let messages):
      foreign[change.id] = nil
      try keep(change.inState(.conflict, sentence, messages))
    case .tooEarly(let sentence):
      early[change.id] = change.ref.resource
      try keep(change.inState(.waiting, sentence))
      work.run { [fetchAll] in await fetchAll(change.ref.resource) }
    case .notRead(let failure):
      let error = failure.judged(wasAllowed: allowed.contains(Deed(change)))
      note(error)
      try keep(change.afterReading(error, at: timing.now()))
    case .notSent(let failure):
      let error = failure.judged(wasAllowed: allowed.contains(Deed(change)))
      note(error)
      guard let sent = try table.change(change.id) else { return }
      try keep(sent.afterSending(error, at: timing.now(), sentBefore: change.sentAt))
    case .withdrawn: foreign[change.id] = nil
    case .takenBack(let moved):
      foreign[change.id] = nil
      for ref in Set(moved.map(\.ref)) { try overlay.lay(ref) }
      emit(.changed(Set(moved.map(\.ref.resource))))
      emit(.changes(moved))
      for change in moved { try recorder.noteEnd(of: change) }
    }
  }

  /// Checks the key before the first change is sent; without that nothing is tried.
  private func prove(_ source: ProvenSource) {
    guard proof == .missing else { return }
    proof = .awaited
    work.run { await self.askForProof(source) }
  }

  private func askForProof(_ source: ProvenSource) async {
    let before = tries
    do throws(VitallyError) {
      try await source.prove()
      proof = .given
      failedProofs = 0
      networkWorks()
      pump()
    } catch {
      proof = .missing
      // What was found out then may hold no longer: perhaps the user has said that the key is right.
      guard tries == before else { return pump() }
      failedProofs += 1
      note(error)
      if error.isAboutTheKey { return pump() }
      let pause = failedProofs > 6 ? 60 : Double(1 << (failedProofs - 1))
      setAlarm(timing.now().adding(seconds: pause))
    }
  }

  /// Call when the server can be reached again: what waited for the network is due.
  private func noteReached() throws(StoreError) {
    guard outage != nil else { return }
    outage = nil
    try table.makeAllDue()
  }

  private func note(_ edits: ForeignEdits, beside change: Change) {
    foreign[change.id, default: edits].add(edits)
  }

  private func keep(_ change: Change) throws(StoreError) {
    guard let kept = try table.save(change) else { return }
    try overlay.lay(kept.ref)
    emit(.changed([kept.ref.resource]))
    emit(.change(kept))
    try recorder.noteEnd(of: kept)
  }

  private func note(_ error: VitallyError) {
    if error.isAboutTheNetwork {
      if outage == nil { outage = Outage(at: timing.now()) } else { outage?.goOn(at: timing.now()) }
    }
    if error.isAboutTheKey, let notice = gate.shut(error) { emit(.notice(notice)) }
  }

  /// Sets the timer for the next due change.
  private func setAlarm(_ moment: Moment?) {
    alarm?.cancel()
    guard let moment else { return }
    let seconds = moment.seconds(since: timing.now())
    alarm = Task { [timing, weak self] in
      guard (try? await timing.sleep(seconds)) != nil else { return }
      await self?.pump()
    }
  }
}

/// Something a key may be allowed to do: one kind of write to one resource.
private struct Deed: Hashable {
  let action: Write.Action
  let resource: Resource

  init(_ change: Change) {
    action = change.new.action
    resource = change.ref.resource
  }
}

extension Change {
  /// The change in another state, with the reason for it.
  fileprivate func inState(
    _ state: State, _ sentence: String, _ messages: [VitallyError.FieldMessage] = [],
    rival: Ref? = nil
  ) -> Change {
    var change = self
    change.state = state
    change.sentence = sentence
    change.fieldMessages = messages
    change.rival = rival
    change.notBefore = nil
    return change
  }
}
