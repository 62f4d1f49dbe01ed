// How forms end: kept as a draft, discarded, or submitted and answered. Nothing is reported as done
// before it is.

import VitallyModel

extension FormViewModel {
  // MARK: Keeping

  /// Saves the input as a draft.
  mutating func keepDraft(_ shared: Shared) -> Outcome {
    guard isEditing, isDirty else { return [] }
    // What is typed for many records is one value, as in an input line.
    if case .marked = scope { return [] }
    isDirty = false
    let wasKept = isKept
    isKept = isWorthKeeping
    guard isKept else { return wasKept ? dropDraft() : [] }
    keeping += 1
    return [.keep(draft(now: shared.now))]
  }

  /// Closes the form; if a draft is being saved, only after that.
  mutating func leave(in shared: inout Shared) -> Outcome {
    let outcome = keepDraft(shared)
    if keeping > 0 {
      phase = .leaving
      return outcome
    }
    return outcome + leaveKept(in: &shared)
  }

  private func leaveKept(in shared: inout Shared) -> Outcome {
    if isKept {
      shared.say("Kept as a draft. \(shared.keys[.app(.show(.drafts))]) opens it.")
    } else if replaces != nil {
      shared.say("It stays in the outbox as it was: \(shared.keys[.app(.show(.outbox))]) shows it.")
    }
    return .close(.formLeft)
  }

  /// A draft was saved.
  mutating func noteKept(in shared: inout Shared) -> Outcome {
    keeping -= 1
    return phase == .leaving && keeping == 0 ? leaveKept(in: &shared) : []
  }

  /// A draft could not be saved: the form stays open, since the input exists nowhere else.
  mutating func noteNotKept(_ sentence: String, in shared: inout Shared) -> Outcome {
    keeping -= 1
    isKept = false
    isDirty = true
    isUnkept = true
    // Keys that waited for the form to close were meant for what lies below it.
    let wasLeaving = phase == .leaving
    if wasLeaving { phase = .editing }
    let key = shared.keys[.form(.discard)]
    shared.say(
      "\(sentence) What you typed is only in this form. \(key) throws it away.", .failure)
    return wasLeaving ? [.dropKeys] : []
  }

  // MARK: Discarding

  /// Discards the form; asks first if anything was typed.
  mutating func discard(isAgreed: Bool = false, in shared: inout Shared) -> Outcome {
    if !isWorthKeeping && !isKept { return leaveKept(in: &shared) }
    guard isAgreed else { return .ask("Throw away what you typed?", to: .discardForm) }
    let rest = replaces == nil ? "" : " The earlier version stays in the outbox."
    return dropDraft(saying: "Thrown away." + rest) + .close(.formLeft)
  }

  /// Deletes the draft of a form. What a draft says about other fields stays.
  private mutating func dropDraft(saying sentence: String? = nil) -> Outcome {
    guard var others else {
      return [.forget(Draft.End(draftID, source: source), saying: sentence)]
    }
    (others.id, others.source) = (draftID, source)
    keeping += 1
    return [.keep(others, saying: sentence)]
  }

  // MARK: Submitting

  /// Submits the form; asks first before it removes or overwrites anything.
  mutating func save(isAgreed: Bool = false, in shared: inout Shared) -> Outcome {
    if let problem = checkAll(now: shared.now) {
      shared.say("Not saved yet, \(counts.wrong) to fix. \(problem)", .warning)
      return []
    }
    if case .marked = scope { return decide(now: shared.now) }
    if isUnbegun {
      shared.say("There is nothing to save yet.")
      return []
    }
    let removals = removals.filter { !mayRemove.contains($0) }
    let names = placeholders.filter { !templates.mayBeFilled.contains($0) }
    if !isAgreed, let question = question(before: removals, filling: names, now: shared.now) {
      return .ask(question, to: .saveForm)
    }
    mayRemove.formUnion(removals)
    templates.mayBeFilled.formUnion(names)
    guard let change = change(now: shared.now) else { return endUnchanged(in: &shared) }
    if let followUps = followUps(in: shared) { return .push(.followUps(followUps)) }
    return submit(change, in: &shared)
  }

  /// What the box has decided, to be decided again about other records.
  private func decision(_ change: NewChange) -> Decision? {
    guard let row = rows.first, let edit = change[row.path] else { return nil }
    guard row.field.kind == .tags, row.path == "tags" else { return .set(row.field, edit.value) }
    let before = FieldKind.ids(edit.base ?? .null)
    let after = FieldKind.ids(edit.value)
    return .tag(
      adding: after.filter { !before.contains($0) },
      removing: before.filter { !after.contains($0) })
  }

  /// What a box has changed: `Grand Hotel: Due 3 Dec`, `Grand Hotel: Tags +crane -north`.
  private func boxWords(_ change: NewChange, now: Now) -> String {
    let name = measure.cut(title, to: 40)
    guard let row = rows.first, let edit = change[row.path], let decision = decision(change)
    else { return "Changed \(name)" }
    if case .tag = decision { return "\(name): \(decision.words(now: now))" }
    if edit.value.isBlank { return "\(name): \(row.label) cleared" }
    let value =
      RecordFormatter(now: now, names: names).value(row.field, edit.value).text
      .split(whereSeparator: \.isNewline).first ?? ""
    return "\(name): \(row.label) \(measure.cut(String(value), to: 40))"
  }

  /// Hands the value for all marked records to the screen below.
  private func decide(now: Now) -> Outcome {
    guard let row = rows.first, let value = try? row.sent(now: now).get() else { return [] }
    return .close(.decided(row.field, value))
  }

  private mutating func endUnchanged(in shared: inout Shared) -> Outcome {
    let dropping = isKept ? dropDraft() : []
    if case .column = scope { return dropping + .close(.rowDone(ref, madeID: nil)) }
    shared.say("Nothing was changed.")
    return dropping + .close(.formLeft)
  }

  private mutating func submit(_ change: NewChange, in shared: inout Shared) -> Outcome {
    let madeID = shared.ids.next()
    let title = isNew ? "the new \(schema.singular)" : title
    let draft = hasTyping ? draft(now: shared.now) : nil
    var outcome: Outcome = isKept && others != nil ? dropDraft() : []
    let words = isBox ? boxWords(change, now: shared.now) : nil
    let followers = followers(in: &shared)
    outcome += [
      shared.submit(
        change, as: madeID, orKeep: draft, saying: words ?? "Saving \(title)…",
        thenSaying: "Saved \(words ?? title)", held: isBox, followedBy: followers)
    ]
    if case .field = scope {
      let decision = decision(change)
      outcome.reply = .setsField(ref, decision, madeID: madeID)
      if let decision { shared.lastDecision = .change(decision) }
    }
    phase = .submitting(madeID, leaves: false)
    return outcome
  }

  // MARK: The answer

  /// How long a form waits for the server's answer, in seconds.
  private static let answerDelay = 2.0

  /// Whether it waits for the change with this id.
  func isWaiting(for madeID: String) -> Bool {
    switch phase {
    case .submitting(let name, _), .saving(let name): name == madeID
    case .editing, .leaving: false
    }
  }

  /// Whether it waits for a change, and will tell what becomes of it.
  func isWaiting(for change: Change) -> Bool {
    !isBox && change.madeID.map(isWaiting) ?? false
  }

  /// The change is saved: a box closes; a form waits for the server's answer, unless that has
  /// already arrived or the user has left.
  mutating func noteDurable(_ submission: Submission, in shared: inout Shared) -> Outcome {
    guard case .submitting(submission.madeID, let leaves) = phase else { return [] }
    switch scope {
    case .whole where leaves:
      let after = completeAfter(in: &shared)
      return after + leaveUnanswered(in: &shared, with: after.reply)
    case .whole:
      phase = .saving(submission.madeID)
      let after = completeAfter(in: &shared)
      return Outcome(
        after.effects + [.remind(.leaveForm(submission.madeID), after: Self.answerDelay)],
        reply: after.reply ?? (isNew ? .made(ref) : nil))
    case .field(let path):
      shared.lastField = path
      return .close(.formLeft)
    case .marked: return []
    case .column(let path):
      shared.lastField = path
      return .close(leaves ? .formLeft : .rowDone(ref, madeID: submission.madeID))
    }
  }

  /// The change could not be saved: the input is still here. Keys typed since then were meant for
  /// whatever would have come next.
  mutating func resume(after submission: Submission) -> Outcome {
    guard isWaiting(for: submission.madeID) else { return [] }
    phase = .editing
    isDirty = true
    return [.dropKeys]
  }

  /// Handles an update of a change; a form only reports on its own.
  mutating func follow(_ change: Change, in shared: inout Shared) -> Outcome {
    guard isWaiting(for: change) else { return .notHandled }
    switch change.state {
    case .waiting where !change.sentence.isEmpty:
      // It is already clear that this takes longer, so the user need not wait.
      let notice = Notice(.warning, "Saved on this computer. \(change.sentence)")
      return close(saying: notice, in: &shared)
    case .waiting, .sending, .unknown: return []
    case .answered:
      let saved = Notice(.info, "Saved \(isNew ? "the new \(schema.singular)" : title)")
      return close(saying: completed?.notice ?? saved, in: &shared)
    case .refused:
      let after = completeAfter(in: &shared)
      phase = .editing
      // The outbox has all of it: a draft would only duplicate it.
      refuse(change)
      hasTyping = false
      isKept = false
      let key = keys[.form(.leave)]
      let rest = completed?.madeID == nil ? "" : " The task is done once it is saved."
      shared.say(
        "Not saved. Fix it and save again; \(key) leaves it in the outbox.\(rest)", .failure)
      return after
    case .conflict:
      let outcome = close(saying: nil, in: &shared)
      shared.sayNotSaved(change)
      return outcome
    case .dropped: return .close(.formLeft)
    }
  }

  /// Closes it with a sentence about its change, which is on the disk, whether that was told before or
  /// not. Why a task is not done tells of its note as well, and stays.
  private mutating func close(saying notice: Notice?, in shared: inout Shared) -> Outcome {
    if case .submitting(let madeID, _) = phase { shared.noteTold(madeID) }
    let after = completeAfter(in: &shared)
    if let told = completed?.warning ?? notice, told != shared.notice { shared.say(told) }
    return after + .close(after.reply ?? .formLeft)
  }

  /// Closes a submitted form: now if its change is saved, otherwise as soon as it is.
  mutating func leaveSaving(in shared: inout Shared) -> Outcome {
    guard case .submitting(let madeID, _) = phase else { return leaveUnanswered(in: &shared) }
    phase = .submitting(madeID, leaves: true)
    shared.hint("Writing to disk…")
    return []
  }

  /// Closes a saved form before the server has answered. What stands there of the task of a note tells
  /// of the note as well.
  func leaveUnanswered(in shared: inout Shared, with reply: Reply? = nil) -> Outcome {
    if completed == nil || completed?.notice != shared.notice {
      let key = shared.keys[.app(.show(.outbox))]
      shared.hint("Saved on this computer and sent in the background. \(key) shows it.")
    }
    return .close(reply ?? .formLeft)
  }
}

extension FormViewModel {
  /// Whether nobody has typed in it yet: what was filled in beforehand is not worth saving.
  var isUnbegun: Bool { isNew && !hasTyping && replaces == nil }

  /// Whether it contains anything that the user would miss.
  fileprivate var isWorthKeeping: Bool {
    hasTyping && rows.contains { $0.cells.contains(where: \.isTyped) }
  }

  /// Whether its box only serves to choose a value in a picker.
  var endsWithChoice: Bool {
    guard isBox, !isAtKind, let cell = focusedCell else { return false }
    switch cell.input {
    case .option: return true
    case .records(let records): return !records.isMany
    case .line, .text, .locked, .fixed: return false
    }
  }

  /// The question to ask before saving; nil for none.
  fileprivate func question(
    before removals: [String], filling names: [String], now: Now
  ) -> String? {
    var parts: [String] = []
    if isOverConflict {
      parts.append("Somebody else has changed the same fields: save yours over theirs?")
    }
    if !removals.isEmpty {
      parts.append("Clear \(self.removals(named: removals, now: now))?")
    }
    if let name = names.first {
      let first = measure.cut(name, to: 40)
      let others = (names.count - 1).counted("other")
      parts.append(
        (names.count == 1
          ? "\(first) is still in the text, and Vitally may replace it."
          : "\(first) and \(others) are still in the text, and Vitally may replace them.")
          + " Send anyway?")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
