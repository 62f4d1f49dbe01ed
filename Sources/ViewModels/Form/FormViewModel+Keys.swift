// What keys do in a form: typing, moving, and what it asks its layer for.

import VitallyModel

extension FormViewModel {
  /// What a form can't do alone.
  enum Demand: Equatable {
    /// A picker for the focused cell, with this text already typed.
    case pick(String)
    /// A calendar for the focused cell, on this day.
    case calendar(Day)
    /// What can be put into the text.
    case insertMenu
    /// An external editor for the text.
    case editOutside(String)
    /// The single field is to be saved.
    case save
    /// Nothing.
    case nothing
  }

  /// Types text into the focused cell. If it takes no text, a picker opens with it.
  mutating func insert(_ text: String, now: Now) -> Demand {
    guard focusedCell != nil else { return .nothing }
    if rows[focus.row].cells[focus.cell].insert(text) {
      changed(now: now)
      return .nothing
    }
    return text.trimmed.isEmpty ? .nothing : .pick(text)
  }

  /// Runs a command; nil when it doesn't apply to a form.
  mutating func run(_ command: Command, now: Now) -> Demand? {
    switch command {
    case .form(let command): return run(command, now: now)
    case .move(.pageDown): page(by: 1, now: now)
    case .move(.pageUp): page(by: -1, now: now)
    case .editor(let command): return edit(command, now: now)
    default: return nil
    }
    return .nothing
  }

  private mutating func run(_ command: FormCommand, now: Now) -> Demand? {
    switch command {
    case .next where isBox && focus.cell == (focusedRow?.cells.count ?? 1) - 1: return .save
    case .next: if !shiftItem(by: 1, now: now) { moveFocus(by: 1, now: now) }
    case .previous: if !shiftItem(by: -1, now: now) { moveFocus(by: -1, now: now) }
    case .down: move(by: 1, now: now)
    case .up: move(by: -1, now: now)
    case .enter: return enter(now: now)
    case .toggle: return toggle(now: now)
    case .revert: revert(now: now)
    case .pick: return pick(now: now)
    case .editOutside: return outside()
    case .moveObjectDown where call != nil: scrollBeside(by: 5)
    case .moveObjectUp where call != nil: scrollBeside(by: -5)
    case .moveObjectDown: moveObject(by: 1, now: now)
    case .moveObjectUp: moveObject(by: -1, now: now)
    case .save, .leave, .discard, .preview, .logAs: return nil
    }
    return .nothing
  }

  private mutating func edit(_ command: EditorCommand, now: Now) -> Demand? {
    // The cell is not held in a variable: a second reference would copy its text.
    guard let takesText = focusedCell?.takesText,
      rows[focus.row].cells[focus.cell].run(command)
    else { return nil }
    if !(takesText && command.movesCursor) { changed(now: now) }
    return .nothing
  }

  private mutating func shiftItem(by step: Int, now: Now) -> Bool {
    guard focusedCell != nil, rows[focus.row].cells[focus.cell].shiftItem(by: step) else {
      return false
    }
    changed(now: now)
    return true
  }

  private mutating func move(by step: Int, now: Now) {
    if isReadingBeside { return scrollBeside(by: step) }
    guard focusedCell != nil, !rows[focus.row].cells[focus.cell].moveLine(by: step) else { return }
    // What is above and below a body that is being written is out of sight.
    if !isWriting { moveRow(by: step, now: now) }
  }

  private mutating func page(by step: Int, now: Now) {
    guard focusedCell != nil else { return }
    if isReadingBeside { return scrollBeside(by: step * max(1, height - 4)) }
    let lines = isWriting ? max(1, height - 4) : 10
    if rows[focus.row].cells[focus.cell].moveLine(by: step * lines) || isWriting { return }
    for _ in 0..<5 { moveRow(by: step, now: now) }
  }

  private mutating func enter(now: Now) -> Demand {
    guard let cell = focusedCell else { return .nothing }
    switch cell.input {
    case .text: return insert("\n", now: now)
    case .option where cell.kind != .yesNo && !isBox, .records where !isBox: return .pick("")
    case .records(let records) where records.chosen.isEmpty: return .pick("")
    case .locked: return .pick("")
    default: break
    }
    if isBox { return .save }
    moveFocus(by: 1, now: now)
    return .nothing
  }

  private mutating func toggle(now: Now) -> Demand {
    guard case .option(var option)? = focusedCell?.input else { return insert(" ", now: now) }
    option.step(by: 1)
    rows[focus.row].cells[focus.cell].input = .option(option)
    changed(now: now)
    return .nothing
  }

  private mutating func revert(now: Now) {
    guard rows.indices.contains(focus.row) else { return }
    if rows[focus.row].isTrait {
      rows[focus.row].restore(nil, now: now, measure: measure)
    } else {
      rows[focus.row].value.revert()
    }
    changed(now: now)
    selectLine()
  }

  private func pick(now: Now) -> Demand {
    guard let cell = focusedCell else { return .nothing }
    switch (cell.input, cell.kind) {
    case (.text, _) where takesTemplate: return .insertMenu
    case (.option, _), (.records, _), (.locked, _): return .pick("")
    case (.line(let editor), _) where isAtNewTrait: return .pick(editor.text.trimmed)
    case (.line(let editor), .day):
      return .calendar((try? DayReader.read(editor.text, now: now).get()) ?? now.today)
    case (.line(let editor), .moment):
      let moment = try? MomentReader.read(editor.text, now: now).get()
      return .calendar(moment.map { now.zone.local($0).day } ?? now.today)
    default: return .nothing
    }
  }

  private func outside() -> Demand {
    switch focusedCell?.input {
    case .text(let editor): .editOutside(editor.text)
    case .line(let editor): .editOutside(editor.text)
    case .locked: .pick("")
    case .option, .records, .fixed, nil: .nothing
    }
  }

  /// Whether to refuse a text of several lines, where records are edited one by one: it is unclear
  /// which record each line is for.
  func refusesLines(of text: String) -> Bool {
    guard isBox, case .line? = focusedCell?.input else { return false }
    return text.trimmed.contains(where: \.isNewline)
  }
}

extension EditorCommand {
  /// Whether it only moves the cursor in a text.
  fileprivate var movesCursor: Bool {
    switch self {
    case .left, .right, .wordLeft, .wordRight, .home, .end, .textStart, .textEnd: true
    case .deleteBackward, .deleteForward, .killToEnd, .killToStart, .killWord, .killWordAhead,
      .yank, .undo:
      false
    }
  }
}
