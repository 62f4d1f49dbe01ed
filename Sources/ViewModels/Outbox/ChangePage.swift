// Writes the page of one change: its fields before and after, and what has become of it.

import Markup
import VitallyModel

struct ChangePage {
  private let entry: OutboxEntry
  private let list: OutboxList
  private let now: Now
  private var writer: DetailWriter

  /// The most lines of a page: of a text that is longer nobody reads the rest here.
  private static let limit = 2000

  /// The page of a change of a list.
  init(_ entry: OutboxEntry, _ list: OutboxList, _ shared: Shared, width: Int) {
    self.entry = entry
    self.list = list
    now = shared.now
    writer = DetailWriter(
      width: width, measure: shared.measure,
      formatter: RecordFormatter(now: shared.now, names: list.names), limit: Self.limit)
  }

  private var change: Change { entry.change }
  private var formatter: RecordFormatter { writer.formatter }

  /// The lines, wrapped to the width.
  var lines: [StyledLine] {
    var page = self
    page.write()
    return page.writer.content.lines.map(\.line)
  }

  private mutating func write() {
    head()
    writer.blanks(1)
    fields()
    writer.blanks(1)
    reply()
  }

  private mutating func head() {
    writer.text("\(change.doing): \(entry.title)", .title)
    if !entry.customer.isEmpty { writer.text(entry.customer, .value) }
    let standing = entry.standing(at: now.moment)
    writer.line([Span(standing.marked, standing.role), Span("  " + times, .dim)])
  }

  /// When it was made, sent and taken back.
  private var times: String {
    let dates = DateText(now: now)
    var times = "Made \(dates.clock(change.createdAt))"
    if let sent = change.sentAt { times += ", last sent \(dates.clock(sent))" }
    if change.attempts > 0 { times += ", \(change.tries)" }
    if let until = change.heldUntil, change.isHeld(at: now.moment), !change.isPaused {
      times += ", held until \(dates.clock(until))"
    }
    if let next = change.notBefore, change.isPending { times += ", next try \(dates.clock(next))" }
    if let back = change.droppedAt ?? entry.undoneAt {
      times += ", taken back \(dates.clock(back))"
    }
    return times
  }

  // MARK: Fields

  private mutating func fields() {
    let (resource, edits) = (change.ref.resource, change.new.edits)
    let fields = edits.map { list.field($0.path, of: resource) }
    let hasLines = fields.contains(where: \.isShort)
    switch change.new.action {
    case .create where hasLines: writer.heading("New \(resource.schema.singular)")
    case .update where hasLines: writer.heading("Before and after")
    case .create, .update: break
    case .archive, .destroy:
      writer.heading("What changes")
      let verb = change.new.action == .archive ? "archived" : "deleted"
      writer.text("The \(resource.schema.singular) is \(verb) in Vitally.", .plain)
    }
    writer.align(fields.filter(\.isShort).map(\.label))
    let rows = zip(fields, edits)
    for (field, edit) in rows where field.isShort { line(field, edit) }
    for (field, edit) in rows where !field.isShort {
      if hasLines || field.path != fields.first?.path { writer.blanks(1) }
      text(field, edit)
    }
  }

  /// A value on one line; of a new record there is none before.
  private mutating func line(_ field: Field, _ edit: FieldEdit) {
    let new = formatter.changed(field, edit.value)
    guard change.new.action == .update else {
      return writer.labelled(field.label, [Span(new.text, new.role)])
    }
    let old = edit.base.map { formatter.changed(field, $0).text } ?? "not known"
    writer.labelled(
      field.label,
      [Span(old, .dim), Span(RecordFormatter.arrow, .dim), Span(new.text, new.role)])
  }

  /// A long value before and after, below each other; of a list only what is added.
  private mutating func text(_ field: Field, _ edit: FieldEdit) {
    if change.new.action == .update, !field.onlyGrows {
      long(field, edit.base ?? .null, "before")
      writer.blanks(1)
      long(field, edit.value, "after")
    } else {
      long(field, edit.value, "")
    }
  }

  private mutating func long(_ field: Field, _ value: JSONValue, _ note: String) {
    writer.heading(field.label, note: note)
    switch field.kind {
    case _ where value.isBlank: writer.text("none", .dim)
    case .longText(let isHTML): writer.prose(value, isHTML: isHTML)
    case .objects(_, let parts):
      for object in (value.array ?? []).compactMap(\.object) { part(object, parts) }
    default: writer.text(formatter.changed(field, value).text, .value)
    }
  }

  /// An object of a list, such as a message.
  private mutating func part(_ object: JSONObject, _ fields: [Field]) {
    writer.align(fields.filter(\.isShort).map(\.label))
    for field in fields where field.isShort && field.filling != .uniqueID {
      writer.field(field, field.source.value(in: object))
    }
    for case (let field, .longText(let isHTML)) in fields.map({ ($0, $0.kind) }) {
      writer.prose(field.source.value(in: object), isHTML: isHTML)
    }
  }

  // MARK: Reply

  private mutating func reply() {
    writer.heading("Reply")
    let isSilent = entry.isOver || change.sentence.isEmpty
    writer.text(
      isSilent ? silence : change.sentence, change.needsAttention && !entry.isOver ? .bad : .plain)
    for message in change.fieldMessages {
      let label = list.field(message.path, of: change.ref.resource).label
      writer.line([Span(label + ": ", .label), Span(message.message, .bad)])
    }
  }

  /// What to say of a change without a sentence.
  private var silence: String {
    switch change.state {
    case .answered where entry.isUndone:
      "The server had it. Another change has taken it back, or is about to."
    case .answered: "The server has it."
    case .waiting:
      change.isHeld(at: now.moment) && !change.isPaused
        ? "Held back for a moment, so that it can be taken back."
        : change.new.follows == nil ? "Not sent yet." : "It is sent after what was saved with it."
    case .sending: "Sent, no answer yet."
    case .unknown:
      change.isPaused
        ? "No answer came. vitty checks the server once you let this go on."
        : "No answer came. vitty checks the server before it sends this again."
    case .dropped: "It was taken back and is not sent."
    case .refused, .conflict: "No reason was given."
    }
  }
}
