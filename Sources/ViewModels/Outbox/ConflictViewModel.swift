// A change of which somebody else has changed the same fields: the values side by side, in the table
// and in full below it, and what the user chooses. It sends nothing: it makes the change that
// replaces the one in conflict.

import Markup
import VitallyModel

/// The state of the conflict screen.
struct ConflictViewModel: Equatable, Sendable {
  /// The change in conflict.
  let change: Change
  /// What the record is called.
  let title: String
  /// Its fields, those that need a choice first.
  private(set) var rows: [ConflictRow] = []
  /// Which field is selected.
  private(set) var selection = Selection()
  /// Whether the values have come in.
  private(set) var isLoaded = false
  /// The names of records.
  private(set) var names: [Ref: String] = [:]

  /// Whether what was chosen is being made durable.
  var isSending = false
  /// The columns and lines that it has.
  var area = Area(width: 80, height: 21)
  /// The server's body, as it was when the values came in.
  private var theirs: JSONObject = [:]

  /// A conflict whose values are still to come in.
  init(_ entry: OutboxEntry) {
    change = entry.change
    title = entry.title
  }

  /// Takes what the store knows of the record.
  mutating func receive(_ material: FormMaterial) {
    theirs = material.body ?? [:]
    names = material.names
    let all = ConflictRow.all(
      of: change.new, on: Record(ref: change.ref, body: theirs), material.traits)
    rows = all.filter { !$0.isSettled } + all.filter(\.isSettled)
    isLoaded = true
  }

  /// The selected field, nil when there is none.
  var row: ConflictRow? { rows.dropFirst(selection.row).first }

  /// How many choices are open.
  var openCount: Int { rows.filter { $0.choice == nil }.count }

  /// What there is to do, and what needs nothing, in one line.
  func summary(_ keys: KeyNames) -> String {
    let settled =
      rows.contains(where: \.isSettled)
      ? " Fields that only one side touched are settled." : ""
    switch openCount {
    case 0: return "Ready: \(keys[.conflict(.send)]) sends." + settled
    case 1: return "1 field to choose." + settled
    default: return "\(openCount) fields to choose." + settled
    }
  }

  // MARK: Choosing

  /// Selects another field.
  mutating func move(by distance: Int) {
    selection.move(by: distance, of: rows.count)
  }

  /// Goes through the values of the selected field.
  mutating func step(by distance: Int) {
    guard rows.indices.contains(selection.row) else { return }
    rows[selection.row].step(by: distance)
  }

  /// Takes a value that was typed for the selected field.
  mutating func take(_ typed: JSONValue) {
    guard rows.indices.contains(selection.row) else { return }
    rows[selection.row].take(typed)
  }

  /// Goes to the first field that is open.
  mutating func moveToOpen() {
    selection.follow(to: rows.firstIndex { $0.choice == nil }, of: rows.count)
  }

  // MARK: Sending

  /// The change that replaces the one in conflict; nil when the server has all of it already. It
  /// is compared with what the user has seen here.
  var resolution: NewChange? {
    let chosen = Dictionary(
      rows.map { ($0.field.path, $0.sent) }, uniquingKeysWith: { first, _ in first })
    return change.resolved(chosen, on: Record(ref: change.ref, body: theirs))
  }

  // MARK: Values as text

  /// A value as it stands in the table: on one line.
  func text(_ value: JSONValue, of row: ConflictRow, now: Now) -> Formatted {
    let text = RecordFormatter(now: now, names: names).value(row.field, value)
    return text.text.isEmpty ? Formatted("(empty)", .dim) : Formatted(text.text)
  }

  /// A value in full, as far as a screen holds it; line breaks are kept.
  func fullText(_ value: JSONValue, of row: ConflictRow, now: Now) -> Formatted {
    guard case .longText(let isHTML) = row.field.kind, let text = value.text, !text.isEmpty else {
      return self.text(value, of: row, now: now)
    }
    return Formatted(
      isHTML ? PlainText.summary(ofHTML: text, limit: Self.limit) : String(text.prefix(Self.limit)))
  }

  /// More than this many characters of a value are on no screen.
  private static let limit = 2000

  /// What will be sent of a field, in a word, or as it was typed.
  func decision(_ row: ConflictRow, now: Now) -> Formatted {
    switch row.choice {
    case nil: Formatted("choose", .warning, mark: "?")
    case .side(.base)?: Formatted("as it was")
    case .side(.mine)?: Formatted("yours")
    case .side(.theirs)?: Formatted("theirs")
    case .typed(let value)?: text(value, of: row, now: now)
    }
  }
}

extension ConflictRow {
  /// The fields of a change that can be in conflict: not tags, which merge, nor what only grows.
  fileprivate static func all(
    of new: NewChange, on record: Record, _ traits: [Field]
  ) -> [ConflictRow] {
    new.edits.compactMap { edit in
      guard let field = record.schema.field(edit.path), field.kind != .tags,
        field.kind != .traits, !field.onlyGrows
      else { return nil }
      let trait = traits.first { $0.path == edit.path }
      return ConflictRow(
        trait ?? field, base: edit.base ?? .null, mine: edit.value, theirs: record[field])
    }
  }
}

extension ConflictRow.Side {
  /// The name of the side, as a heading.
  var title: String {
    switch self {
    case .base: "as you read it"
    case .mine: "yours"
    case .theirs: "theirs"
    }
  }
}
