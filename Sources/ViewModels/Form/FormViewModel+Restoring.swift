// Puts earlier input back into a form: that of a draft, of a refused change, or of both.

import VitallyModel

extension FormViewModel {
  /// Restores earlier input. If both a draft and a refused change have a value for a field, the
  /// later one counts.
  mutating func putBack(_ draft: Draft?, _ refused: Change?, now: Now) {
    guard let draft else {
      if let refused { reopen(refused, now: now) }
      return
    }
    if let refused, refused.createdAt > draft.updatedAt {
      restore(draft, now: now)
      reopen(refused, now: now)
      hasTyping = true
    } else {
      if let refused { reopen(refused, now: now) }
      restore(draft, now: now)
      if let refused { refuse(refused) }
    }
  }

  /// Restores a draft.
  mutating func restore(_ draft: Draft, now: Now) {
    source = draft.version
    startedAt = draft.createdAt
    replaces = draft.replaces ?? replaces
    call = Call(kept: draft.texts[Call.draftKey])
    isKept = true
    hasTyping = true
    for path in draft.texts.keys.map({ FieldPath($0) }) where path.traitKey != nil {
      addKnownTrait(path, now: now)
    }
    for path in draft.texts.keys.map({ FieldPath($0) }) { clearObject(of: path, now: now) }
    for (index, row) in rows.enumerated() where !row.isTrait || row.isKnownTrait {
      guard let typed = draft.texts[row.path.text] else { continue }
      rows[index].restore(typed, now: now, measure: measure)
    }
    addObjects(now: now)
    let before = rows.count - 1
    for typed in draft.texts[Self.newTraits]?.array ?? [] {
      let key = typed.object?["key"]?.text?.trimmed ?? ""
      if let index = newTrait(key), index < before {
        rows[index].restore(typed, now: now, measure: measure)
        continue
      }
      let last = rows.count - 1
      if let field = definitions[.trait(key)] {
        rows[last].define(by: field, now: now, measure: measure)
      }
      rows[last].restore(typed, now: now, measure: measure)
      addBlankTrait(now: now)
    }
    focus(on: FieldPath(draft.focus))
  }

  /// The first row of a trait with this name that the record does not have yet; nil for none.
  private func newTrait(_ key: String) -> Int? {
    guard !key.isEmpty else { return nil }
    return rows.firstIndex { $0.traitKey == key && $0.value.base.isNull }
  }

  /// Adds a row for a defined trait that the record does not have yet.
  mutating func addKnownTrait(_ path: FieldPath, now: Now) {
    guard let key = path.traitKey, !rows.contains(where: { $0.isKnownTrait && $0.path == path })
    else { return }
    let field = definitions[path] ?? .trait(key)
    let row = FormRow(trait: field, base: .null, now: now, measure: measure)
    rows.insert(row, at: rows.count - 1)
  }

  /// Restores the values of a refused change, with the server's message.
  private mutating func reopen(_ change: Change, now: Now) {
    replaces = change.id
    if isNew, case .made = change.ref { ref = change.ref }
    // In a conflict the user has seen the current values: saving means overwriting them.
    isOverConflict = change.state == .conflict
    if !isNew, change.state == .refused { base = change.new.before(in: base) }
    for index in rows.indices where !rows[index].isTrait {
      guard rows[index].part == nil, let edit = change.new[rows[index].path] else { continue }
      rows[index].value.fill(with: edit.value, over: edit.base ?? .null, now: now)
    }
    for edit in change.new.edits {
      if let key = edit.path.traitKey { put(key, edit.value, now: now) }
      putBack(objects: edit.value, of: edit.path, now: now)
    }
    refuse(change)
  }

  /// Restores a refused change's value for the field of a box. The box replaces the change only if
  /// that is all of it.
  mutating func reopenField(_ change: Change, now: Now) {
    guard let path = rows.first?.path, change.new.action == .update else { return }
    let paths = change.new.paths
    guard paths.contains(path) else { return }
    reopen(change, now: now)
    if paths.count > 1 { replaces = nil }
    refusals = rows[0].refusal == nil ? [change.sentence] : []
    selectLine()
  }

  /// Selects the line with the cursor, if it is still to be typed in or to be fixed.
  mutating func selectLine() {
    guard let cell = focusedCell, isBox || !cell.isTouched || cell.problem != nil else { return }
    rows[focus.row].cells[focus.cell].selectLine()
  }

  /// Shows the server's messages at the fields they are about, the others at the top.
  mutating func refuse(_ change: Change) {
    replaces = change.id
    let hint =
      change.rival == nil
      ? ""
      : " \(keys[.form(.leave)]), \(keys[.app(.show(.outbox))]) and \(keys[.outbox(.open)]) open it."
    refusals = [change.sentence + hint]
    // The server's messages are distinguished from vitty's own.
    let isServers = change.state == .refused && change.rival == nil
    for index in rows.indices { rows[index].refusal = nil }
    for message in change.fieldMessages {
      if let index = rows.firstIndex(where: { $0.path == message.path }) {
        rows[index].refusal = (isServers ? "Vitally: " : "") + message.message
      } else {
        refusals.append("\(message.path.text): \(message.message)")
      }
    }
    if let row = rows.firstIndex(where: { $0.refusal != nil && $0.value.takesFocus }) {
      focus = Focus(row, rows[row].cells.count - 1)
    }
  }

  private mutating func put(_ key: String, _ value: JSONValue, now: Now) {
    if !value.isNull, definitions[.trait(key)] != nil, !isBox {
      addKnownTrait(.trait(key), now: now)
    }
    if let index = rows.firstIndex(where: { $0.traitKey == key && $0.isKnownTrait }) {
      let row = rows[index]
      let kind = value.isNull ? TraitKind.remove : TraitKind(row.field, value)
      if kind != TraitKind(row.field, row.value.base) {
        rows[index].choose(kind, now: now, measure: measure)
      }
      if !value.isNull { rows[index].value.fill(with: value, over: row.value.base, now: now) }
    } else if !value.isNull, !isBox {
      let field = Field.trait(key)
      let known = newTrait(key)
      let index = known ?? rows.count - 1
      rows[index].cells[0].restore(.string(key))
      rows[index].choose(TraitKind(field, value), now: now, measure: measure)
      rows[index].value.fill(with: value, over: .null, now: now)
      if known == nil { addBlankTrait(now: now) }
    }
  }
}

extension FormCell {
  /// Restores a submitted value as input, over the value that it was to replace.
  mutating func fill(with value: JSONValue, over old: JSONValue, now: Now) {
    if case .records(var records) = input {
      records.chosen = kind.refs(in: value).map(\.ref)
      input = .records(records)
      return
    }
    let measure = TextMeasure { $0.count }
    let opened = FormInput.opened(kind, value, onlyGrows: false, now: now, measure: measure)
    input.unlock()
    input.restore(opened.typed)
    filled = Filled(value: value, typed: input.typed)
  }
}
