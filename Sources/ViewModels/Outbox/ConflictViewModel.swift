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
  /// The long texts that are joined but for some lines.
  private(set) var merges: [FieldPath: BodyMerge] = [:]
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
    let all = rows(of: Record(ref: change.ref, body: theirs), material.traits)
    rows = all.filter { !$0.isSettled } + all.filter(\.isSettled)
    isLoaded = true
  }

  /// The selected field, nil when there is none.
  var row: ConflictRow? { rows.dropFirst(selection.row).first }

  /// How many choices are open.
  var openCount: Int { rows.filter { $0.choice == nil }.count }

  /// What is left to choose, and what is settled, on one line.
  func summary(_ keys: KeyNames) -> String {
    let isLong = rows.contains { $0.place?.isWhole == false }
    let settled =
      (rows.contains(where: \.isSettled) ? " Fields that only one side touched are settled." : "")
      + (isLong ? " Other lines are joined." : "")
    let noun = rows.contains { $0.choice == nil && $0.place?.isWhole == false } ? "place" : "field"
    return openCount == 0
      ? "Ready: \(keys[.conflict(.send)]) sends." + settled
      : "\(openCount.counted(noun)) to choose." + settled
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
    change.resolved(chosen, on: Record(ref: change.ref, body: theirs))
  }

  /// What is chosen of each field; nil for what the server has.
  private var chosen: [FieldPath: JSONValue?] {
    var chosen: [FieldPath: JSONValue?] = [:]
    for row in rows where row.place == nil { chosen.updateValue(row.sent, forKey: row.field.path) }
    for path in merges.keys {
      let new = text(of: path)
      let isThere = new == Record(ref: change.ref, body: theirs)[path].text
      chosen.updateValue(isThere ? nil : .string(new), forKey: path)
    }
    return chosen
  }

  /// A long text with the chosen lines; where nothing is chosen yet, with those of both sides.
  private func text(of path: FieldPath) -> String {
    let lines = Dictionary(
      rows.compactMap { row in
        row.field.path == path ? row.place.map { ($0.number, row.chosenLines) } : nil
      }, uniquingKeysWith: { first, _ in first })
    return merges[path]?.text { number, _ in lines[number] ?? [] } ?? ""
  }

  /// The change as it is to be edited in a form: with all that is chosen by now, and the lines of
  /// both sides where nothing is.
  var forEditing: Change {
    var edited = change
    for (index, edit) in change.new.edits.enumerated() {
      if merges[edit.path] != nil {
        edited.new.edits[index].value = .string(text(of: edit.path))
      } else if let value = chosen[edit.path] ?? nil {
        edited.new.edits[index].value = value
      }
    }
    return edited
  }

  // MARK: Values as text

  /// A value for the table, on one line.
  func text(_ value: JSONValue, of row: ConflictRow, now: Now) -> Formatted {
    RecordFormatter(now: now, names: names).changed(row.field, value)
  }

  /// A value in full, up to a limit; line breaks are kept.
  func fullText(_ value: JSONValue, of row: ConflictRow, now: Now) -> Formatted {
    guard case .longText(let isHTML) = row.field.kind, let text = value.text, !text.isEmpty else {
      return self.text(value, of: row, now: now)
    }
    if row.place != nil, text.utf8.count <= Self.limit * 10 {
      return Formatted(String(lines(text, of: row).joined(separator: "\n").prefix(Self.limit)))
    }
    return Formatted(
      isHTML ? PlainText.summary(ofHTML: text, limit: Self.limit) : String(text.prefix(Self.limit)))
  }

  /// The lines of a part of a long text that have any text.
  func lines(_ text: String, of row: ConflictRow) -> [String] {
    guard case .longText(isHTML: true) = row.field.kind else {
      return text.split(whereSeparator: \.isNewline).map(String.init)
    }
    return PlainText.lines(ofHTML: text)
  }

  /// The most characters of a value that are shown.
  private static let limit = 2000

  /// What will be sent of a field: in a word, or the typed value.
  func decision(_ row: ConflictRow, now: Now) -> Formatted {
    switch row.choice {
    case nil: Formatted("choose", .warning, mark: "?")
    case .side(.base)?: Formatted("as it was")
    case .side(.mine)?: Formatted(isJoined(row) ? "joined" : "yours")
    case .side(.theirs)?: Formatted("theirs")
    case .both?: Formatted("both")
    case .typed(let value)?: text(value, of: row, now: now)
    }
  }
}

extension ConflictViewModel {
  /// The most places of one text that are chosen one by one.
  private static let placeLimit = 40

  /// Whether a settled row has lines of both sides.
  private func isJoined(_ row: ConflictRow) -> Bool {
    row.isSettled && row.value(.mine) != change.new[row.field.path]?.value
  }

  /// The fields of the change that can be in conflict: not tags, which are merged, nor fields that
  /// only grow. A long text that both sides have changed is joined, and has a row for each place
  /// where both have changed the same lines.
  private mutating func rows(of record: Record, _ traits: [Field]) -> [ConflictRow] {
    merges = [:]
    return change.new.edits.flatMap { edit -> [ConflictRow] in
      guard let field = record.schema.field(edit.path), field.kind != .tags,
        field.kind != .traits, !field.onlyGrows
      else { return [] }
      let trait = traits.first { $0.path == edit.path }
      let row = ConflictRow(
        trait ?? field, base: edit.base ?? .null, mine: edit.value, theirs: record[field])
      return row.isSettled ? [row] : places(in: row) ?? [row]
    }
  }

  /// The rows of a long text; nil for any other value, and for a text that one side has emptied.
  private mutating func places(in row: ConflictRow) -> [ConflictRow]? {
    let field = row.field
    guard case .longText(let isHTML) = field.kind, let mine = row.value(.mine).text,
      let theirs = row.value(.theirs).text, !mine.isEmpty, !theirs.isEmpty
    else { return nil }
    let base = row.value(.base).text ?? ""
    let merge = BodyMerge(base: base, mine: mine, theirs: theirs, isHTML: isHTML)
    if let joined = merge.merged {
      return [
        ConflictRow(field, base: row.value(.base), joined: joined, theirs: row.value(.theirs))
      ]
    }
    let count = merge.merge.clashes.count
    guard count <= Self.placeLimit else { return nil }
    merges[field.path] = merge
    return merge.places.enumerated().map { number, place in
      ConflictRow(
        field,
        ConflictRow.Place(
          clash: place.clash, number: number, count: count, above: merge.text(place.above),
          below: merge.text(place.below)), text: merge.text)
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
