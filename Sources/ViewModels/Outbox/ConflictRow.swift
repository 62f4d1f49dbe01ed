// One field of a conflict, changed by both sides or only by the user, or some lines of a long text
// that both have changed: the three values and the chosen one.

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
    /// The user's lines, and then theirs.
    case both
    case typed(JSONValue)
  }

  /// Lines of a long text, which is joined but for them.
  struct Place: Equatable, Sendable {
    /// The lines as both sides have them.
    let clash: LineMerge.Clash
    /// Its number among those of the text, from 0.
    let number: Int
    /// How many there are.
    let count: Int
    /// What stands right above and below them.
    let above: String
    let below: String

    /// Whether it is all of the text.
    var isWhole: Bool { count == 1 && above.isEmpty && below.isEmpty }
  }

  /// The field; each trait is a field of its own.
  let field: Field
  /// Whether only one side has changed it, so that there was nothing to choose.
  let isSettled: Bool
  /// The lines that it is about; nil for the whole field.
  let place: Place?
  /// The choice, nil while it is open.
  private(set) var choice: Choice?

  private let values: [JSONValue]

  /// Creates a row. If only one side has changed the field, the user's value is chosen.
  init(_ field: Field, base: JSONValue, mine: JSONValue, theirs: JSONValue) {
    self.field = field
    values = [base, mine, theirs]
    place = nil
    isSettled = field.kind.isSame(theirs, base) || field.kind.isSame(theirs, mine)
    choice = isSettled ? .side(.mine) : nil
  }

  /// Creates a row for a long text that has been joined from both sides.
  init(_ field: Field, base: JSONValue, joined: String, theirs: JSONValue) {
    self.field = field
    values = [base, .string(joined), theirs]
    place = nil
    isSettled = true
    choice = .side(.mine)
  }

  /// Creates a row for some lines of a long text; `text` makes a text of lines.
  init(_ field: Field, _ place: Place, text: ([String]) -> String) {
    self.field = field
    self.place = place
    let clash = place.clash
    values = [clash.base, clash.mine, clash.theirs].map { .string(text($0)) }
    isSettled = false
    choice = nil
  }

  /// The value of a side.
  func value(_ side: Side) -> JSONValue { values[side.rawValue] }

  /// Steps to the next or the previous choice. An open or typed choice counts as between mine and
  /// theirs, which are what users mostly want.
  mutating func step(by distance: Int) {
    var order: [Choice] = [.side(.mine), .side(.theirs)]
    if place != nil { order.insert(.both, at: 1) }
    if canBeBase { order.insert(.side(.base), at: 0) }
    guard let index = choice.flatMap(order.firstIndex) else {
      choice = .side(distance < 0 ? .mine : .theirs)
      return
    }
    choice = order[max(0, min(index + distance, order.count - 1))]
  }

  /// Chooses a typed value.
  mutating func take(_ typed: JSONValue) { choice = .typed(typed) }

  /// The value to send; nil if the server already has it, or while the choice is open.
  var sent: JSONValue? {
    let chosen: JSONValue
    switch choice {
    case .side(.theirs)?, .both?, nil: return nil
    case .side(let side)?: chosen = field.kind.written(value(side))
    case .typed(let typed)?: chosen = typed
    }
    return field.kind.isSame(chosen, value(.theirs)) ? nil : chosen
  }

  /// The lines to send of those that it is about; of an open choice all of both sides.
  var chosenLines: [String] {
    guard let clash = place?.clash else { return [] }
    switch choice {
    case .side(.base)?: return clash.base
    case .side(.mine)?: return clash.mine
    case .side(.theirs)?: return clash.theirs
    case .both?, .typed?, nil: return clash.mine + clash.theirs
    }
  }

  /// An empty base can't be chosen if the server requires a value.
  private var canBeBase: Bool { place != nil || field.canBeCleared || !value(.base).isBlank }

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
