// A row of a form: a field with one cell, or a trait with three: key, kind and value.

import VitallyModel

/// One row of a form.
struct FormRow: Equatable, Sendable {
  /// One of the objects of a list that a form adds.
  struct Part: Hashable, Sendable {
    /// The list.
    let list: Field
    /// Whether the list has others already, or may have.
    let isAddition: Bool
    /// Its number among those that the form adds, from 0.
    var index: Int

    /// What it is called: `Message 1`, or `New message` where there are others.
    var heading: String {
      guard case .objects(let one, _) = list.kind else { return list.label }
      guard isAddition else { return FieldKind.heading(one, index) }
      return index == 0 ? "New \(one)" : "New \(one) \(index + 1)"
    }
  }

  /// The field to edit; for a trait, the field from its definition.
  var field: Field
  /// The object that the field is a part of; nil for a field of the record itself.
  var part: Part?
  /// The cells, from left to right.
  var cells: [FormCell]
  /// Whether the record already has this trait; false for an empty row and for other fields.
  let isKnownTrait: Bool
  /// The input before a kind without input was chosen; the next kind with input gets it back.
  private var carried: String?
  /// The server's message about the field, nil for none.
  var refusal: String?

  /// Whether the row is a trait.
  var isTrait: Bool { cells.count == 3 }

  /// Creates a row for a field.
  init(_ field: Field, base: JSONValue, isFixed: Bool, now: Now, measure: TextMeasure) {
    self.field = field
    isKnownTrait = false
    cells = [
      isFixed
        ? FormCell(fixed: field.kind, base: base, reason: "can't be changed")
        : FormCell(
          field.kind, base: base, onlyGrows: field.onlyGrows, now: now, measure: measure)
    ]
  }

  /// Creates a row for a field of a new object.
  init(_ field: Field, of part: Part, now: Now, measure: TextMeasure) {
    self.init(field, base: .null, isFixed: false, now: now, measure: measure)
    self.part = part
  }

  /// Creates a row for a trait; a nil field makes an empty one for a new trait.
  init(trait: Field?, base: JSONValue, now: Now, measure: TextMeasure) {
    let field = trait ?? .trait("", label: "")
    let kind = TraitKind(field, base)
    self.field = field
    isKnownTrait = trait != nil
    let key =
      isKnownTrait
      ? FormCell(
        fixed: .text, base: .string(field.label.trimmed.isEmpty ? "(no name)" : field.label))
      : FormCell(.text, base: .null, now: now, measure: measure)
    let choices = TraitKind.choices(for: field, isNew: !isKnownTrait)
    cells = [
      key,
      Self.kindCell(choices, kind, now: now, measure: measure),
      FormCell(kind.fieldKind(of: field), base: base, now: now, measure: measure),
    ]
  }

  private static func kindCell(
    _ choices: [Choice], _ kind: TraitKind, now: Now, measure: TextMeasure
  ) -> FormCell {
    var cell = FormCell(
      .choice(choices), base: .string(kind.rawValue), now: now, measure: measure)
    if case .option(var option) = cell.input {
      option.canBeEmpty = false
      cell.input = .option(option)
    }
    return cell
  }

  /// The cell with the value.
  var value: FormCell {
    get { cells[cells.count - 1] }
    set { cells[cells.count - 1] = newValue }
  }

  /// Whether anything in the row was touched.
  var isTouched: Bool { cells.contains(where: \.isTouched) }

  /// What the row is called where it stands alone: `Message 1 Body`.
  var label: String { part.map { "\($0.heading) \(field.label)" } ?? field.label }

  /// Whether the trait will be removed: by its kind, or because its value was cleared.
  var isRemoval: Bool {
    isKnownTrait && (kind == .remove || (value.isTouched && value.isEmpty))
  }

  /// The key of the trait, as entered; nil for other fields.
  var traitKey: String? {
    guard isTrait else { return nil }
    return isKnownTrait ? field.path.traitKey : cells[0].typed.text?.trimmed
  }

  /// Whether it is a new trait's row without any input yet.
  var isBlankTrait: Bool { isTrait && !isKnownTrait && !isTouched }

  private var kind: TraitKind? {
    guard isTrait else { return nil }
    return cells[1].typed.text.flatMap(TraitKind.init)
  }

  /// Changes the kind of a trait.
  mutating func choose(_ kind: TraitKind, now: Now, measure: TextMeasure) {
    cells[1].restore(.string(kind.rawValue))
    adoptKind(now: now, measure: measure)
  }

  /// Gives the value of a trait the input for its kind. The current text is carried over.
  mutating func adoptKind(now: Now, measure: TextMeasure) {
    guard let kind else { return }
    let fieldKind = kind.fieldKind(of: field)
    guard fieldKind != value.kind else { return }
    if value.takesText {
      carried = value.isTouched ? value.typed.text : nil
    } else if value.isTouched, let text = value.typed.text {
      carried = text
    }
    var cell = FormCell(fieldKind, base: value.base, now: now, measure: measure)
    if cell.takesText, let carried { cell.restore(.string(carried)) }
    value = cell
  }

  /// Gives a new trait the kind and the options of its definition, unless a kind was already chosen
  /// or a value typed.
  mutating func define(by field: Field, now: Now, measure: TextMeasure) {
    guard isTrait, !isKnownTrait, field.path != self.field.path, !cells[1].isTouched,
      !value.isTouched
    else { return }
    let kind = TraitKind(field, .null)
    let choices = TraitKind.choices(for: field, isNew: true)
    self.field = field
    cells[1] = Self.kindCell(choices, kind, now: now, measure: measure)
    value = FormCell(kind.fieldKind(of: field), base: .null, now: now, measure: measure)
  }

  /// Whether the value gets another kind than it had.
  private var hasNewKind: Bool { isKnownTrait && cells[1].isTouched && !isRemoval }

  /// The value to send: null removes a trait.
  func sent(now: Now) -> Result<JSONValue, InputError> {
    if isRemoval { return .success(.null) }
    return hasNewKind ? value.read(now: now) : value.value(now: now)
  }

  /// Whether a value to send differs from the original. The same words in another kind are another
  /// value.
  func isChange(_ sent: JSONValue) -> Bool {
    // The tags of a record are a set, whereas a list in its traits has an order.
    if isRemoval || hasNewKind || (isTrait && value.kind == .tags) { return sent != value.base }
    return field.onlyGrows ? !sent.isBlank : !value.kind.isSame(sent, value.base)
  }

  /// The path of the row for the server and for drafts.
  var path: FieldPath {
    if let part { return .part(field.path, of: part.list.path, at: part.index) }
    guard let traitKey, !isKnownTrait else { return field.path }
    return .trait(traitKey)
  }

  /// The integration that owns the trait, if any: its next run may restore its own value.
  var owner: String? {
    guard let key = traitKey, let dot = key.firstIndex(of: ".") else { return nil }
    let origin = String(key[..<dot])
    return ["vitally", "csv", "custom", "traits"].contains(origin) ? nil : origin
  }
}

// MARK: Drafts

extension FormRow {
  /// What a draft keeps of the row, nil when nothing was touched.
  func kept(now: Now) -> JSONValue? {
    guard isTouched else { return nil }
    guard isTrait else { return cells[0].kept(now: now) }
    return [
      "key": cells[0].typed, "kind": cells[1].typed, "value": cells[2].kept(now: now),
    ]
  }

  /// Restores what a draft kept, or the original input (nil).
  mutating func restore(_ typed: JSONValue?, now: Now, measure: TextMeasure) {
    guard isTrait else { return cells[0].restore(typed, now: now) }
    let parts = typed?.object
    carried = nil
    if !isKnownTrait { cells[0].restore(parts?["key"]) }
    cells[1].restore(parts?["kind"])
    adoptKind(now: now, measure: measure)
    cells[2].restore(parts?["value"], now: now)
  }
}
