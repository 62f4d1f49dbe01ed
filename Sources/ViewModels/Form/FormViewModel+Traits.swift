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
}
