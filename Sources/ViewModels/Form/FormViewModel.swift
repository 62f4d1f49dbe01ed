// A form: the fields of a record that can be written, what stands in them, where the cursor is and
// what keys do. It is generic over schemas; what differs between fields is their kind.

import VitallyModel

/// The state of a form.
struct FormViewModel: Equatable, Sendable {
  /// How much of a record is edited.
  enum Scope: Hashable, Sendable {
    /// All fields that can be written.
    case whole
    /// One field, in a box over the list.
    case field(FieldPath)
    /// One field, record after record down the list.
    case column(FieldPath)
  }

  /// What it is there for.
  enum Origin: Hashable, Sendable {
    /// A new record, begun from another one or from nothing.
    case new(parent: Ref?)
    /// A record is edited.
    case edit
    /// What was refused, or is in conflict, is mended.
    case mend(Change)

    /// The record from which a new one is begun.
    var parent: Ref? { if case .new(let parent) = self { parent } else { nil } }

    /// Whether the record is yet to be made.
    var isNew: Bool {
      switch self {
      case .new: true
      case .edit: false
      case .mend(let change): change.new.action == .create
      }
    }
  }

  /// What is going on.
  enum Phase: Hashable, Sendable {
    /// The user types.
    case editing
    /// It is left as soon as what was typed is on the disk.
    case leaving
    /// The change of this name is being made durable; then the form is left, or waits.
    case submitting(String, leaves: Bool)
    /// The change of this name waits a moment for the server's answer.
    case saving(String)
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
  /// What it is there for.
  let origin: Origin
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
  /// Where the cursor is. A line that nobody has typed in is selected as the cursor comes to it; in
  /// a box every line is.
  var focus = Focus(0) {
    didSet { selectLine() }
  }
  /// What is going on. What is handed in is no longer the form's to keep: the next key is.
  var phase = Phase.editing {
    didSet { if phase != .editing, phase != .leaving { isDirty = false } }
  }
  /// What the server said that is about no field.
  var refusals: [String] = []
  /// The refused change that this form mends.
  var replaces: ChangeID?
  /// The names of records.
  var names: [Ref: String]
  /// What is on screen.
  var content = Page()

  /// The name under which its draft is kept.
  let draftID: String
  /// The draft that was put back into it.
  var source: Draft.Version?
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
  /// Whether the last draft could not be written.
  var isUnkept = false
  /// How many drafts are being written to the disk.
  var keeping = 0
  /// Whether its long text is to be edited in the user's editor as soon as it is there.
  var opensEditor = false
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
  let keys: KeyNames

  /// A form without rows.
  init(
    _ ref: Ref, _ origin: Origin, scope: Scope, parent: Ref?, title: String, base: JSONObject,
    fetchedAt: Moment?, names: [Ref: String], in shared: inout Shared
  ) {
    self.ref = ref
    self.origin = origin
    self.scope = scope
    self.parent = parent
    self.title = title
    self.base = base
    self.fetchedAt = fetchedAt
    self.names = names
    draftID = shared.ids.next()
    startedAt = shared.now.moment
    measure = shared.measure
    keys = shared.keys
  }

  /// The schema of the record.
  var schema: Schema { ref.resource.schema }

  /// Whether the record is yet to be made.
  var isNew: Bool { origin.isNew }

  /// Whether anything was touched.
  var isTouched: Bool { rows.contains(where: \.isTouched) }

  /// Whether it has the keys.
  var isEditing: Bool { phase == .editing }

  /// Whether it stands in a box over the list.
  var isBox: Bool { scope != .whole }

  /// What a box is called.
  var boxTitle: String {
    let label = rows.first?.field.label ?? ""
    let isText = if case .text? = rows.first?.value.input { true } else { false }
    let key = keys[.form(isText ? .save : .enter)]
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

  /// Selects the line with the cursor, if it is still to be typed in.
  mutating func selectLine() {
    guard let cell = focusedCell, isBox || !cell.isTouched else { return }
    rows[focus.row].cells[focus.cell].selectLine()
  }

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
  private mutating func moveFocus(by step: Int, now: Now) {
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
    // Behind the last one comes the first, and before the first the last.
    go(to: places[(next + places.count) % places.count], now: now)
  }

  /// Goes to the same column of the next or the previous row.
  private mutating func moveRow(by step: Int, now: Now) {
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
    if row.isTrait, focus.cell == 0 { nameTrait(focus.row, now: now) }
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

  // MARK: What keys do

  /// What a form can't do alone.
  enum Demand: Equatable {
    /// A picker for the focused cell, with this typed already.
    case pick(String)
    /// A calendar for the focused cell, on this day.
    case calendar(Day)
    /// Another program shall edit the text.
    case editOutside(String)
    /// The one field is to be saved.
    case save
    /// Nothing more is to be done.
    case nothing
  }

  /// Types text into the cell with the cursor. Where nothing can be typed, a picker opens with it.
  mutating func insert(_ text: String, now: Now) -> Demand {
    guard focusedCell != nil else { return .nothing }
    if rows[focus.row].cells[focus.cell].insert(text) {
      changed(now: now)
      return .nothing
    }
    return text.trimmed.isEmpty ? .nothing : .pick(text)
  }

  /// Runs a command; nil when it means nothing in a form.
  mutating func run(_ command: Command, now: Now) -> Demand? {
    switch command {
    case .form(let command): return run(command, now: now)
    case .move(.pageDown): page(by: 1, now: now)
    case .move(.pageUp): page(by: -1, now: now)
    case .editor(let command): return edit(command, now: now)
    default: return nil
    }
    return .nothing
  }

  private mutating func run(_ command: FormCommand, now: Now) -> Demand? {
    switch command {
    case .next where isBox && focus.cell == (focusedRow?.cells.count ?? 1) - 1: return .save
    case .next: moveFocus(by: 1, now: now)
    case .previous: moveFocus(by: -1, now: now)
    case .down: move(by: 1, now: now)
    case .up: move(by: -1, now: now)
    case .enter: return enter(now: now)
    case .toggle: return toggle(now: now)
    case .revert: revert(now: now)
    case .pick: return pick(now: now)
    case .editOutside: return outside()
    case .save, .leave, .discard: return nil
    }
    return .nothing
  }

  private mutating func edit(_ command: EditorCommand, now: Now) -> Demand? {
    // Only what is asked of the cell is kept: a second reference would copy its text.
    guard let takesText = focusedCell?.takesText,
      rows[focus.row].cells[focus.cell].run(command)
    else { return nil }
    if !(takesText && command.movesCursor) { changed(now: now) }
    return .nothing
  }

  private mutating func move(by step: Int, now: Now) {
    guard focusedCell != nil, !rows[focus.row].cells[focus.cell].moveLine(by: step) else { return }
    moveRow(by: step, now: now)
  }

  private mutating func page(by step: Int, now: Now) {
    guard focusedCell != nil else { return }
    if rows[focus.row].cells[focus.cell].moveLine(by: step * 10) { return }
    for _ in 0..<5 { moveRow(by: step, now: now) }
  }

  private mutating func enter(now: Now) -> Demand {
    guard let cell = focusedCell else { return .nothing }
    switch cell.input {
    case .text: return insert("\n", now: now)
    case .option where cell.kind != .yesNo && !isBox, .records where !isBox: return .pick("")
    case .records(let records) where records.chosen.isEmpty: return .pick("")
    default: break
    }
    if isBox { return .save }
    moveFocus(by: 1, now: now)
    return .nothing
  }

  private mutating func toggle(now: Now) -> Demand {
    guard case .option(var option)? = focusedCell?.input else { return insert(" ", now: now) }
    option.step(by: 1)
    rows[focus.row].cells[focus.cell].input = .option(option)
    changed(now: now)
    return .nothing
  }

  private mutating func revert(now: Now) {
    guard rows.indices.contains(focus.row) else { return }
    rows[focus.row].restore(nil, now: now, measure: measure)
    changed(now: now)
  }

  private func pick(now: Now) -> Demand {
    guard let cell = focusedCell else { return .nothing }
    switch (cell.input, cell.kind) {
    case (.option, _), (.records, _): return .pick("")
    case (.line(let editor), _) where isAtNewTrait: return .pick(editor.text.trimmed)
    case (.line(let editor), .day):
      return .calendar((try? DayReader.read(editor.text, now: now).get()) ?? now.today)
    case (.line(let editor), .moment):
      let moment = try? MomentReader.read(editor.text, now: now).get()
      return .calendar(moment.map { now.zone.local($0).day } ?? now.today)
    default: return .nothing
    }
  }

  private func outside() -> Demand {
    switch focusedCell?.input {
    case .text(let editor): .editOutside(editor.text)
    case .line(let editor): .editOutside(editor.text)
    case .option, .records, .fixed, nil: .nothing
    }
  }

  /// Whether a text is several lines where one is edited record after record: which record each
  /// line is meant for is anybody's guess.
  func refusesLines(of text: String) -> Bool {
    guard isBox, case .line? = focusedCell?.input else { return false }
    return text.trimmed.contains(where: \.isNewline)
  }

  // MARK: From pickers and other programs

  /// Takes what was chosen in a list of options.
  mutating func choose(option value: JSONValue, now: Now) {
    guard case .option(var option)? = focusedCell?.input else { return }
    option.selected = value
    rows[focus.row].cells[focus.cell].input = .option(option)
    changed(now: now)
  }

  /// Takes a record that was looked up.
  mutating func choose(_ ref: Ref, named name: String, now: Now) {
    guard case .records(var records)? = focusedCell?.input else { return }
    names[ref] = name
    records.choose(ref)
    rows[focus.row].cells[focus.cell].input = .records(records)
    changed(now: now)
  }

  /// Takes a day from the calendar. Of a moment the time of day stays as it is.
  mutating func choose(_ day: Day, now: Now) {
    guard case .line(var editor)? = focusedCell?.input, let kind = focusedCell?.kind else { return }
    var text = DayReader.text(day)
    if kind == .moment {
      let old = (try? MomentReader.read(editor.text, now: now).get()) ?? now.moment
      let minutes = now.zone.local(old).minutes
      text = MomentReader.text(now.zone.moment(of: day, minutes: minutes), zone: now.zone)
    }
    editor.replace(with: text)
    rows[focus.row].cells[focus.cell].input = .line(editor)
    changed(now: now)
  }

  /// Takes a text that another program has written.
  mutating func replaceText(with text: String, now: Now) {
    guard focusedCell != nil else { return }
    rows[focus.row].cells[focus.cell].replace(with: text)
    changed(now: now)
  }

  // MARK: After a change

  /// Something in the focused row is different now.
  mutating func changed(now: Now) {
    isDirty = true
    hasTyping = true
    let row = focus.row
    if rows[row].isTrait, focus.cell == 1 {
      rows[row].adoptKind(now: now, measure: measure)
      rows[row].value.resize(width: width)
    }
    if rows[row].refusal != nil {
      rows[row].refusal = nil
      if !rows.contains(where: { $0.refusal != nil }) { refusals = [] }
    }
    check(row, now: now)
    if rows[row].isTrait, let last = rows.last, !last.isBlankTrait, !isBox {
      addBlankTrait(now: now)
    }
  }

  /// An empty row for one more trait stands at the end.
  mutating func addBlankTrait(now: Now) {
    rows.append(FormRow(trait: nil, base: .null, now: now, measure: measure))
  }
}

extension EditorCommand {
  /// Whether it only moves the cursor in a text.
  fileprivate var movesCursor: Bool {
    switch self {
    case .left, .right, .wordLeft, .wordRight, .home, .end: true
    case .deleteBackward, .deleteForward, .killToEnd, .killToStart, .killWord, .killWordAhead,
      .yank, .undo:
      false
    }
  }
}
