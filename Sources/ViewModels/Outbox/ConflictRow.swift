// One field that the user and somebody else have changed, or only the user: its three values and
// which of them shall count.

import VitallyModel

/// A field of a change in conflict.
struct ConflictRow: Equatable, Sendable {
  /// Whose value it is.
  enum Side: Int, CaseIterable, Hashable, Sendable {
    /// As it was read when editing began.
    case base
    /// As the user wants it.
    case mine
    /// As the server has it now.
    case theirs
  }

  /// What shall count.
  enum Choice: Equatable, Sendable {
    case side(Side)
    case typed(JSONValue)
  }

  /// The field; traits are fields of their own.
  let field: Field
  /// Whether only one side has changed it, so that there was nothing to choose.
  let isSettled: Bool
  /// What shall count, nil while that is open.
  private(set) var choice: Choice?

  private let values: [JSONValue]

  /// A field with its values. Where only one side has changed it, the user's counts.
  init(_ field: Field, base: JSONValue, mine: JSONValue, theirs: JSONValue) {
    self.field = field
    values = [base, mine, theirs]
    isSettled = field.kind.isSame(theirs, base) || field.kind.isSame(theirs, mine)
    choice = isSettled ? .side(.mine) : nil
  }

  /// The value of a side.
  func value(_ side: Side) -> JSONValue { values[side.rawValue] }

  /// Goes to the next or the previous side. What is open or typed lies between mine and theirs:
  /// those are what one mostly wants.
  mutating func step(by distance: Int) {
    let first: Side = canBeBase ? .base : .mine
    let target: Int
    if case .side(let side)? = choice {
      target = side.rawValue + distance
    } else {
      target = distance < 0 ? Side.mine.rawValue : Side.theirs.rawValue
    }
    choice = Side(rawValue: max(first.rawValue, min(target, Side.theirs.rawValue))).map(Choice.side)
  }

  /// Takes a value that was typed.
  mutating func take(_ typed: JSONValue) { choice = .typed(typed) }

  /// What is to be sent; nil where the server has it already, or while the choice is open.
  var sent: JSONValue? {
    let chosen: JSONValue
    switch choice {
    case .side(.theirs)?, nil: return nil
    case .side(let side)?: chosen = field.kind.written(value(side))
    case .typed(let typed)?: chosen = typed
    }
    return field.kind.isSame(chosen, value(.theirs)) ? nil : chosen
  }

  /// What was empty can't be emptied again where the server wants a value.
  private var canBeBase: Bool { field.canBeCleared || !value(.base).isBlank }

  /// The cell in which another value can be typed, nil where values are not typed in a line.
  func cell(now: Now, measure: TextMeasure) -> FormCell? {
    let mine = value(.mine)
    let kind =
      field.path.traitKey == nil ? field.kind : TraitKind(field, mine).fieldKind(of: field)
    let cell = FormCell(kind, base: mine, now: now, measure: measure)
    if case .line = cell.input { return cell }
    return nil
  }
}
