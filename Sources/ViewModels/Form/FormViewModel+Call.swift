// A form in which a call is logged: the brief beside the text, and what is saved with it.

import VitallyModel

extension FormViewModel {
  /// How often the clock of a call is looked at, in seconds.
  private static let clockDelay = 15.0

  /// What a form of a call asks for as it opens.
  func startCall() -> Outcome {
    guard let call else { return [] }
    return readBrief() + [
      .fetch(call.customer, first: nil, isForced: false),
      .remind(.clock, after: Self.clockDelay),
    ]
  }

  /// Reads what the brief shows.
  func readBrief() -> Outcome {
    guard let call else { return [] }
    return [.read(.detail, generation: 1, .recordDetail(call.customer, openSince: nil))]
  }

  /// Shows the time anew, as long as the call is being logged.
  func tick() -> Outcome {
    call == nil || !isEditing ? [] : [.remind(.clock, after: Self.clockDelay)]
  }

  /// Logs the call as a conversation, or as a note again.
  mutating func switchKind(in shared: inout Shared) {
    guard var call else {
      return shared.say(
        "This is no call: \(shared.keys[.record(.logCall)]) on an account logs one.")
    }
    if call.kind == .note, shared.now.me == nil {
      return shared.say(
        "A conversation says who talked: name yourself as “me” in config.toml.", .warning)
    }
    call.kind = call.kind == .note ? .conversation : .note
    self.call = call
    isDirty = hasTyping
  }

  // MARK: Saving

  /// What is approved before the call is saved; nil for nothing.
  func followUps(in shared: Shared) -> FollowUpsViewModel? {
    guard let call, let row = rows.first(where: { $0.value.isBody }) else { return nil }
    let now = shared.now
    let lines = FollowUpLine.all(in: row.value.typed.text ?? "", now: now)
    guard !lines.isEmpty || call.kind == .conversation else { return nil }
    return FollowUpsViewModel(
      lines.map { FollowUp($0, me: now.me) }, subject: subject(now: now), customer: call.customer,
      named: call.name(now: now), kind: call.kind)
  }

  /// Submits the call with its tasks, which are saved together.
  mutating func submit(
    _ tasks: [FollowUp], with person: Ref?, in shared: inout Shared
  ) -> Outcome {
    guard let call, let note = change(now: shared.now) else { return [] }
    let first = call.kind == .note ? note : conversation(of: note, with: person, in: &shared)
    guard let first else { return [] }
    let changes = tasks.map { $0.change(for: call.customer, id: shared.ids.next()) }
    let group = [NewChange].call(note: first, tasks: changes, id: shared.ids.next())
    let what =
      "The \(call.kind.rawValue)"
      + (tasks.isEmpty ? "" : " and \(tasks.count.counted("task"))")
    let draft = hasTyping ? draft(now: shared.now) : nil
    phase = .submitting(Self.groupPhase, leaves: false)
    let key = shared.keys[.app(.show(.outbox))]
    let (are, them) = tasks.isEmpty ? ("is", "it") : ("are", "them")
    // Said once it is true, and true for as long as the server can't be reached.
    return [
      shared.submit(
        group, orKeep: draft,
        saying:
          "\(what) \(are) saved on this computer and sent in the background. \(key) shows \(them).")
    ]
  }

  /// The phase of a group, which has no single change to wait for.
  private static let groupPhase = "call"

  /// The call is on disk: the outbox tells what becomes of it.
  mutating func noteDurable(_ group: GroupSubmission) -> Outcome {
    guard case .submitting(Self.groupPhase, _) = phase else { return [] }
    return .close(group.changes.first.map { .made($0.ref) } ?? .formLeft)
  }

  /// The call could not be saved: it is still here.
  mutating func resume(after group: GroupSubmission) -> Outcome {
    guard case .submitting(Self.groupPhase, _) = phase else { return [] }
    phase = .editing
    isDirty = true
    return [.dropKeys]
  }

  /// The subject as it will be sent.
  private func subject(now: Now) -> String {
    change(now: now)?["subject" as FieldPath]?.value.text ?? ""
  }

  /// The note of the call as a conversation with a person.
  private func conversation(
    of note: NewChange, with person: Ref?, in shared: inout Shared
  ) -> NewChange? {
    guard let me = shared.now.me, let person, let call else { return nil }
    let id = shared.ids.next()
    let message: JSONObject = [
      "from": FieldKind.participants(isMany: false).naming([me]) { $0.wireText },
      "to": FieldKind.participants(isMany: true).naming([person]) { $0.wireText },
      "timestamp": .string(call.startedAt.iso),
      "message": note["note" as FieldPath]?.value ?? .string(""),
      "externalId": .string(shared.ids.next()),
    ]
    let values: [(FieldPath, JSONValue)] = [
      ("subject", note["subject" as FieldPath]?.value ?? .string("Call")),
      ("externalId", .string(id)), ("messages", .array([.object(message)])),
    ]
    return .creating(.made(.conversation, id), values, draft: note.draft)
  }
}
