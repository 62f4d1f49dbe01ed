// A change to fields that somebody else has changed too: the values side by side, in a table and in
// full below it, and the user's choices. It sends nothing, but makes the change that replaces the
// one in conflict.

import Markup
import VitallyModel

/// The state of the conflict screen.
struct ConflictViewModel: Equatable, Sendable {
  /// The change in conflict.
  let change: Change
  /// The title of the record.
  let title: String
  /// The fields, those that need a choice first.
  private(set) var rows: [ConflictRow] = []
  /// The selected field.
  private(set) var selection = Selection()
  /// Whether the values have arrived.
  private(set) var isLoaded = false
  /// The names of records.
  private(set) var names: [Ref: String] = [:]

  /// Whether the choices are being saved.
  var isSending = false
  /// The area of the screen.
  var area = Area(width: 80, height: 21)
  /// The server's body when the values arrived.
  private var theirs: JSONObject = [:]

  /// Creates a conflict whose values have yet to arrive.
  init(_ entry: OutboxEntry) {
    change = entry.change
    title = entry.title
  }

  /// Takes the store's material for the record.
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

  /// What is left to choose, and what is settled, on one line.
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

  /// Steps through the values of the selected field.
  mutating func step(by distance: Int) {
    guard rows.indices.contains(selection.row) else { return }
    rows[selection.row].step(by: distance)
  }

  /// Takes a typed value for the selected field.
  mutating func take(_ typed: JSONValue) {
    guard rows.indices.contains(selection.row) else { return }
    rows[selection.row].take(typed)
  }

  /// Selects the first field without a choice.
  mutating func moveToOpen() {
    selection.follow(to: rows.firstIndex { $0.choice == nil }, of: rows.count)
  }

  // MARK: Sending

  /// The change that replaces the one in conflict; nil when the server already has all of it. Its
  /// base is what the user has seen here.
  var resolution: NewChange? {
    let chosen = Dictionary(
      rows.map { ($0.field.path, $0.sent) }, uniquingKeysWith: { first, _ in first })
    return change.resolved(chosen, on: Record(ref: change.ref, body: theirs))
  }

  // MARK: Values as text

  /// A value for the table, on one line.
  func text(_ value: JSONValue, of row: ConflictRow, now: Now) -> Formatted {
    let text = RecordFormatter(now: now, names: names).value(row.field, value)
    return text.text.isEmpty ? Formatted("(empty)", .dim) : Formatted(text.text)
  }

  /// A value in full, up to a limit; line breaks are kept.
  func fullText(_ value: JSONValue, of row: ConflictRow, now: Now) -> Formatted {
    guard case .longText(let isHTML) = row.field.kind, let text = value.text, !text.isEmpty else {
      return self.text(value, of: row, now: now)
    }
    return Formatted(
      isHTML ? PlainText.summary(ofHTML: text, limit: Self.limit) : String(text.prefix(Self.limit)))
  }

  /// The most characters of a value that are shown.
  private static let limit = 2000

  /// What will be sent of a field: in a word, or the typed value.
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
  /// The fields of a change that can be in conflict: not tags, which are merged, nor fields that
  /// only grow.
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
  /// The heading of the side.
  var title: String {
    switch self {
    case .base: "as you read it"
    case .mine: "yours"
    case .theirs: "theirs"
    }
  }
}
