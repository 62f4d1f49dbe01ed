// One field of a conflict, changed by both sides or only by the user: its three values and the
// chosen one.

import VitallyModel

/// A field of a change in conflict.
struct ConflictRow: Equatable, Sendable {
  /// Whose value it is.
  enum Side: Int, CaseIterable, Hashable, Sendable {
    /// The value when editing began.
    case base
    /// The user's value.
    case mine
    /// The server's current value.
    case theirs
  }

  /// A chosen value.
  enum Choice: Equatable, Sendable {
    case side(Side)
    case typed(JSONValue)
  }

  /// The field; each trait is a field of its own.
  let field: Field
  /// Whether only one side has changed it, so that there was nothing to choose.
  let isSettled: Bool
  /// The choice, nil while it is open.
  private(set) var choice: Choice?

  private let values: [JSONValue]

  /// Creates a row. If only one side has changed the field, the user's value is chosen.
  init(_ field: Field, base: JSONValue, mine: JSONValue, theirs: JSONValue) {
    self.field = field
    values = [base, mine, theirs]
    isSettled = field.kind.isSame(theirs, base) || field.kind.isSame(theirs, mine)
    choice = isSettled ? .side(.mine) : nil
  }

  /// The value of a side.
  func value(_ side: Side) -> JSONValue { values[side.rawValue] }

  /// Steps to the next or the previous side. An open or typed choice counts as between mine and
  /// theirs, which are what users mostly want.
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

  /// Chooses a typed value.
  mutating func take(_ typed: JSONValue) { choice = .typed(typed) }

  /// The value to send; nil if the server already has it, or while the choice is open.
  var sent: JSONValue? {
    let chosen: JSONValue
    switch choice {
    case .side(.theirs)?, nil: return nil
    case .side(let side)?: chosen = field.kind.written(value(side))
    case .typed(let typed)?: chosen = typed
    }
    return field.kind.isSame(chosen, value(.theirs)) ? nil : chosen
  }

  /// An empty base can't be chosen if the server requires a value.
  private var canBeBase: Bool { field.canBeCleared || !value(.base).isBlank }

  /// The cell for typing another value, nil if values are not typed on one line.
  func cell(now: Now, measure: TextMeasure) -> FormCell? {
    let mine = value(.mine)
    let kind =
      field.path.traitKey == nil ? field.kind : TraitKind(field, mine).fieldKind(of: field)
    let cell = FormCell(kind, base: mine, now: now, measure: measure)
    if case .line = cell.input { return cell }
    return nil
  }
}
