// Turns the input of a form into a change: only what was changed, and only when nothing is wrong.
// New problems are shown when a field is left or on save, never in the middle of a word; they
// disappear as soon as they are fixed.

import Markup
import VitallyModel

extension FormViewModel {
  /// One value to send.
  struct Sending: Equatable, Sendable {
    /// The field.
    var field: Field
    /// Its name on the wire.
    var path: FieldPath
    /// The previous value.
    var old: JSONValue
    /// The previous value as text, if it is computed only once.
    var oldText: String?
    /// The new value; nil while the input is invalid.
    var new: JSONValue?
    /// Why it is sent although nobody typed it; empty for typed values.
    var note = ""
    /// The length of a new long text, which is not converted on every key; nil for other values.
    var length: Int?
    /// The lines of a long text that differ; nil for other values.
    var difference: TextDifference?
  }

  /// How many fields would be sent now. Long texts are not looked into: one counts once it was
  /// touched.
  func sendingCount(now: Now) -> Int { sendings(now: now, comparesTexts: false).count }

  /// What would be sent now.
  func sendings(now: Now, comparesTexts: Bool = true) -> [Sending] {
    var sendings = rows.compactMap { sending($0, now: now, comparesTexts: comparesTexts) }
    if !isNew, schema.resendsTags, !sendings.isEmpty,
      !sendings.contains(where: { $0.path == "tags" }), let field = schema.field("tags"),
      let tags = base["tags"], !tags.isBlank
    {
      sendings.append(
        Sending(field: field, path: "tags", old: tags, new: tags, note: "kept"))
    }
    if hasTyping { sendings += givensOfObjects(now: now) }
    return sendings + (isNew && hasTyping ? givens(beside: sendings, now: now) : [])
  }

  /// The values that vitty adds to new objects.
  private func givensOfObjects(now: Now) -> [Sending] {
    rows.filter { $0.part != nil && $0.field.isFilledIn && $0.value.isEmpty && !isLeftOut($0) }
      .compactMap { row in
        guard let part = row.part else { return nil }
        let values = completed([], at: part.index, of: part.list, now: now)
        guard let value = values.first(where: { $0.0 == row.field.path.text })?.1 else {
          return nil
        }
        var field = row.field
        field.label = row.label
        return Sending(
          field: field, path: row.path, old: .null, new: value, note: "filled in automatically")
      }
  }

  /// The values that vitty adds to a new record.
  private func givens(beside sendings: [Sending], now: Now) -> [Sending] {
    let typed = Set(sendings.map(\.path))
    let values = sendings.map { ($0.path, $0.new ?? .bool(true)) }
    let all = filledIn(values, schema.fields, id: idIfNew, at: now.moment)
    return all.filter { !typed.contains($0.0) }.compactMap { path, value in
      schema.field(path).map {
        Sending(field: $0, path: path, old: .null, new: value, note: "filled in automatically")
      }
    }
  }

  private func sending(_ row: FormRow, now: Now, comparesTexts: Bool) -> Sending? {
    guard row.isTouched, !isLeftOut(row) else { return nil }
    var row = row
    row.field.label = row.label
    if !comparesTexts, case .text = row.value.input {
      return Sending(field: row.field, path: row.path, old: row.value.base, new: nil)
    }
    if case .text(let editor) = row.value.input, editor.lineCount > 100 {
      return Sending(
        field: row.field, path: row.path, old: row.value.base, oldText: row.value.summary,
        new: nil, length: editor.paragraphCount, difference: row.value.difference)
    }
    let new = try? row.sent(now: now).get()
    if let new, !row.isChange(new) { return nil }
    let isEmptied = new?.isBlank ?? false
    return Sending(
      field: row.field, path: row.path, old: row.value.base, oldText: row.value.summary, new: new,
      difference: isEmptied ? nil : row.value.difference)
  }

  /// The traits that would be cleared.
  var removals: [String] { rows.filter(\.isRemoval).compactMap(\.traitKey) }

  /// The same as text, with their current values: `Seats (now 171)`.
  func removals(named keys: [String], now: Now) -> String {
    let formatter = RecordFormatter(now: now, names: names)
    let cleared = rows.filter { row in row.isRemoval && keys.contains { $0 == row.traitKey } }
    return cleared.map { row in
      let value = measure.cut(formatter.value(row.field, row.value.base).text, to: 40)
      return "\(row.field.label) (now \(value))"
    }.joined(separator: ", ")
  }

  /// The change that the form makes; nil when nothing differs. Call only when no field has a
  /// problem.
  func change(now: Now) -> NewChange? {
    let values =
      rows.compactMap { row -> (FieldPath, JSONValue)? in
        guard row.part == nil, row.isTouched, let value = try? row.sent(now: now).get(),
          row.isChange(value)
        else { return nil }
        return (row.path, value)
      } + newObjects(now: now)
    let draft = others == nil ? Draft.End(draftID, source: source) : nil
    if isNew {
      return .creating(
        ref, filledIn(values, schema.fields, id: idIfNew, at: now.moment), replaces: replaces,
        draft: draft)
    }
    guard !values.isEmpty else { return nil }
    return .updating(
      Record(ref: ref, body: base), values, replaces: replaces, draft: draft)
  }

  /// The values, completed by vitty's defaults for what the user left empty: a unique external id,
  /// and the current time. Blank values are not sent with a new record.
  func filledIn(
    _ values: [(FieldPath, JSONValue)], _ fields: [Field], id: String?, at moment: Moment
  ) -> [(FieldPath, JSONValue)] {
    let given = values.filter { !$0.1.isBlank }
    return given
      + fields.compactMap { field -> (FieldPath, JSONValue)? in
        guard !given.contains(where: { $0.0 == field.path }) else { return nil }
        switch field.filling {
        case .time?: return (field.path, .string(moment.iso))
        case .uniqueID?: return id.map { (field.path, .string($0)) }
        case .firstLine(let text)?:
          let line = firstLine(of: text)
          return line.isEmpty ? nil : (field.path, .string(line))
        case .me?, .counterpart?, nil: return nil
        }
      }
  }

  /// The first words of a long text, short enough for a title.
  private func firstLine(of path: FieldPath) -> String {
    guard let row = rows.first(where: { $0.path == path }), case .text(let editor) = row.value.input
    else { return "" }
    let start = editor.typedLines.first { !$0.allSatisfy(\.isWhitespace) } ?? ""
    return MarkdownBody.firstLine(start, limit: 80)
  }

  /// The id that a new record is known by until the server gives it one.
  private var idIfNew: String? { if case .made(_, let id) = ref { id } else { nil } }

  // MARK: Checking

  /// Checks a row. New problems are shown only in the given cells.
  mutating func check(_ row: Int, now: Now, showsNewIn cells: Range<Int> = 0..<0) {
    guard rows.indices.contains(row) else { return }
    let problems = problems(in: rows[row], now: now)
    for index in rows[row].cells.indices {
      let isShown = rows[row].cells[index].problem != nil
      if isShown || cells.contains(index) { rows[row].cells[index].problem = problems[index] }
    }
    checkSiblings(of: row, now: now)
  }

  /// Shows all problems and returns the first, moving the cursor to it unless it is at one already;
  /// nil when there is none.
  mutating func checkAll(now: Now) -> String? {
    for row in rows.indices where rows[row].isTrait && rows[row].isTouched {
      nameTrait(row, now: now)
    }
    for row in rows.indices { check(row, now: now, showsNewIn: rows[row].cells.indices) }
    let wrong = rows.indices.flatMap { row in
      rows[row].cells.indices.filter { rows[row].cells[$0].problem != nil }.map { Focus(row, $0) }
    }
    guard let first = wrong.first else { return nil }
    let place = wrong.contains(focus) ? focus : first
    if place != focus { focus = place }
    let row = rows[place.row]
    let label = row.isTrait && !row.isKnownTrait ? row.traitKey ?? "trait" : row.label
    return "\(label): \(row.cells[place.cell].problem ?? "")"
  }

  /// Rechecks related rows: fields of which one is required, and traits with the same name.
  private mutating func checkSiblings(of row: Int, now: Now) {
    for index in rows.indices where index != row && areSiblings(rows[index], rows[row]) {
      guard rows[index].cells[0].problem != nil else { continue }
      rows[index].cells[0].problem = problems(in: rows[index], now: now)[0]
    }
  }

  private func areSiblings(_ left: FormRow, _ right: FormRow) -> Bool {
    if left.isTrait || right.isTrait { return left.isTrait && right.isTrait }
    if let list = left.part?.list.path { return list == right.part?.list.path }
    guard let group = left.field.requirement.group else { return false }
    return right.field.requirement.group == group
  }

  /// The problem of each cell of a row.
  private func problems(in row: FormRow, now: Now) -> [String?] {
    guard row.isTrait else { return [problem(in: row, now: now)] }
    if row.isBlankTrait { return [nil, nil, nil] }
    return [keyProblem(of: row), nil, row.isRemoval ? nil : traitProblem(in: row, now: now)]
  }

  private func problem(in row: FormRow, now: Now) -> String? {
    let cell = row.value
    if !cell.takesFocus || isLeftOut(row) { return nil }
    // A long text is always valid, and converting it on every key would take too long.
    if case .text = cell.input { return cell.isBlank ? emptyProblem(of: row) : nil }
    switch cell.value(now: now) {
    case .failure(let error): return error.sentence
    case .success(let value):
      if !value.isBlank {
        return lockProblem(of: row) ?? rivalProblem(of: row) ?? idProblem(of: row)
      }
      return isPresent(row) ? nil : emptyProblem(of: row)
    }
  }

  /// The problem of a field that was given beside another one, where only one may be.
  private func rivalProblem(of row: FormRow) -> String? {
    guard case .eitherOf(let group) = row.field.requirement else { return nil }
    let isAlone = !rows.contains {
      $0.field.path != row.field.path && $0.field.requirement.group == group && !$0.value.isEmpty
    }
    return isAlone ? nil : "only one: \(group)"
  }

  /// Whether the field has records that stay whatever is added.
  private func isPresent(_ row: FormRow) -> Bool { !row.value.isEmpty && row.field.onlyGrows }

  private func emptyProblem(of row: FormRow) -> String? {
    let field = row.field
    let isNew = isNew || row.part != nil
    switch field.requirement {
    case .always where isNew ? !field.isFilledIn : row.isTouched: return "required"
    case .oneOf(let group) where isNew || row.isTouched,
      .eitherOf(let group) where isNew || row.isTouched:
      return rows.contains { $0.field.requirement.group == group && !$0.value.isEmpty }
        ? nil : "\(group) required"
    default: break
    }
    let isEmptied = !isNew && row.isTouched && !row.value.base.isBlank
    return isEmptied && !field.canBeCleared ? "can't be emptied once it is set" : nil
  }

  private func traitProblem(in row: FormRow, now: Now) -> String? {
    switch row.sent(now: now) {
    case .failure(let error): return error.sentence
    case .success(let value):
      return value.isBlank && row.isTouched ? "a trait needs a value" : nil
    }
  }

  /// Whether a field is required for a new record.
  func isRequired(_ row: FormRow) -> Bool {
    if row.isTrait || row.field.isFilledIn || isLeftOut(row) { return false }
    switch row.field.requirement {
    case .never: return false
    case .always: return true
    case .oneOf(let group), .eitherOf(let group):
      return isNew
        && !rows.contains {
          $0.field.path != row.field.path && $0.field.requirement.group == group
            && !$0.value.isEmpty
        }
    }
  }
}
