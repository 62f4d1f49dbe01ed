// A form: the writable fields of a record, their input and the cursor. It is generic over schemas;
// fields differ by their kind.

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
  /// What has become of that task; nil while its note is not on the disk.
  var completed: CompletionAfter.Result?
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
