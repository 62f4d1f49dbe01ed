// A form: the fields of a record that can be written, what stands in them, and where the cursor
// is. It is generic over schemas; what differs between fields is their kind.

public import VitallyModel

/// The state of a form.
public struct FormViewModel: Equatable, Sendable {
  /// How much of a record is edited.
  public enum Scope: Hashable, Sendable {
    /// All fields that can be written.
    case whole
    /// One field, in a box over the list.
    case field(FieldPath)
    /// One field, record after record down the list.
    case column(FieldPath)
  }

  /// What is going on.
  enum Phase: Hashable, Sendable {
    /// The user types.
    case editing
    /// It is being made durable, or waits a moment for the server's answer. The change has a
    /// number as soon as it is durable.
    case saving(ChangeID?)
  }

  /// Which cell has the cursor.
  struct Focus: Hashable, Sendable {
    /// The number of the row.
    var row: Int
    /// The number of the cell in the row.
    var cell: Int

    init(_ row: Int, _ cell: Int = 0) {
      self.row = row
      self.cell = cell
    }
  }

  /// The record that is edited; `.made` for a new one.
  var ref: Ref
  /// Whether it is a new one.
  let isNew: Bool
  /// How much of it is edited.
  let scope: Scope
  /// The record from which a new one was begun.
  var parent: Ref?
  /// What the record, or the one it was begun from, is called.
  var title: String
  /// The body when editing began.
  var base: JSONObject
  /// When the record last came in, nil for a new one.
  let fetchedAt: Moment?
  /// The rows.
  var rows: [FormRow] = []
  /// Where the cursor is.
  var focus = Focus(0)
  /// What is going on. What is handed in is no longer the form's to keep: the next key is.
  var phase = Phase.editing {
    didSet { if phase != .editing { isDirty = false } }
  }
  /// What the server said that is about no field.
  var refusals: [String] = []
  /// The refused change that this form mends.
  var replaces: ChangeID?
  /// The names of records.
  var names: [Ref: String]
  /// What is on screen.
  public internal(set) var content = FormContent()

  /// What the store has told of changes while this one was being made durable.
  var news: [Change] = []
  /// When editing began, as the draft says.
  var startedAt: Moment
  /// Of a box: the draft of the whole record, without this field.
  var others: Draft?
  /// Whether a draft is on disk.
  var isKept = false
  /// Whether the user has typed or chosen anything: what was filled in beforehand is no loss.
  var hasTyping = false
  /// Whether something was typed since the draft was written.
  var isDirty = false
  /// Whether the next key that types takes the place of the whole text: in a box one types the new
  /// value, and need not wipe out the old one first.
  var replacesOnTyping = false
  /// The traits of which the user has agreed that they are taken away.
  var mayRemove: Set<String> = []
  /// Whether it goes over what somebody else has changed.
  var isOverConflict = false
  /// The traits that records of the resource have, by path.
  var definitions: [FieldPath: Field] = [:]
  /// What was cut last: it goes with the cursor from cell to cell.
  private var cut = ""
  var width = 60
  var height = 20
  let measure: TextMeasure

  /// A form without rows.
  init(
    _ ref: Ref, isNew: Bool, scope: Scope, parent: Ref?, title: String, base: JSONObject,
    fetchedAt: Moment?, names: [Ref: String], now: Now, measure: TextMeasure
  ) {
    self.ref = ref
    self.isNew = isNew
    self.scope = scope
    self.parent = parent
    self.title = title
    self.base = base
    self.fetchedAt = fetchedAt
    self.names = names
    startedAt = now.moment
    self.measure = measure
  }

  /// The schema of the record.
  var schema: Schema { ref.resource.schema }

  /// Whether anything was touched.
  var isTouched: Bool { rows.contains(where: \.isTouched) }

  /// Whether it has the keys.
  public var isEditing: Bool { phase == .editing }

  /// Whether it stands in a box over the list.
  public var isBox: Bool { scope != .whole }

  /// What a box is called.
  public var boxTitle: String {
    let label = rows.first?.field.label ?? ""
    let key = if case .text? = rows.first?.value.input { "C-s" } else { "Enter" }
    if case .column = scope { return "\(label): \(key) saves and goes down" }
    return "\(label): \(key) saves"
  }

  /// How many fields are touched, and how many have something on screen that is wrong.
  var counts: (changed: Int, wrong: Int) {
    (
      rows.filter(\.isTouched).count,
      rows.filter { $0.refusal != nil || $0.cells.contains { $0.problem != nil } }.count
    )
  }

  /// The row with the cursor.
  var focusedRow: FormRow? { rows.indices.contains(focus.row) ? rows[focus.row] : nil }

  /// The cell with the cursor.
  var focusedCell: FormCell? {
    guard let row = focusedRow, row.cells.indices.contains(focus.cell) else { return nil }
    return row.cells[focus.cell]
  }

  /// Whether the cursor is on the kind of a trait.
  var isAtKind: Bool { focusedRow?.isTrait == true && focus.cell == 1 }

  /// The records of which only the id is known.
  var namelessRefs: [Ref] {
    rows.flatMap { row -> [Ref] in
      guard case .records(let records) = row.value.input else { return [] }
      return records.kept + records.chosen
    }.filter { names[$0] == nil && $0.serverID != nil }
  }

  // MARK: The cursor

  /// Puts the cursor into the first cell that takes it.
  mutating func focusFirst() {
    for index in rows.indices {
      if let cell = rows[index].cells.firstIndex(where: \.takesFocus) {
        focus = Focus(index, cell)
        return
      }
    }
  }

  /// Puts the cursor into the value of a field; false when there is no such cell.
  @discardableResult
  mutating func focus(on path: FieldPath) -> Bool {
    guard let index = rows.firstIndex(where: { $0.path == path && $0.value.takesFocus })
    else { return false }
    focus = Focus(index, rows[index].cells.count - 1)
    return true
  }

  /// Goes to the next or the previous cell. What is wrong in the one that is left is shown.
  mutating func moveFocus(by step: Int, now: Now) {
    let places = rows.indices.flatMap { row in
      rows[row].cells.indices.filter { rows[row].cells[$0].takesFocus }.map { Focus(row, $0) }
    }
    guard let index = places.firstIndex(of: focus) else { return focusFirst() }
    var next = index + step
    // On the way down one comes for the value of a trait; its kind is reached from there.
    if step > 0, places.indices.contains(next), rows[places[next].row].isKnownTrait,
      places[next].row != focus.row
    {
      next += 1
    }
    go(to: places[max(0, min(next, places.count - 1))], now: now)
  }

  /// Goes to the same column of the next or the previous row.
  mutating func moveRow(by step: Int, now: Now) {
    var row = focus.row + step
    while rows.indices.contains(row), !rows[row].cells.contains(where: \.takesFocus) { row += step }
    guard rows.indices.contains(row) else { return }
    let cells = rows[row].cells
    let wanted = focusedRow?.isTrait == true && cells.count == 3 ? focus.cell : 0
    let cell =
      cells.indices.contains(wanted) && cells[wanted].takesFocus
      ? wanted : cells.lastIndex(where: \.takesFocus) ?? 0
    go(to: Focus(row, cell), now: now)
  }

  private mutating func go(to place: Focus, now: Now) {
    guard place != focus else { return }
    if let cut = focusedCell?.cut, !cut.isEmpty { self.cut = cut }
    leaveCell(for: place, now: now)
    focus = place
    if !cut.isEmpty { rows[place.row].cells[place.cell].cut = cut }
  }

  /// In the row that is left everything counts, in the same row only the cell that is left. The
  /// name of a new trait tells its kind.
  private mutating func leaveCell(for place: Focus, now: Now) {
    guard let row = focusedRow else { return }
    if row.isTrait, focus.cell == 0, let key = row.traitKey {
      let definition = definitions[row.path] ?? .trait(key, label: key)
      rows[focus.row].define(by: definition, now: now, measure: measure)
    }
    let isSameRow = place.row == focus.row
    check(
      focus.row, now: now,
      showsNewIn: isSameRow ? focus.cell..<focus.cell + 1 : row.cells.indices)
  }

  /// A record is known by another name now.
  mutating func rename(_ old: Ref, to new: Ref) {
    if let name = names[old] { names[new] = name }
    if parent == old { parent = new }
    if ref == old, !isNew { ref = new }
    for index in rows.indices {
      guard case .records(var records) = rows[index].value.input else { continue }
      records.chosen = records.chosen.map { $0 == old ? new : $0 }
      rows[index].value.input = .records(records)
    }
  }
}
