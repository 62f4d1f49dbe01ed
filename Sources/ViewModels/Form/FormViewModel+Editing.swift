// What keys do in a form.

import VitallyModel

extension FormViewModel {
  /// What a form can't do alone.
  enum Demand: Equatable {
    /// A picker for the focused cell, with this typed already.
    case pick(String)
    /// A calendar for the focused cell, on this day.
    case calendar(Day)
    /// Another program shall edit the text.
    case editOutside(String)
    /// The one field is to be saved.
    case save
    /// Nothing more is to be done.
    case nothing
  }

  /// Types text into the cell with the cursor. Where nothing can be typed, a picker opens with it.
  mutating func insert(_ text: String, now: Now) -> Demand {
    guard focusedCell != nil else { return .nothing }
    if replacesOnTyping, case .line? = focusedCell?.input {
      rows[focus.row].cells[focus.cell].clear()
    }
    replacesOnTyping = false
    if rows[focus.row].cells[focus.cell].insert(text) {
      changed(now: now)
      return .nothing
    }
    return text.trimmed.isEmpty ? .nothing : .pick(text)
  }

  /// Runs a command; nil when it means nothing in a form.
  mutating func run(_ command: Command, now: Now) -> Demand? {
    if command != .enterField, command != .toggleField { replacesOnTyping = false }
    switch command {
    case .nextField where isBox && focus.cell == (focusedRow?.cells.count ?? 1) - 1: return .save
    case .nextField: moveFocus(by: 1, now: now)
    case .previousField: moveFocus(by: -1, now: now)
    case .fieldDown: move(by: 1, now: now)
    case .fieldUp: move(by: -1, now: now)
    case .pageDown: page(by: 1, now: now)
    case .pageUp: page(by: -1, now: now)
    case .enterField: return enter(now: now)
    case .toggleField: return toggle(now: now)
    case .revertField: revert(now: now)
    case .pickValue: return pick(now: now)
    case .editOutside: return outside()
    default: return edit(command, now: now)
    }
    return .nothing
  }

  private mutating func edit(_ command: Command, now: Now) -> Demand? {
    // Only what is asked of the cell is kept: a second reference would copy its text.
    guard let takesText = focusedCell?.takesText,
      rows[focus.row].cells[focus.cell].run(command)
    else { return nil }
    if !(takesText && command.movesCursor) { changed(now: now) }
    return .nothing
  }

  private mutating func move(by step: Int, now: Now) {
    guard focusedCell != nil, !rows[focus.row].cells[focus.cell].moveLine(by: step) else { return }
    moveRow(by: step, now: now)
  }

  private mutating func page(by step: Int, now: Now) {
    guard focusedCell != nil else { return }
    if rows[focus.row].cells[focus.cell].moveLine(by: step * 10) { return }
    for _ in 0..<5 { moveRow(by: step, now: now) }
  }

  private mutating func enter(now: Now) -> Demand {
    guard let cell = focusedCell else { return .nothing }
    switch cell.input {
    case .text: return insert("\n", now: now)
    case .option where cell.kind != .yesNo && !isBox, .records where !isBox: return .pick("")
    case .records(let records) where records.chosen.isEmpty: return .pick("")
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
    rows[focus.row].restore(nil, now: now, measure: measure)
    changed(now: now)
  }

  private func pick(now: Now) -> Demand {
    guard let cell = focusedCell else { return .nothing }
    switch (cell.input, cell.kind) {
    case (.option, _), (.records, _): return .pick("")
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
    case .option, .records, .fixed, nil: .nothing
    }
  }

  /// Whether a text is several lines where one is edited record after record: which record each
  /// line is meant for is anybody's guess.
  func refusesLines(of text: String) -> Bool {
    guard isBox, case .line? = focusedCell?.input else { return false }
    return text.trimmed.contains(where: \.isNewline)
  }

  // MARK: From pickers and other programs

  /// Takes what was chosen in a list of options.
  mutating func choose(option value: JSONValue, now: Now) {
    guard case .option(var option)? = focusedCell?.input else { return }
    option.selected = value
    rows[focus.row].cells[focus.cell].input = .option(option)
    changed(now: now)
  }

  /// Takes a record that was looked up.
  mutating func choose(_ ref: Ref, named name: String, now: Now) {
    guard case .records(var records)? = focusedCell?.input else { return }
    names[ref] = name
    records.choose(ref)
    rows[focus.row].cells[focus.cell].input = .records(records)
    changed(now: now)
  }

  /// Takes a day from the calendar. Of a moment the time of day stays as it is.
  mutating func choose(_ day: Day, now: Now) {
    guard case .line(var editor)? = focusedCell?.input, let kind = focusedCell?.kind else { return }
    var text = DayReader.text(day)
    if kind == .moment {
      let old = (try? MomentReader.read(editor.text, now: now).get()) ?? now.moment
      let minutes = now.zone.local(old).minutes
      text = MomentReader.text(now.zone.moment(of: day, minutes: minutes), zone: now.zone)
    }
    editor.replace(with: text)
    rows[focus.row].cells[focus.cell].input = .line(editor)
    changed(now: now)
  }

  /// Takes a text that another program has written.
  mutating func replaceText(with text: String, now: Now) {
    guard focusedCell != nil else { return }
    rows[focus.row].cells[focus.cell].replace(with: text)
    changed(now: now)
  }

  // MARK: After a change

  /// Something in the focused row is different now.
  private mutating func changed(now: Now) {
    isDirty = true
    hasTyping = true
    let row = focus.row
    if rows[row].isTrait, focus.cell == 1 {
      rows[row].adoptKind(now: now, measure: measure)
      rows[row].value.resize(width: width)
    }
    if rows[row].refusal != nil {
      rows[row].refusal = nil
      if !rows.contains(where: { $0.refusal != nil }) { refusals = [] }
    }
    check(row, now: now)
    if rows[row].isTrait, let last = rows.last, !last.isBlankTrait, !isBox {
      addBlankTrait(now: now)
    }
  }

  /// An empty row for one more trait stands at the end.
  mutating func addBlankTrait(now: Now) {
    rows.append(FormRow(trait: nil, base: .null, now: now, measure: measure))
  }
}

extension Command {
  /// Whether it only moves the cursor in a text.
  fileprivate var movesCursor: Bool {
    switch self {
    case .cursorLeft, .cursorRight, .cursorWordLeft, .cursorWordRight, .cursorHome, .cursorEnd:
      true
    default: false
    }
  }
}
