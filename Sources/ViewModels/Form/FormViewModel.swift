// A form: the writable fields of a record, their input, the cursor, and what keys do. It is generic
// over schemas; fields differ by their kind.

import VitallyModel

/// The state of a form.
struct FormViewModel: Equatable, Sendable {
  /// How much of a record is edited.
  enum Scope: Hashable, Sendable {
    /// All writable fields.
    case whole
    /// One field, in a box over the list.
    case field(FieldPath)
    /// One field, record after record down the list.
    case column(FieldPath)
    /// One field of so many marked records, whose change is shown before it is made.
    case marked(FieldPath, count: Int)
  }

  /// The purpose of a form.
  enum Origin: Hashable, Sendable {
    /// A new record, begun from another one or from nothing.
    case new(parent: Ref?)
    /// An edit of a record.
    case edit
    /// A correction of a change that was refused or is in conflict.
    case mend(Change)

    /// The record from which a new one is begun.
    var parent: Ref? { if case .new(let parent) = self { parent } else { nil } }

    /// Whether the record has yet to be created.
    var isNew: Bool {
      switch self {
      case .new: true
      case .edit: false
      case .mend(let change): change.new.action == .create
      }
    }
  }

  /// The phases of a form.
  enum Phase: Hashable, Sendable {
    /// The user is editing.
    case editing
    /// It closes as soon as its draft is saved.
    case leaving
    /// The change with this id is being saved; then the form closes, or waits.
    case submitting(String, leaves: Bool)
    /// It waits a moment for the server's answer to the change with this id.
    case saving(String)
  }

  /// The position of the cursor.
  struct Focus: Hashable, Sendable {
    /// The index of the row.
    var row: Int
    /// The index of the cell in the row.
    var cell: Int

    init(_ row: Int, _ cell: Int = 0) {
      self.row = row
      self.cell = cell
    }
  }

  /// The record to edit; `.made` for a new one.
  var ref: Ref
  /// The purpose of the form.
  let origin: Origin
  /// How much of it is edited.
  let scope: Scope
  /// The record from which a new one was begun.
  var parent: Ref?
  /// The title of the record, or of the one that it was begun from.
  var title: String
  /// The body when editing began.
  var base: JSONObject
  /// When the record was last fetched, nil for a new one.
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
  /// The server's messages that concern no field.
  var refusals: [String] = []
  /// The refused change that this form replaces.
  var replaces: ChangeID?
  /// The names of records.
  var names: [Ref: String]
  /// The lines on screen.
  var content = Page()

  /// The id of its draft.
  let draftID: String
  /// The draft that was restored into it.
  var source: Draft.Version?
  /// When editing began, for the draft.
  var startedAt: Moment
  /// In a box: the draft of the whole record, without this field.
  var others: Draft?
  /// Whether a draft is on disk.
  var isKept = false
  /// Whether the user has typed or chosen anything: losing prefilled values is no loss.
  var hasTyping = false
  /// Whether there is input that the draft does not have yet.
  var isDirty = false
  /// Whether the last draft could not be saved.
  var isUnkept = false
  /// How many drafts are being written to disk.
  var keeping = 0
  /// The screen that the form was opened from and goes back to; nil for the one below it.
  var returnsTo: Destination?
  /// Whether its long text opens in the user's editor as soon as the form is ready.
  var opensEditor = false
  /// The traits of which the user has agreed that they are taken away.
  var mayRemove: Set<String> = []
  /// Whether saving overwrites somebody else's changes.
  var isOverConflict = false
  /// The traits that the record can have, by path.
  var definitions: [FieldPath: Field] = [:]
  /// The record of which a list has left out parts that say more: it is fetched. Nil for none.
  var awaited: Ref?
  /// Those among them that its holder defines.
  var ownTraits: [Field] = []
  /// The record that holds it on the server; nil for none, or while none is chosen.
  var holder: Ref?
  /// Why that one takes no records; nil if it does.
  var lock: String?
  /// Whether it waits for what the store knows of a holder that was just chosen.
  var awaitsHolder = false
  /// What the user wants to see beside a body that is being written, or in its place.
  var shown: BodyNeighbour?
  var preview = BodyPreview()
  /// The first visible line of the body that is being written, and of its preview.
  var textTop = 0
  var previewTop = 0
  /// The call that is logged in it; nil for any other form.
  var call: Call?
  /// The task that is done once this note is saved; nil for none.
  var completion: CompletionAfter?
  /// What was said as it was.
  var completed: String?
  /// What it does with templates.
  var templates = FormTemplates()
  /// The text cut last, carried from cell to cell.
  var cut = ""
  var width = 60
  var height = 20
  let measure: TextMeasure
  let keys: KeyNames

  /// Creates a form without rows.
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

  /// Whether the record has yet to be created.
  var isNew: Bool { origin.isNew }

  /// The name of the customer that a new record is for: the first one chosen in it; empty for none.
  var linkedTitle: String {
    for row in rows {
      guard case .records(let records) = row.value.input else { continue }
      let named = records.chosen.first { Self.customers.contains($0.resource) || $0 == holder }
      if let named { return names[named] ?? "" }
    }
    return ""
  }

  private static let customers: [Resource] = [.account, .organization, .user]

  /// Whether anything was touched.
  var isTouched: Bool { rows.contains(where: \.isTouched) }

  /// Whether it takes keys.
  var isEditing: Bool { phase == .editing }

  /// Whether it is a box over the list.
  var isBox: Bool { scope != .whole }

  /// How many fields are touched, and how many show a problem.
  var counts: (changed: Int, wrong: Int) {
    (
      rows.filter { $0.isTouched && !isLeftOut($0) }.count,
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

  /// Gives a record its new ref.
  mutating func rename(_ old: Ref, to new: Ref) {
    if let name = names[old] { names[new] = name }
    if parent == old { parent = new }
    if ref == old, !isNew { ref = new }
    completion?.rename(old, to: new)
    for index in rows.indices {
      guard case .records(var records) = rows[index].value.input else { continue }
      records.chosen = records.chosen.map { $0 == old ? new : $0 }
      rows[index].value.input = .records(records)
    }
  }

  // MARK: Keys

  /// What a form can't do alone.
  enum Demand: Equatable {
    /// A picker for the focused cell, with this text already typed.
    case pick(String)
    /// A calendar for the focused cell, on this day.
    case calendar(Day)
    /// What can be put into the text.
    case insertMenu
    /// An external editor for the text.
    case editOutside(String)
    /// The single field is to be saved.
    case save
    /// Nothing.
    case nothing
  }

  /// Types text into the focused cell. If it takes no text, a picker opens with it.
  mutating func insert(_ text: String, now: Now) -> Demand {
    guard focusedCell != nil else { return .nothing }
    if rows[focus.row].cells[focus.cell].insert(text) {
      changed(now: now)
      return .nothing
    }
    return text.trimmed.isEmpty ? .nothing : .pick(text)
  }

  /// Runs a command; nil when it doesn't apply to a form.
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
    case .next: if !shiftItem(by: 1, now: now) { moveFocus(by: 1, now: now) }
    case .previous: if !shiftItem(by: -1, now: now) { moveFocus(by: -1, now: now) }
    case .down: move(by: 1, now: now)
    case .up: move(by: -1, now: now)
    case .enter: return enter(now: now)
    case .toggle: return toggle(now: now)
    case .revert: revert(now: now)
    case .pick: return pick(now: now)
    case .editOutside: return outside()
    case .moveObjectDown where call != nil: scrollBeside(by: 5)
    case .moveObjectUp where call != nil: scrollBeside(by: -5)
    case .moveObjectDown: moveObject(by: 1, now: now)
    case .moveObjectUp: moveObject(by: -1, now: now)
    case .save, .leave, .discard, .preview, .logAs: return nil
    }
    return .nothing
  }

  private mutating func edit(_ command: EditorCommand, now: Now) -> Demand? {
    // The cell is not held in a variable: a second reference would copy its text.
    guard let takesText = focusedCell?.takesText,
      rows[focus.row].cells[focus.cell].run(command)
    else { return nil }
    if !(takesText && command.movesCursor) { changed(now: now) }
    return .nothing
  }

  private mutating func shiftItem(by step: Int, now: Now) -> Bool {
    guard focusedCell != nil, rows[focus.row].cells[focus.cell].shiftItem(by: step) else {
      return false
    }
    changed(now: now)
    return true
  }

  private mutating func move(by step: Int, now: Now) {
    if isReadingBeside { return scrollBeside(by: step) }
    guard focusedCell != nil, !rows[focus.row].cells[focus.cell].moveLine(by: step) else { return }
    // What is above and below a body that is being written is out of sight.
    if !isWriting { moveRow(by: step, now: now) }
  }

  private mutating func page(by step: Int, now: Now) {
    guard focusedCell != nil else { return }
    if isReadingBeside { return scrollBeside(by: step * max(1, height - 4)) }
    let lines = isWriting ? max(1, height - 4) : 10
    if rows[focus.row].cells[focus.cell].moveLine(by: step * lines) || isWriting { return }
    for _ in 0..<5 { moveRow(by: step, now: now) }
  }

  private mutating func enter(now: Now) -> Demand {
    guard let cell = focusedCell else { return .nothing }
    switch cell.input {
    case .text: return insert("\n", now: now)
    case .option where cell.kind != .yesNo && !isBox, .records where !isBox: return .pick("")
    case .records(let records) where records.chosen.isEmpty: return .pick("")
    case .locked: return .pick("")
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
    if rows[focus.row].isTrait {
      rows[focus.row].restore(nil, now: now, measure: measure)
    } else {
      rows[focus.row].value.revert()
    }
    changed(now: now)
    selectLine()
  }

  private func pick(now: Now) -> Demand {
    guard let cell = focusedCell else { return .nothing }
    switch (cell.input, cell.kind) {
    case (.text, _) where takesTemplate: return .insertMenu
    case (.option, _), (.records, _), (.locked, _): return .pick("")
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
    case .locked: .pick("")
    case .option, .records, .fixed, nil: .nothing
    }
  }

  /// Whether to refuse a text of several lines, where records are edited one by one: it is unclear
  /// which record each line is for.
  func refusesLines(of text: String) -> Bool {
    guard isBox, case .line? = focusedCell?.input else { return false }
    return text.trimmed.contains(where: \.isNewline)
  }

  // MARK: After a change

  /// The focused row has changed.
  mutating func changed(now: Now) {
    isDirty = true
    hasTyping = true
    if isReadingBeside { shown = nil }
    let row = focus.row
    if rows[row].isTrait, focus.cell == 1 {
      rows[row].adoptKind(now: now, measure: measure)
      rows[row].value.resize(width: width)
    }
    if rows[row].refusal != nil {
      rows[row].refusal = nil
      if !rows.contains(where: { $0.refusal != nil }) { refusals = [] }
    }
    if rows[row].part != nil {
      fillInCounterparts(of: row, now: now)
      addObjects(now: now)
      fillInBlankObjects(now: now)
    }
    check(row, now: now)
    if rows[row].isTrait, let last = rows.last, !last.isBlankTrait, !isBox {
      addBlankTrait(now: now)
    }
  }

  /// Adds an empty row for one more trait at the end.
  mutating func addBlankTrait(now: Now) {
    rows.append(FormRow(trait: nil, base: .null, now: now, measure: measure))
  }
}

extension EditorCommand {
  /// Whether it only moves the cursor in a text.
  fileprivate var movesCursor: Bool {
    switch self {
    case .left, .right, .wordLeft, .wordRight, .home, .end, .textStart, .textEnd: true
    case .deleteBackward, .deleteForward, .killToEnd, .killToStart, .killWord, .killWordAhead,
      .yank, .undo:
      false
    }
  }
}
