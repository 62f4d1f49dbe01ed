// What is wrong in a form. What is new is shown when a field is left or on save, never in the
// middle of a word; what is on screen goes the moment it is mended.

import VitallyModel

extension FormViewModel {
  /// Checks a row. A problem that is not on screen yet is only shown in the cells that are named.
  mutating func check(_ row: Int, now: Now, showsNewIn cells: Range<Int> = 0..<0) {
    guard rows.indices.contains(row) else { return }
    let problems = problems(in: rows[row], now: now)
    for index in rows[row].cells.indices {
      let isShown = rows[row].cells[index].problem != nil
      if isShown || cells.contains(index) { rows[row].cells[index].problem = problems[index] }
    }
    checkSiblings(of: row, now: now)
  }

  /// Shows all that is wrong and puts the cursor into the first such cell, unless it is in one; nil
  /// when nothing is.
  mutating func checkAll(now: Now) -> String? {
    for row in rows.indices { check(row, now: now, showsNewIn: rows[row].cells.indices) }
    let wrong = rows.indices.flatMap { row in
      rows[row].cells.indices.filter { rows[row].cells[$0].problem != nil }.map { Focus(row, $0) }
    }
    guard let first = wrong.first else { return nil }
    let place = wrong.contains(focus) ? focus : first
    focus = place
    let row = rows[place.row]
    let label = row.isTrait ? row.traitKey ?? "trait" : row.field.label
    return "\(label): \(row.cells[place.cell].problem ?? "")"
  }

  /// Fields of which one must be given have their problem together, traits of one name too.
  private mutating func checkSiblings(of row: Int, now: Now) {
    for index in rows.indices where index != row && areSiblings(rows[index], rows[row]) {
      guard rows[index].cells[0].problem != nil else { continue }
      rows[index].cells[0].problem = problems(in: rows[index], now: now)[0]
    }
  }

  private func areSiblings(_ left: FormRow, _ right: FormRow) -> Bool {
    if left.isTrait || right.isTrait { return left.isTrait && right.isTrait }
    guard case .oneOf(let label) = left.field.requirement else { return false }
    return right.field.requirement == .oneOf(label)
  }

  /// What is wrong in each cell of a row.
  private func problems(in row: FormRow, now: Now) -> [String?] {
    guard row.isTrait else { return [problem(in: row, now: now)] }
    if row.isBlankTrait { return [nil, nil, nil] }
    return [keyProblem(of: row), nil, row.isRemoval ? nil : traitProblem(in: row, now: now)]
  }

  private func problem(in row: FormRow, now: Now) -> String? {
    let cell = row.value
    if !cell.takesFocus { return nil }
    // A long text is never wrong, and too long to be worked out with every key.
    if case .text = cell.input { return cell.isEmpty ? emptyProblem(of: row) : nil }
    switch cell.value(now: now) {
    case .failure(let error): return error.sentence
    case .success(let value):
      if !value.isBlank || isPresent(row) { return nil }
      return emptyProblem(of: row)
    }
  }

  /// Whether records stay in a field whatever is added.
  private func isPresent(_ row: FormRow) -> Bool { !row.value.isEmpty && row.field.onlyGrows }

  private func emptyProblem(of row: FormRow) -> String? {
    let field = row.field
    switch field.requirement {
    case .always where isNew ? !field.isFilledIn : row.isTouched: return "must be given"
    case .oneOf(let label) where isNew || row.isTouched:
      return rows.contains { $0.field.requirement == .oneOf(label) && !$0.value.isEmpty }
        ? nil : "\(label) must be given"
    default: break
    }
    let isEmptied = !isNew && row.isTouched && !row.value.base.isBlank
    return isEmptied && !field.canBeCleared ? "can't be emptied once it is set" : nil
  }

  private func keyProblem(of row: FormRow) -> String? {
    guard let key = row.traitKey, !row.isKnownTrait else { return nil }
    if key.isEmpty { return "a trait needs a name" }
    return rows.filter { $0.traitKey == key }.count > 1 ? "there is such a trait already" : nil
  }

  private func traitProblem(in row: FormRow, now: Now) -> String? {
    switch row.sent(now: now) {
    case .failure(let error): return error.sentence
    case .success(let value):
      return value.isBlank && row.isTouched ? "a trait needs a value" : nil
    }
  }

  /// Whether what stands in a field is needed before a new record can be made.
  func isRequired(_ row: FormRow) -> Bool {
    if row.isTrait || row.field.isFilledIn { return false }
    switch row.field.requirement {
    case .never: return false
    case .always: return true
    case .oneOf(let label):
      return isNew
        && !rows.contains {
          $0.field.path != row.field.path && $0.field.requirement == .oneOf(label)
            && !$0.value.isEmpty
        }
    }
  }
}
