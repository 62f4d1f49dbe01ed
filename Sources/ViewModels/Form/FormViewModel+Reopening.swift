// What was typed before comes back into a form: from a draft, or from a change that the server has
// refused.

import Markup
import VitallyModel

extension FormViewModel {
  /// Puts back what was typed before. Where a draft and a refused change have both something to
  /// say of a field, the later one counts.
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

  /// Puts a draft back.
  mutating func restore(_ draft: Draft, now: Now) {
    startedAt = draft.createdAt
    replaces = draft.replaces ?? replaces
    isKept = true
    hasTyping = true
    for path in draft.texts.keys.map({ FieldPath($0) }) where path.traitKey != nil {
      addKnownTrait(path, now: now)
    }
    for (index, row) in rows.enumerated() where !row.isTrait || row.isKnownTrait {
      guard let typed = draft.texts[row.path.text] else { continue }
      rows[index].restore(typed, now: now, measure: measure)
    }
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

  /// A row for a trait that has a name and that the record does not have yet.
  private mutating func addKnownTrait(_ path: FieldPath, now: Now) {
    guard let key = path.traitKey, !rows.contains(where: { $0.isKnownTrait && $0.path == path })
    else { return }
    let field = definitions[path] ?? .trait(key, label: key)
    let row = FormRow(trait: field, base: .null, now: now, measure: measure)
    rows.insert(row, at: rows.count - 1)
  }

  /// Puts back what a refused change holds, with the server's words.
  mutating func reopen(_ change: Change, now: Now) {
    replaces = change.id
    if isNew, case .made = change.ref { ref = change.ref }
    // Of a conflict the user has seen what is there now: to save means to go over it.
    isOverConflict = change.state == .conflict
    if !isNew, change.state == .refused { base = Self.before(change, in: base) }
    for index in rows.indices where !rows[index].isTrait {
      let path = rows[index].path.text
      guard let value = change.new.fields[path] else { continue }
      rows[index].value.fill(with: value, over: change.new.base[path] ?? .null, now: now)
    }
    for trait in (change.new.fields["traits"]?.object ?? [:]).members {
      put(trait.key, trait.value, now: now)
    }
    refuse(change)
  }

  /// Puts back what a refused change holds of the field of a box. The box mends it only where that
  /// is all of the change.
  mutating func reopenField(_ change: Change, now: Now) {
    guard let path = rows.first?.path, change.new.action == .update else { return }
    let paths = change.new.paths
    guard paths.contains(path) else { return }
    reopen(change, now: now)
    if paths.count > 1 { replaces = nil }
    refusals = rows[0].refusal == nil ? [change.sentence] : []
  }

  /// Shows the server's words at the fields that they are about, the others on top.
  mutating func refuse(_ change: Change) {
    replaces = change.id
    let hint = change.rival == nil ? "" : " gl, then o, opens it."
    refusals = [change.sentence + hint]
    // What the server says is told apart from what was found out here.
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
      let field = Field.trait(key, label: key)
      let known = newTrait(key)
      let index = known ?? rows.count - 1
      rows[index].cells[0].restore(.string(key))
      rows[index].choose(TraitKind(field, value), now: now, measure: measure)
      rows[index].value.fill(with: value, over: .null, now: now)
      if known == nil { addBlankTrait(now: now) }
    }
  }

  /// The body as the user saw it when the change was made.
  private static func before(_ change: Change, in body: JSONObject) -> JSONObject {
    NewChange(change.new.action, change.ref, fields: change.new.base).apply(to: body)
  }
}

extension NewChange {
  /// The fields that it changes, trait by trait.
  fileprivate var paths: [FieldPath] {
    fields.members.flatMap { member in
      member.key == "traits"
        ? (member.value.object ?? [:]).keys.map(FieldPath.trait) : [FieldPath(member.key)]
    }
  }
}

extension FormCell {
  /// Puts a value that was to be sent back where it was typed, over the one that was there then.
  mutating func fill(with value: JSONValue, over old: JSONValue, now: Now) {
    if case .records(var records) = input {
      let ids = (value.array ?? [value]).compactMap(\.text)
      records.chosen = ids.map { Ref(wireText: $0, records.resource) }
      input = .records(records)
      return
    }
    if appendsTo != nil {
      if let added = PlainBody.added(in: value.text ?? "", to: old.text ?? "") {
        input.restore(.string(added))
      }
      return
    }
    let opened = FormInput.opened(
      kind, value, onlyGrows: false, now: now, measure: TextMeasure { $0.count })
    guard opened.appendsTo == nil else { return }
    input.restore(opened.input.typed)
    filled = Filled(value: value, typed: input.typed)
  }
}

extension PlainBody {
  /// The text that was added below a body, nil when the body is not the beginning of what it was
  /// added to.
  fileprivate static func added(in html: String, to body: String) -> String? {
    let mark = Self.html("x")
    let head = appended("x", to: body).dropLast(mark.count)
    guard html.hasPrefix(head), case .plain(let text) = editing(String(html.dropFirst(head.count)))
    else { return nil }
    return text
  }
}
