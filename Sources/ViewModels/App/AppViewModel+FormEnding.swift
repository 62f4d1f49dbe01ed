// How forms end: kept as a draft, thrown away, or handed in and answered.

import VitallyModel

extension AppViewModel {
  /// Writes what was typed to the disk.
  mutating func keepDraft() -> [Effect] {
    guard let last = stack.indices.last, var form = stack[last].form, form.isEditing, form.isDirty
    else { return [] }
    form.isDirty = false
    let wasKept = form.isKept
    form.isKept = form.isWorthKeeping
    stack[last].form = form
    if form.isKept { return [.keep(form.draft(now: now))] }
    return wasKept ? dropDraft(of: form) : []
  }

  mutating func leaveForm() -> [Effect] {
    let effects = keepDraft()
    if let form, !form.isKept, form.replaces != nil {
      say("It stays in the outbox as it was: gl shows it.")
    } else if let form, form.isKept {
      say("Kept as a draft. \(form.isNew ? "" : "e goes on with it, ")gd lists all drafts.")
    }
    return effects + closeForm()
  }

  /// Throws the form away; what was typed only after asking.
  mutating func discardForm(isAgreed: Bool = false) -> [Effect] {
    guard let form else { return [] }
    let isEmpty = !form.isWorthKeeping && !form.isKept
    guard isEmpty || isAgreed else {
      ask("Throw away what you typed?", to: .discardForm)
      return []
    }
    if !isEmpty { say("Thrown away.") }
    return closeForm() + (isEmpty ? [] : dropDraft(of: form))
  }

  /// Takes the form off the screen.
  mutating func closeForm() -> [Effect] {
    let effects = withScreen { screen in
      screen.form = nil
      return []
    }
    return effects + fit() + followSelection()
  }

  /// In a box the choice of a value is all: it is saved with it.
  mutating func saveBox() -> [Effect] {
    form?.endsWithChoice == true ? saveForm() : []
  }

  /// Hands the form in; what it takes away or goes over is asked about first.
  mutating func saveForm(isAgreed: Bool = false) -> [Effect] {
    guard let last = stack.indices.last, var form = stack[last].form else { return [] }
    if let problem = form.checkAll(now: now) {
      stack[last].form = form
      let wrong = form.counts.wrong
      say("Not saved yet, \(wrong) to fix. \(problem)", .warning)
      return fit()
    }
    if form.isNew, !form.hasTyping, form.replaces == nil {
      say("There is nothing to save yet.")
      return []
    }
    let removals = form.removals.filter { !form.mayRemove.contains($0) }
    if !isAgreed, let question = form.question(before: removals) {
      ask(question, to: .saveForm)
      return []
    }
    form.mayRemove.formUnion(removals)
    guard let change = form.change(now: now) else { return endUnchanged(form) }
    return submit(change, of: form)
  }

  private mutating func endUnchanged(_ form: FormViewModel) -> [Effect] {
    let dropping = form.isKept ? dropDraft(of: form) : []
    if case .column(let path) = form.scope {
      return dropping + nextInColumn(path, after: form.ref)
    }
    say("Nothing was changed.")
    return dropping + closeForm()
  }

  /// Throws away what was kept of a form. What a draft says of other fields stays.
  private func dropDraft(of form: FormViewModel) -> [Effect] {
    [form.others.map { .keep($0) } ?? .forget(form.ref)]
  }

  /// Hands a change in under a name of its own.
  mutating func submit(
    _ change: NewChange, as madeID: String? = nil, orKeep draft: Draft? = nil,
    saying sentence: String
  ) -> Effect {
    submitting.insert(change.ref)
    return .submit(
      Submission(
        change: change, madeID: madeID ?? ids.next(), draft: draft, sentence: sentence))
  }

  private mutating func submit(_ change: NewChange, of form: FormViewModel) -> [Effect] {
    guard let last = stack.indices.last else { return [] }
    let madeID = ids.next()
    let title = form.isNew ? "new \(form.schema.singular)" : form.title
    let draft = form.hasTyping ? form.draft(now: now) : nil
    var submission: [Effect] = []
    if form.isKept, let others = form.others { submission.append(.keep(others)) }
    submission.append(
      submit(change, as: madeID, orKeep: draft, saying: "Saved here, on its way: \(title)"))
    switch form.scope {
    case .whole:
      stack[last].form = form
      stack[last].form?.phase = .saving(madeID)
      return submission + fit()
    case .field(let path):
      lastField = path
      return submission + closeForm()
    case .column(let path):
      lastField = path
      return submission + nextInColumn(path, after: form.ref)
    }
  }

  /// A change is durable: the form that made it waits for the server's answer, unless that was
  /// faster. What has become of the change meanwhile is said already.
  mutating func receive(_ change: Change, for submission: Submission) -> [Effect] {
    submitting.remove(submission.change.ref)
    lastSubmitted = change.ref
    if change.new.endsDraft { draftRefs.subtract([submission.change.ref, change.ref]) }
    // Whoever types on after the end of a column has to go on reading how that ends.
    if outbox[change.id]?.isPending == true, opening?.purpose != .nothing {
      say(submission.sentence)
    }
    guard form?.phase == .saving(submission.madeID) else { return [] }
    return [.remind(.leaveForm(submission.madeID), after: Self.answerDelay)]
  }

  /// Takes news about the change that a form waits for; nil when none does.
  mutating func follow(_ change: Change) -> [Effect]? {
    guard let madeID = change.madeID,
      let last = stack.lastIndex(where: { $0.form?.phase == .saving(madeID) }),
      var form = stack[last].form
    else { return nil }
    switch change.state {
    case .waiting where !change.sentence.isEmpty:
      // It is known already that this takes longer: nobody has to wait for it.
      say("Saved here; it goes out later. \(change.sentence)", .warning)
    case .waiting, .sending, .unknown: return []
    case .answered:
      say("Saved: \(form.isNew ? "the new \(form.schema.singular)" : form.title)")
    case .refused:
      form.phase = .editing
      // The outbox holds all of it: a draft would only double it.
      form.refuse(change)
      form.hasTyping = false
      form.isKept = false
      stack[last].form = form
      say("Not saved. Mend it and save again; Esc leaves it in the outbox.", .failure)
      return fit()
    case .conflict: sayNotSaved(change)
    case .dropped: break
    }
    stack[last].form = nil
    return fit() + followSelection()
  }

  /// The form has waited long enough: the change goes on behind.
  mutating func stopWaiting(for madeID: String) -> [Effect] {
    guard form?.phase == .saving(madeID) else { return [] }
    return goOn()
  }

  /// A saved form leaves before the server has answered.
  mutating func goOn() -> [Effect] {
    notice = Notice(.info, "Saved here; it goes out behind. gl shows what became of it.")
    return closeForm()
  }

  /// A change could not be made durable: what was typed is still in the form.
  mutating func resumeForm(waitingFor madeID: String) -> [Effect] {
    guard form?.phase == .saving(madeID) else { return [] }
    return withForm { form in
      form.phase = .editing
      form.isDirty = true
    }
  }

  /// Takes what the user's editor has made of a text.
  mutating func receive(_ outcome: EditorOutcome) -> [Effect] {
    let now = now
    switch outcome {
    case .changed(let text): return withForm { $0.replaceText(with: text, now: now) }
    case .unchanged: say("The editor changed nothing.")
    case .failed(let sentence): say(sentence, .failure)
    }
    return []
  }
}

extension FormViewModel {
  /// Whether there is anything in it that would be missed.
  fileprivate var isWorthKeeping: Bool { hasTyping && isTouched }

  /// Whether choosing a value in a picker is all that its box is for.
  fileprivate var endsWithChoice: Bool {
    guard isBox, !isAtKind, let cell = focusedCell else { return false }
    switch cell.input {
    case .option: return true
    case .records(let records): return !records.isMany
    case .line, .text, .fixed: return false
    }
  }

  /// What has to be asked before it is saved; nil for nothing.
  fileprivate func question(before removals: [String]) -> String? {
    var parts: [String] = []
    if isOverConflict {
      parts.append("Somebody else has changed the same fields: save yours over theirs?")
    }
    if !removals.isEmpty {
      parts.append("Take away \(removals.joined(separator: ", "))?")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
