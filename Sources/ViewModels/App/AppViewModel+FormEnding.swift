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
    if form?.isKept == true {
      say("Kept as a draft. e goes on with it, gd lists all drafts.")
    }
    return effects + closeForm()
  }

  mutating func discardForm(isSure: Bool) -> [Effect] {
    guard let form else { return [] }
    let isEmpty = !form.isWorthKeeping && !form.isKept
    guard isEmpty || isSure else {
      overlay = .question(
        QuestionViewModel(
          "Throw away what you typed?", yes: Invocation(.discardForm, "sure")))
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

  mutating func saveForm(isSure: Bool) -> [Effect] {
    guard let last = stack.indices.last, var form = stack[last].form else { return [] }
    if form.isNew, !form.hasTyping {
      say("There is nothing to save yet.")
      return []
    }
    if let problem = form.checkAll(now: now) {
      stack[last].form = form
      let wrong = form.counts.wrong
      say("Not saved yet, \(wrong) to fix. \(problem)", .warning)
      return fit()
    }
    let removals = form.removals.filter { !form.mayRemove.contains($0) }
    if !removals.isEmpty, !isSure {
      let names = removals.joined(separator: ", ")
      overlay = .question(
        QuestionViewModel("Take away \(names)?", yes: Invocation(.saveForm, "sure")))
      return []
    }
    form.mayRemove.formUnion(removals)
    guard let change = form.change(now: now) else { return endUnchanged(form) }
    return submit(change, of: form)
  }

  private mutating func endUnchanged(_ form: FormViewModel) -> [Effect] {
    if case .column(let path) = form.scope { return nextInColumn(path, after: form.ref) }
    say("Nothing was changed.")
    return closeForm() + (form.isKept ? dropDraft(of: form) : [])
  }

  /// Throws away what was kept of a form. What a draft says of other fields stays.
  private func dropDraft(of form: FormViewModel) -> [Effect] {
    [form.others.map { .keep($0) } ?? .forget(form.ref)]
  }

  private mutating func submit(_ change: NewChange, of form: FormViewModel) -> [Effect] {
    guard let last = stack.indices.last else { return [] }
    let title = form.isNew ? "new \(form.schema.singular)" : form.title
    var submission: [Effect] = [.submit(change, saying: "Saved here, on its way: \(title)")]
    if form.isKept, let others = form.others { submission.append(.keep(others)) }
    submitting.insert(change.ref)
    handedIn[change.ref] = form.draft(now: now)
    switch form.scope {
    case .whole:
      stack[last].form = form
      stack[last].form?.phase = .saving(nil)
      stack[last].form?.submitted = change
      return submission + fit()
    case .field(let path):
      lastField = path
      return submission + closeForm()
    case .column(let path):
      lastField = path
      return submission + nextInColumn(path, after: form.ref)
    }
  }

  /// Takes news about the change that a form waits for; nil when none does.
  mutating func follow(_ change: Change) -> [Effect]? {
    handedIn[change.ref] = nil
    guard let last = stack.lastIndex(where: { $0.form?.isWaiting(for: change) == true }),
      var form = stack[last].form
    else { return nil }
    switch change.state {
    case .waiting, .sending, .unknown:
      guard form.phase == .saving(nil) else { return [] }
      form.phase = .saving(change.id)
      stack[last].form = form
      return [.remind(.leaveForm(change.id), after: Self.answerDelay)]
    case .answered:
      say("Saved: \(form.isNew ? "the new \(form.schema.singular)" : form.title)")
    case .refused:
      form.phase = .editing
      form.refuse(change)
      form.isDirty = true
      stack[last].form = form
      say("Not saved. Mend it and save again; Esc keeps it for later.", .failure)
      return keepDraft() + fit()
    case .conflict: sayNotSaved(change)
    case .dropped: break
    }
    stack[last].form = nil
    return fit() + followSelection()
  }

  /// The form has waited long enough: the change goes on behind.
  mutating func stopWaiting(for id: ChangeID) -> [Effect] {
    guard form?.phase == .saving(id) else { return [] }
    return closeForm()
  }

  /// A change could not be made durable: what was typed is still in the form, or else it is kept.
  mutating func resumeForm(_ ref: Ref) -> [Effect] {
    let draft = handedIn.removeValue(forKey: ref)
    guard form?.ref == ref, form?.phase == .saving(nil) else {
      return draft.map { [.keep($0)] } ?? []
    }
    let effects = withForm { form in
      form.phase = .editing
      form.isDirty = true
    }
    return effects + keepDraft()
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

  /// Whether the form waits for this change.
  fileprivate func isWaiting(for change: Change) -> Bool {
    switch phase {
    case .editing: false
    case .saving(let id?): change.id == id
    case .saving(nil):
      change.id != replaces && change.new.fields == submitted?.fields
        && change.new.ref == submitted?.ref
    }
  }
}
