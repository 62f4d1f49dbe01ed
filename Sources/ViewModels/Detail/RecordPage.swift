// What a detail shows of a record, and in which order: first what it takes to recognize and judge it,
// then the user's own changes and drafts, then the rest. It is the same for every resource; the
// differences are in the schema.

import Markup
import VitallyModel

extension DetailContent {
  /// The content of a record's brief and sections, wrapped to a width; at most `limit` lines. Parts
  /// of which more may arrive take at least the lines that are reserved for them.
  static func of(
    _ row: ListingRow, _ recordDetail: RecordDetail, now: Now, width: Int, measure: TextMeasure,
    keys: KeyNames, showsIdentity: Bool = false, folds: TextFolds = TextFolds(),
    reserved: [Int] = [], limit: Int = .max
  ) -> DetailContent {
    let formatter = RecordFormatter(now: now, names: recordDetail.names)
    var page = RecordPage(
      row: row, recordDetail: recordDetail, keys: keys, showsIdentity: showsIdentity,
      reserved: reserved,
      writer: DetailWriter(
        width: width, measure: measure, formatter: formatter, limit: limit,
        isAiry: row.record.schema.isProse, folds: folds,
        folding: { "… \($0.counted("quoted line")), \(keys[.text(.fold)]) shows them" }))
    page.write()
    return page.writer.content
  }

  /// The head of the content, which is known from the row of a list.
  static func head(
    of row: ListingRow, names: [Ref: String], now: Now, width: Int, measure: TextMeasure
  ) -> DetailContent {
    let formatter = RecordFormatter(now: now, names: names)
    var page = RecordPage(
      row: row, recordDetail: RecordDetail(row: row), keys: KeyNames([:]), showsIdentity: false,
      writer: DetailWriter(width: width, measure: measure, formatter: formatter))
    page.title()
    page.head()
    return page.writer.content
  }
}

/// Writes one record.
struct RecordPage {
  let row: ListingRow
  let recordDetail: RecordDetail
  let keys: KeyNames
  /// Whether IDs and the dates of the record itself are shown.
  let showsIdentity: Bool
  /// The least lines of each part that is written with `reserve`.
  var reserved: [Int] = []
  var writer: DetailWriter

  var record: Record { row.record }
  var schema: Schema { record.schema }
  var formatter: RecordFormatter { writer.formatter }
  private var isDone: Bool { formatter.isDone(record) }

  mutating func write() {
    title()
    head()
    reserve { $0.notices() }
    if row.isStub {
      writer.text(
        "Only the name is known yet. \(keys[.screen(.refresh)]) loads the rest.", .placeholder)
    }
    if schema.isProse {
      fields()
      writer.rule()
      longTexts(withHeadings: false)
      writer.rule()
    } else {
      sections()
      if schema.fields.contains(where: isListed) { writer.heading("Fields") }
      fields()
      longTexts(withHeadings: true)
    }
    traits()
    identity()
  }

  /// Writes a part that comes and goes, or of which more may arrive. It takes at least so many lines,
  /// and no fewer than it has taken before while the record was looked at: what stands below stays.
  mutating func reserve(least: Int = 0, _ write: (inout RecordPage) -> Void) {
    let number = writer.content.reserved.count
    let least = max(least, reserved.indices.contains(number) ? reserved[number] : 0)
    let first = writer.content.lines.count
    write(&self)
    writer.blanks(least - (writer.content.lines.count - first))
    writer.noteReserved(since: first)
  }

  private mutating func fields() {
    let fields = schema.fields.filter(isListed)
    writer.align(fields.map(\.label))
    for field in fields {
      writer.field(field, record[field], isSettled: isDone)
    }
  }

  private mutating func longTexts(withHeadings: Bool) {
    for field in schema.fields where !record[field].isBlank {
      switch field.kind {
      case .longText(let isHTML):
        if withHeadings || field.path != schema.summaryPath { writer.heading(field.label) }
        writer.prose(record[field], isHTML: isHTML)
      case .objects(let one, let parts):
        let hasNew = recordDetail.changes.contains { $0.new[field.path] != nil }
        thread(record[field].array?.compactMap(\.object) ?? [], one, parts, hasNew: hasNew)
      default: break
      }
    }
    if record.lacksParts, !row.isStub, record.ref.serverID != nil { missingParts() }
  }

  /// Lists leave messages out: that says nothing about whether there are any.
  private mutating func missingParts() {
    for field in schema.fields {
      guard case .objects = field.kind else { continue }
      let what = field.label.lowercased()
      writer.text(
        "The \(what) are not loaded yet. \(keys[.screen(.refresh)]) loads them.", .placeholder)
    }
  }

  /// Objects sorted by time; those without one keep their place.
  private func inOrder(_ objects: [JSONObject], _ fields: [Field]) -> [JSONObject] {
    guard let time = fields.first(where: { $0.kind == .moment }) else { return objects }
    let moments = objects.compactMap { Moment(json: time.source.value(in: $0)) }
    guard moments.count == objects.count else { return objects }
    return zip(objects, moments).enumerated()
      .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
      .map(\.element.0)
  }

  /// The objects of a list, such as messages, oldest first, each of them a group. Where some are not
  /// sent yet, those are the ones without an id.
  private mutating func thread(
    _ objects: [JSONObject], _ one: String, _ fields: [Field], hasNew: Bool
  ) {
    guard !objects.isEmpty else { return }
    writer.heading(objects.count.counted(one))
    for (index, object) in inOrder(objects, fields).enumerated() {
      let id = object["id"]?.text
      part(object, id: id ?? "#\(index)", fields, isPending: hasNew && id == nil)
      if index < objects.count - 1 { writer.blank() }
      writer.endGroup()
    }
  }

  /// One object, without its end: its heading says from whom to whom it is, and when. What the user
  /// wrote is marked, and what the server does not have yet.
  private mutating func part(
    _ object: JSONObject, id: String, _ fields: [Field], isPending: Bool
  ) {
    var head = PartHead()
    for field in fields where field.isShort && field.filling != .uniqueID {
      let value = field.source.value(in: object)
      let text = formatter.value(field, value).text
      let named = field.kind.refs(in: value)
      head.links += named.map { (field.label, $0) }
      switch (field.kind, text.isEmpty) {
      case (.participants(isMany: false), _):
        let isMine = named.contains { $0.ref == formatter.now.me }
        head.sender = (text.isEmpty ? "unknown" : text) + (isMine ? " (you)" : "")
      case (_, true): break
      case (.participants(isMany: true), _) where field.filling != nil:
        head.recipients = (field.label, text)
      case (.moment, _): head.time = text
      default: head.more.append((field.label, text))
      }
    }
    let title = head.title(isPending: isPending, fits: writer.fitsHeading)
    writer.beginGroup(id, title.text, target: head.links.first.map { .record($0.ref.ref) })
    for (label, ref) in head.links { writer.link(label, ref) }
    let below = (title.hasRecipients ? [] : [head.recipients].compactMap(\.self)) + head.more
    for (label, text) in below {
      writer.line([Span("  \(label) ", .label), Span(text, .value)])
    }
    for field in fields {
      if case .longText(let isHTML) = field.kind {
        writer.prose(field.source.value(in: object), isHTML: isHTML, indent: 2, isMessage: true)
      }
    }
  }

  private mutating func traits() {
    let traits = record.body["traits"]?.object?.members ?? []
    guard !traits.isEmpty else { return }
    writer.heading("Traits")
    let fields = traits.map { member in
      (
        recordDetail.traits[.trait(member.key)] ?? .trait(member.key),
        member.value
      )
    }
    writer.align(fields.filter { $0.0.isShort && !$0.1.isBlank }.map(\.0.label))
    for (field, value) in fields where field.isShort { writer.field(field, value) }
    for (field, value) in fields where !field.isShort && !value.isBlank {
      writer.heading(field.label)
      writer.prose(value, isHTML: false)
    }
  }

  private mutating func identity() {
    guard showsIdentity else {
      writer.blanks(1)
      writer.text("\(keys[.text(.identity)]) shows IDs and dates", .dim)
      return
    }
    writer.heading("Record")
    let fields =
      Self.identityPaths.compactMap { schema.field($0) } + schema.fields.filter(\.isIdentity)
    writer.align(fields.filter { !record[$0].isBlank }.map(\.label))
    for field in fields { writer.field(field, record[field]) }
    if let fetched = recordDetail.fetchedAt {
      writer.labelled("Loaded", Formatted(DateText(now: formatter.now).clock(fetched), .dim))
    }
  }

  private static let identityPaths: [FieldPath] = [
    "id", "externalId", "source", "createdAt", "updatedAt", "archivedAt",
  ]

  private func isListed(_ field: Field) -> Bool {
    field.isShort && !field.isIdentity && !Self.identityPaths.contains(field.path)
      && (!isHighlighted(field.path) || field.leadsToScreen)
      && field.path != schema.titlePaths.first && !record[field].isBlank && record.shows(field)
      && !schema.fields.contains { $0.extends == field.path && record.shows($0) }
  }

  /// Whether the head of the brief shows the field already.
  private func isHighlighted(_ path: FieldPath) -> Bool {
    guard !schema.isProse else { return false }
    return schema.highlights.contains { $0.paths.contains(path) }
  }
}

/// What is said above a part of a text, such as a message.
private struct PartHead {
  var sender: String?
  var recipients: (label: String, text: String)?
  var time: String?
  var more: [(String, String)] = []
  var links: [(label: String, ref: NamedRef)] = []

  /// The title, with the recipients if there is room for them.
  func title(
    isPending: Bool, fits: (String) -> Bool
  ) -> (text: String, hasRecipients: Bool) {
    let joined = { (who: String?) in
      (isPending ? "~ " : "") + [who, time].compactMap(\.self).joined(separator: " · ")
    }
    guard let sender, let recipients else { return (joined(sender), false) }
    let whole = joined("\(sender) → \(recipients.text)")
    return fits(whole) ? (whole, true) : (joined(sender), false)
  }
}

extension Field {
  /// Whether it names a record with a screen of its own, which can be opened from its line.
  fileprivate var leadsToScreen: Bool {
    switch kind {
    case .lookUp(let resource), .lookUps(let resource): Resource.browsable.contains(resource)
    default: false
    }
  }

  /// Whether its values fit on a line or two.
  var isShort: Bool {
    switch kind {
    case .longText, .objects, .traits: false
    default: true
    }
  }
}
