// Sends the user's changes behind: in order for each record, one at a time, and never twice
// blindly. What is on disk is the truth; this holds only who is on the way right now.

import VitallyModel

import struct VitallyModel.Record

/// The sender of changes.
actor Outbox {
  /// How many records are written to at the same time.
  private static let concurrency = 4

  let table: OutboxTable
  let settlement: Settlement
  let intake: Intake
  let overlay: Overlay
  let timing: Timing
  let work: Activity
  let emit: @Sendable (StoreEvent) -> Void

  private var source: (any RecordSource)?
  private var gate: KeyGate
  private var isOffline = false
  private var inFlight: Set<Ref> = []
  private var alarm: Task<Void, Never>?

  /// An outbox that sends nothing yet.
  init(_ settlement: Settlement, timing: Timing, work: Activity) {
    table = settlement.table
    intake = settlement.intake
    overlay = settlement.overlay
    emit = settlement.emit
    self.settlement = settlement
    self.timing = timing
    self.work = work
    gate = KeyGate(known: nil)
  }

  /// Begins to send, with this connection. `known` is a record that was here before anything
  /// came in by it.
  func start(_ source: any RecordSource, known: Ref?) {
    self.source = source
    gate = KeyGate(known: known)
    pump()
  }

  /// Tries everything at once, also what was stopped because of the key.
  func kick() {
    gate.reset(known: try? intake.cache.knownRecord())
    hurry()
  }

  /// The server has answered somebody: what waited for the network goes out.
  func networkWorks() {
    guard gate.reopen() || isOffline else { return }
    if isOffline { hurry() } else { pump() }
  }

  /// Starts what can be sent now.
  func pump() {
    guard let source else { return }
    do throws(StoreError) {
      let due = try table.due(at: timing.now()).filter { !inFlight.contains($0.ref) }
      if !due.isEmpty, gate.isUnchecked {
        checkKey(source)
      } else if gate.isOpen {
        for change in due.prefix(Self.concurrency - inFlight.count) { begin(change, source) }
      }
      setAlarm(try table.nextDue(after: timing.now()))
    } catch {
      emit(.notice(Notice(.failure, error.sentence)))
    }
  }

  /// Sends nothing more.
  func stop() {
    source = nil
    alarm?.cancel()
  }

  private func hurry() {
    isOffline = false
    do throws(StoreError) {
      // After a full disk, say, a change can be marked as on its way while it is not.
      if inFlight.isEmpty { try table.recover(at: timing.now()) }
      try table.hurry()
    } catch {
      emit(.notice(Notice(.failure, error.sentence)))
    }
    pump()
  }

  private func begin(_ change: Change, _ source: any RecordSource) {
    inFlight.insert(change.ref)
    let delivery = Delivery(
      change: change, source: source, table: table, intake: intake, now: timing.now, emit: emit)
    work.run { await self.attempt(delivery) }
  }

  private func attempt(_ delivery: Delivery) async {
    do throws(StoreError) {
      let outcome = try await delivery.run()
      inFlight.remove(delivery.change.ref)
      try follow(delivery.change, outcome)
      pump()
    } catch {
      inFlight.remove(delivery.change.ref)
      emit(.notice(Notice(.failure, error.sentence)))
    }
  }

  private func follow(_ change: Change, _ outcome: DeliveryOutcome) throws(StoreError) {
    switch outcome {
    case .answered(let record):
      gate.worked()
      try settlement.answer(change, by: record, at: timing.now())
    case .refused(let sentence, let messages):
      try keep(change.inState(.refused, sentence, messages))
    case .conflict(let sentence, let messages):
      try keep(change.inState(.conflict, sentence, messages))
    case .notRead(let error):
      note(error)
      try keep(change.afterReading(error, at: timing.now()))
    case .notSent(let error):
      note(error)
      guard let sent = try table.change(change.id) else { return }
      try keep(sent.afterSending(error, at: timing.now()))
    case .withdrawn: break
    }
  }

  private func keep(_ change: Change) throws(StoreError) {
    guard let kept = try table.save(change) else { return }
    try overlay.lay(kept.ref)
    emit(.changed([kept.ref.resource]))
    emit(.change(kept))
  }

  private func note(_ error: VitallyError) {
    if error.isAboutTheNetwork { isOffline = true }
    if error.isAboutTheKey, let notice = gate.shut(error) { emit(.notice(notice)) }
  }

  /// Wakes up when the next change is due.
  private func setAlarm(_ moment: Moment?) {
    alarm?.cancel()
    guard let moment else { return }
    let seconds = moment.seconds(since: timing.now())
    alarm = Task { [timing, weak self] in
      guard (try? await timing.sleep(seconds)) != nil else { return }
      await self?.pump()
    }
  }

  // MARK: The key

  /// Before the first change leaves, a record of this workspace has to be found with the key:
  /// with another customer's key it is not.
  private func checkKey(_ source: any RecordSource) {
    guard let known = gate.beginCheck() else { return pump() }
    work.run { await self.ask(for: known, source) }
  }

  private func ask(for known: Ref, _ source: any RecordSource) async {
    do throws(VitallyError) {
      _ = try await source.record(
        known.resource, id: known.serverID ?? "", parent: nil, urgency: .user)
      gate.pass()
      pump()
    } catch {
      if error.isAboutTheNetwork { isOffline = true }
      if let notice = gate.fail(error) { emit(.notice(notice)) }
      if error.isPassing { setAlarm(timing.now().adding(seconds: gate.pause)) }
    }
  }
}

extension Change {
  /// The change in another state, with the reason.
  fileprivate func inState(
    _ state: State, _ sentence: String, _ messages: [VitallyError.FieldMessage]
  ) -> Change {
    var change = self
    change.state = state
    change.sentence = sentence
    change.fieldMessages = messages
    change.notBefore = nil
    return change
  }
}
