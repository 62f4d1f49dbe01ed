// The screen of a conflict: it opens over the outbox, and is left for it.

import VitallyModel

extension AppViewModel {
  // MARK: Opening

  /// Shows the values of a change in conflict side by side.
  mutating func resolve(_ entry: OutboxEntry) -> [Effect] {
    guard !refusesChanges() else { return [] }
    guard entry.change.state == .conflict else {
      say("There is nothing to choose: nobody else has changed these fields.")
      return []
    }
    guard entry.change.isChoice else {
      say("It may be there already. Look for it: r sends it again, x throws it away.")
      return []
    }
    if let overlay { overlayBelow.append(overlay) }
    overlay = .conflict(ConflictViewModel(entry))
    outboxGeneration += 1
    return [
      .read(
        .outbox, generation: outboxGeneration, .material(entry.change.ref, parent: nil))
    ]
  }

  /// Takes the values. Whoever was faster may have settled it meanwhile.
  mutating func receiveConflict(_ material: FormMaterial, generation: Int) -> [Effect] {
    guard generation == outboxGeneration, case .conflict(var conflict)? = overlay else { return [] }
    let change = material.changes.first { $0.id == conflict.change.id }
    guard change?.isChoice == true, material.body != nil else {
      say("This is no longer in conflict.")
      return leaveConflict()
    }
    conflict.receive(material)
    overlay = .conflict(conflict)
    return []
  }

  /// Goes back to the outbox.
  private mutating func leaveConflict() -> [Effect] {
    overlay = overlayBelow.popLast()
    return refreshOutbox()
  }

  // MARK: Keys

  /// Runs a command in a conflict.
  mutating func run(_ command: Command, in conflict: ConflictViewModel) -> [Effect] {
    notice = nil
    var conflict = conflict
    switch command {
    case .dialog(.cancel): return leaveConflict()
    case .conflict(.send): return send(conflict)
    case .conflict(.type):
      typeValue(in: conflict)
      return []
    case .conflict(.left): conflict.step(by: -1)
    case .conflict(.right): conflict.step(by: 1)
    case .move(let command): conflict.move(by: command.distance(page: layout.bodyHeight))
    default: return []
    }
    overlay = .conflict(conflict)
    return []
  }

  /// Opens a line for another value, with the user's in it.
  private mutating func typeValue(in conflict: ConflictViewModel) {
    guard let row = conflict.row else { return }
    guard let text = row.cell(now: now, measure: measure)?.typed.text else {
      say("This can't be typed in one line: h and l choose, e in the form of the record edits it.")
      return
    }
    overlayBelow.append(.conflict(conflict))
    overlay = .prompt(PromptViewModel(.value, text: text, history: history[.value] ?? []))
  }

  /// Takes what was typed. What means nothing stays in the line, with the reason.
  mutating func takeValue(_ prompt: PromptViewModel) -> [Effect] {
    guard case .conflict(var conflict)? = overlayBelow.last,
      var cell = conflict.row?.cell(now: now, measure: measure)
    else { return [] }
    cell.restore(.string(prompt.editor.text))
    var prompt = prompt
    switch cell.value(now: now) {
    case .failure(let error): prompt.problem = error.sentence
    case .success(let value) where value.isBlank && conflict.row?.field.canBeCleared == false:
      prompt.problem = "something has to stand here"
    case .success(let value):
      conflict.take(value)
      overlayBelow.removeLast()
      overlay = .conflict(conflict)
      return []
    }
    overlay = .prompt(prompt)
    return []
  }

  private mutating func send(_ conflict: ConflictViewModel) -> [Effect] {
    guard conflict.isLoaded else { return [] }
    guard conflict.openCount == 0 else {
      var conflict = conflict
      conflict.moveToOpen()
      overlay = .conflict(conflict)
      say(
        "Not sent yet: h and l choose what counts for \(conflict.row?.field.label ?? "").", .warning
      )
      return []
    }
    overlay = overlayBelow.popLast()
    guard let change = conflict.resolution else {
      return [.drop(conflict.change.id, saying: "Theirs is kept: \(conflict.title).")]
    }
    return [submit(change, saying: "Saved here, on its way: \(conflict.title)")]
  }
}
