// New traits in a form: which trait a name means, and which ones can be chosen.

import VitallyModel

extension FormViewModel {
  /// Whether the cursor is in the name of a new trait.
  var isAtNewTrait: Bool {
    guard let row = focusedRow else { return false }
    return row.isTrait && !row.isKnownTrait && focus.cell == 0
  }

  /// The traits of this resource that the record does not have, by label.
  var unsetTraits: [Field] {
    let set = Set(rows.compactMap { $0.isTrait && !$0.isBlankTrait ? $0.path : nil })
    let unset = definitions.values.filter { !set.contains($0.path) || $0.path == focusedRow?.path }
    return unset.sorted {
      ($0.label.folded, $0.path.text) < ($1.label.folded, $1.path.text)
    }
  }

  /// The traits that a name may mean: the one with this key, otherwise those with this label, or
  /// this key in another case.
  func traits(called name: String) -> [Field] {
    if let exact = definitions[.trait(name)] { return [exact] }
    let wanted = name.folded
    let shown = rows.filter(\.isKnownTrait).map(\.field)
    let known = definitions.merging(shown.map { ($0.path, $0) }) { first, _ in first }
    return known.values.filter { field in
      field.label.folded == wanted || field.path.traitKey?.folded == wanted
    }
  }

  /// Gives a new trait's row the key that its name means, and the kind of that trait.
  mutating func nameTrait(_ index: Int, now: Now) {
    guard !rows[index].isKnownTrait, let name = rows[index].traitKey else { return }
    let meant = name.isEmpty ? [] : traits(called: name)
    if meant.count == 1, let key = meant[0].path.traitKey, key != name {
      rows[index].cells[0].restore(.string(key))
    }
    let field = meant.count == 1 ? meant[0] : .trait(name)
    rows[index].define(by: field, now: now, measure: measure)
  }

  /// Why a name can't be used for a new trait, nil when it can.
  func keyProblem(of row: FormRow) -> String? {
    guard let key = row.traitKey, !row.isKnownTrait else { return nil }
    if key.isEmpty { return "a trait needs a name" }
    if rows.filter({ $0.traitKey == key }).count > 1 { return "this name is already used" }
    let meant = traits(called: key).count
    return meant > 1 ? "\(meant) traits have this name; \(keys[.form(.pick)]) lists them" : nil
  }

  /// Uses a known trait for the new one, and moves to its value.
  mutating func choose(trait key: String, now: Now) {
    guard isAtNewTrait else { return }
    rows[focus.row].cells[0].restore(.string(key))
    nameTrait(focus.row, now: now)
    changed(now: now)
    focus = Focus(focus.row, rows[focus.row].cells.count - 1)
  }

  // MARK: The traits of the holder

  /// The holder that stands in the form of a new record.
  private var chosenHolder: Ref? {
    guard let path = schema.holderPath, let row = rows.first(where: { $0.path == path }),
      case .records(let records) = row.value.input
    else { return nil }
    return records.chosen.first
  }

  /// Asks for the traits of another holder once that was chosen. Keys are held until they are
  /// there, since they may be for them.
  mutating func askForHolder() -> Outcome {
    guard let chosen = chosenHolder, chosen != holder else { return [] }
    holder = chosen
    awaitsHolder = true
    return [.read(.material, generation: 1, .material(ref, parent: parent, holder: chosen))]
  }

  /// Takes the holder that was asked for: its traits take the place of those of the one before,
  /// except for what was typed.
  mutating func take(_ material: FormMaterial, now: Now) {
    names.merge(material.names) { _, new in new }
    guard awaitsHolder, material.holder?.ref == holder || material.holder == nil else { return }
    awaitsHolder = false
    lock = material.holder?.lockSentence(for: ref.resource)
    let former = Set(ownTraits.map(\.path))
    let focused = (row: focusedRow?.path, cell: focus.cell)
    ownTraits = material.ownTraits
    definitions = Dictionary(
      material.traits.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    rows.removeAll { row in
      row.isKnownTrait && !row.isTouched && row.value.base.isNull && former.contains(row.path)
    }
    for field in ownTraits where !rows.contains(where: { $0.isTrait && $0.path == field.path }) {
      addKnownTrait(field.path, now: now)
    }
    if let row = rows.firstIndex(where: { $0.path == focused.row }), row != focus.row {
      focus = Focus(row, focused.cell)
    }
    if let row = rows.firstIndex(where: { $0.path == schema.holderPath }) {
      check(row, now: now, showsNewIn: rows[row].cells.indices)
    }
  }

  /// Why nothing can be added below the record that was chosen to hold it; nil if it can.
  func lockProblem(of row: FormRow) -> String? {
    row.path == schema.holderPath && chosenHolder == holder ? lock : nil
  }

  /// What is not known about a change of the first record of a list; nil for other fields.
  func doubt(about row: FormRow) -> String? {
    guard row.isTouched, !row.isTrait, !isNew,
      let list = schema.fields.first(where: { $0.extends == row.path })
    else { return nil }
    let count = FieldKind.ids(list.source.value(in: base)).count
    guard count > 1 else { return nil }
    return "it is the first of \(count) \(list.label.lowercased()): Vitally does not say whether "
      + "the others stay"
  }
}
