// A text of a form in the user's own editor: how it goes there, and comes back.

import VitallyModel

extension FormViewModel {
  /// The text in the focused field, with the form around it.
  func outsideEdit(of text: String, now: Now) -> OutsideEdit {
    var form = self
    form.replaceText(with: OutsideEdit.place, now: now)
    let isMarkdown = focusedCell?.kind == .longText(isHTML: true)
    return OutsideEdit(
      text, in: form.draft(now: now), named: outsideName, isMarkdown: isMarkdown)
  }

  /// What the file is named after: the customer and the record.
  private var outsideName: String {
    let record = isNew ? "New \(schema.singular)" : title
    let customer = isNew && linkedTitle.isEmpty ? title : linkedTitle
    return customer.isEmpty || customer == record ? record : "\(customer) - \(record)"
  }

  /// Takes the text from the user's editor and saves it at once: the editor's file is deleted as
  /// soon as the text is on disk here.
  mutating func receive(_ outcome: EditorOutcome, in shared: inout Shared) -> Outcome {
    switch outcome {
    case .changed(let text, let sentence):
      let isSame = focusedCell?.input.typed == .string(text)
      // What the editor has saved meanwhile may be on disk: then that goes.
      isKept = true
      replaceText(with: text, now: shared.now)
      if isSame { sayUnchanged(in: &shared) }
      shared.say(leftOut: focusedCell?.leftOut ?? 0)
      if let sentence { shared.say(sentence, .warning) }
      return keepDraft(shared)
    case .unchanged: sayUnchanged(in: &shared)
    case .returned(let sentence): shared.say(sentence, .warning)
    case .failed(let sentence): shared.say(sentence, .failure)
    }
    return []
  }

  private func sayUnchanged(in shared: inout Shared) {
    shared.say("The editor changed nothing.")
  }

  /// Takes a text that an editor has saved after it had returned, wherever the cursor is by now.
  mutating func take(
    _ text: String, of edit: OutsideEdit, in shared: inout Shared
  ) -> Outcome {
    let place = focus
    guard isEditing, focus(on: FieldPath(edit.form.focus)) else { return .notHandled }
    let isTyped = focusedCell?.input.typed != .string(edit.text)
    replaceText(with: text, now: shared.now)
    if place != focus { focus = place }
    isKept = true
    let key = shared.keys[.editor(.undo)]
    shared.say(
      "What your editor has saved is in the form."
        + (isTyped ? " \(key) there brings back what was there before." : ""))
    return keepDraft(shared)
  }
}
