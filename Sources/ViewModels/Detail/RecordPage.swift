// What a detail shows of a record, and in which order: the user's own changes and drafts come
// first. It is the same for every resource; the differences are in the schema.

import Markup
import VitallyModel

extension DetailContent {
  /// The content of a record's brief and sections, wrapped to a width; at most `limit` lines.
  static func of(
    _ row: ListingRow, _ recordDetail: RecordDetail, now: Now, width: Int, measure: TextMeasure,
    keys: KeyNames, showsIdentity: Bool = false, showsQuotes: Bool = false, limit: Int = .max
  ) -> DetailContent {
    let formatter = RecordFormatter(now: now, names: recordDetail.names)
    var page = RecordPage(
      row: row, recordDetail: recordDetail, keys: keys, showsIdentity: showsIdentity,
      writer: DetailWriter(
        width: width, measure: measure, formatter: formatter, limit: limit,
        folding: showsQuotes
          ? nil : { "… \($0.counted("quoted line")), \(keys[.text(.quotes)]) shows them" }))
    page.write()
    return page.writer.content
  }

  /// The first lines of the content, which are known from the row of a list.
  static func title(
    of row: ListingRow, names: [Ref: String], now: Now, width: Int, measure: TextMeasure
  ) -> DetailContent {
    let formatter = RecordFormatter(now: now, names: names)
    var page = RecordPage(
      row: row, recordDetail: RecordDetail(row: row), keys: KeyNames([:]), showsIdentity: false,
      writer: DetailWriter(width: width, measure: measure, formatter: formatter))
    page.title()
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
  var writer: DetailWriter

  private var record: Record { row.record }
  private var schema: Schema { record.schema }
  private var formatter: RecordFormatter { writer.formatter }
  private var isDone: Bool { formatter.isDone(record) }

  mutating func write() {
    title()
    drafts()
    changes()
    archived()
    waiting()
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
      highlights()
      if schema.fields.contains(where: isListed) { writer.heading("Fields") }
      fields()
      longTexts(withHeadings: true)
    }
    traits()
    identity()
  }

  /// What it is called, and who looks after it.
  fileprivate mutating func title() {
    let person = keeper.flatMap { field -> [Span]? in
      let name = formatter.value(field, record[field]).text
      return name.isEmpty ? nil : [Span(field.label + " ", .label), Span(name, .value)]
    }
    writer.line([Span(formatter.title(record), .title)], right: person ?? [])
  }

  /// The first person among the figures: a CSM, an assignee.
  private var keeper: Field? {
    guard !schema.isProse else { return nil }
    return figureFields.first { $0.kind == .lookUp(.admin) && !record[$0].isBlank }
  }

  private var figureFields: [Field] {
    schema.highlights.flatMap { highlight -> [Field] in
      guard case .fields(let paths) = highlight else { return [] }
      return paths.compactMap { schema.field($0) }
    }
  }

  private mutating func highlights() {
    var others = recordDetail.highlights[...]
    for highlight in schema.highlights {
      switch highlight {
      case .fields(let paths):
        figures(paths)
        if let health = schema.watchedHealth, paths.contains(health.path) { trend(of: health) }
      case .balance(let path, let counts): balance(path, of: counts)
      case .next(let resource, _):
        records(others.popFirst() ?? [], heading: "Next", resource, hasText: false)
      case .last(let resource, _):
        records(
          others.popFirst() ?? [], heading: "Last \(resource.schema.singular)", resource,
          hasText: true)
      }
    }
  }

  private mutating func figures(_ paths: [FieldPath]) {
    let fields = paths.compactMap { schema.field($0) }.filter { $0.path != keeper?.path }
    writer.flow(
      fields.compactMap { field in
        let value = formatter.figure(field, of: record)
        guard !value.text.isEmpty else { return nil }
        return [Span(field.label + " ", .label)] + bar(of: field, value.role)
          + [Span(value.marked, value.role)]
      })
  }

  /// The last weeks of a health: `Health ▁▂▄▅▇█▆▅  7.9 → 5.1  since 14 Sep`.
  private mutating func trend(of field: Field) {
    let now = formatter.now
    // Levels have the room that label and figures leave.
    let room = writer.width - writer.measure.columns(of: field.label) - 28
    guard
      let trend = HealthTrend(recordDetail.health, now: now, weeks: max(8, min(12, room)))
    else { return }
    let first = formatter.value(field, .number("\(trend.first)"))
    let last = formatter.value(field, .number("\(trend.last)"))
    let day = DateText(now: now).day(now.zone.local(trend.since).day)
    writer.line([
      Span(field.label + " ", .label), Span(trend.levels), Span("  \(first.text) → "),
      Span(last.text, last.role), Span("  since \(day)", .dim),
    ])
  }

  /// A balance with the counts behind it: `NPS +13   promoters ████ 4   passives █ 1`.
  private mutating func balance(_ path: FieldPath, of counts: [FieldPath]) {
    guard let field = schema.field(path), !record[field].isBlank else { return }
    let value = formatter.value(field, record[field])
    let parts = counts.compactMap { schema.field($0) }.map { field in
      (field.label.lowercased(), record[field].text.flatMap { Int($0) } ?? 0)
    }
    let longest = 8
    let most = max(longest, parts.map(\.1).max() ?? 0)
    writer.flow(
      [[Span(field.label + " ", .label), Span(value.marked, value.role)]]
        + parts.map { label, count in
          let share = Double(count) / Double(most) * Double(longest)
          let columns = count == 0 ? 0 : max(1, min(longest, Int(share)))
          let bar = String(repeating: "█", count: columns)
          return [Span(label + " ", .label), Span(bar + (bar.isEmpty ? "" : " ") + "\(count)")]
        })
  }

  /// A bar of ten for a health between 0 and 10; nothing for other figures.
  private func bar(of field: Field, _ role: TextRole) -> [Span] {
    guard field.sense == .health, let health = record[field].text.flatMap(Double.init),
      (0...10).contains(health)
    else { return [] }
    let full = Int(health.rounded())
    return [
      Span(String(repeating: "█", count: full), role),
      Span(String(repeating: "░", count: 10 - full) + " ", .dim),
    ]
  }

  /// Other records, one per line: the date first, then the title.
  private mutating func records(
    _ records: [Record], heading: String, _ resource: Resource, hasText: Bool
  ) {
    guard !records.isEmpty else { return }
    writer.heading(heading)
    let dated = resource.schema.fields.first { $0.path == resource.schema.order.path }
    let leads = records.map { record in
      [dated, resource.schema.leadingFigure].compactMap { field in
        field.map { formatter.dueness($0, of: record) }
      }
    }
    for (record, lead) in zip(records, leads) {
      var spans: [Span] = []
      for (index, value) in lead.enumerated() {
        // Below each other they line up.
        let width = leads.map { writer.measure.columns(of: $0[index].marked) }.max() ?? 0
        guard width > 0 else { continue }
        spans.append(Span(writer.measure.padded(value.marked, to: width) + "  ", value.role))
      }
      let figure = resource.schema.leadingFigure?.path
      spans.append(Span(formatter.title(record, leavingOut: figure), .plain))
      let person = resource.schema.field("assignedToId") ?? resource.schema.field("authorId")
      let name = person.map { formatter.value($0, record[$0]).text } ?? ""
      let right = name.isEmpty ? [] : [Span(name, .dim)]
      writer.line(spans, right: right, target: .record(record.ref))
      // What has no name is called by the beginning of its text.
      if hasText, record.name != nil, let path = resource.schema.summaryPath, !record[path].isBlank,
        let field = resource.schema.field(path)
      {
        let text = formatter.value(field, record[field]).text
        writer.line([Span(text, .dim)], target: .record(record.ref))
      }
    }
  }

  private mutating func fields() {
    for field in schema.fields where isListed(field) {
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

  /// The objects of a list, such as messages, oldest first. Where some are not sent yet, those are
  /// the ones without an id.
  private mutating func thread(
    _ objects: [JSONObject], _ one: String, _ fields: [Field], hasNew: Bool
  ) {
    guard !objects.isEmpty else { return }
    writer.heading(objects.count.counted(one))
    for (index, object) in inOrder(objects, fields).enumerated() {
      if index > 0 { writer.blank() }
      part(object, fields, isPending: hasNew && object["id"] == nil)
      for field in fields {
        if case .longText(let isHTML) = field.kind {
          writer.prose(
            field.source.value(in: object), isHTML: isHTML, indent: 2, isMessage: true)
        }
      }
    }
  }

  /// The head of one object: from whom to whom, and when. What the user wrote is marked, and what
  /// the server does not have yet.
  private mutating func part(_ object: JSONObject, _ fields: [Field], isPending: Bool) {
    var left: [Span] = isPending ? [Span("~ ", .pending)] : []
    var right: [Span] = []
    var links: [NamedRef] = []
    for field in fields where field.isShort && field.filling != .uniqueID {
      let value = field.source.value(in: object)
      let text = formatter.value(field, value).text
      let named = field.kind.refs(in: value)
      for ref in named { writer.link(field.label, ref) }
      links += named
      switch (field.kind, text.isEmpty) {
      case (.participants(isMany: false), _):
        let isMine = named.contains { $0.ref == formatter.now.me }
        left.append(Span(text.isEmpty ? "unknown" : text, .strong))
        if isMine { left.append(Span(" (you)", .good)) }
      case (_, true): break
      case (.participants(isMany: true), _) where field.filling != nil:
        left += [Span(" → ", .dim), Span(text, .value)]
      case (.moment, _): right.append(Span(text, .dim))
      default: left += [Span("   \(field.label) ", .label), Span(text, .value)]
      }
    }
    writer.line(left, right: right, target: links.first.map { .record($0.ref) })
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
    for (field, value) in fields where field.isShort { writer.field(field, value) }
    for (field, value) in fields where !field.isShort && !value.isBlank {
      writer.heading(field.label)
      writer.prose(value, isHTML: false)
    }
  }

  private mutating func identity() {
    guard showsIdentity else {
      writer.blank()
      writer.text("\(keys[.text(.identity)]) shows IDs and dates", .dim)
      return
    }
    writer.heading("Record")
    for field in Self.identityPaths.compactMap({ schema.field($0) }) {
      writer.field(field, record[field])
    }
    for field in schema.fields where field.isIdentity { writer.field(field, record[field]) }
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
    return schema.highlights.contains { highlight in
      switch highlight {
      case .fields(let paths): paths.contains(path)
      case .balance(let balance, let counts): path == balance || counts.contains(path)
      case .next, .last: false
      }
    }
  }

  // MARK: Drafts and changes

  /// The drafts of the record, and of new ones begun from it.
  private mutating func drafts() {
    let dates = DateText(now: formatter.now)
    for draft in recordDetail.drafts {
      let isOwn = draft.ref == record.ref
      let what = isOwn ? "edit" : "new \(draft.ref.resource.schema.singular)"
      let way =
        isOwn ? "\(keys[.record(.edit)]) continues it" : "\(keys[.app(.show(.drafts))]) shows it"
      writer.text("~ Unfinished \(what), typed \(dates.ago(draft.updatedAt)): \(way).", .pending)
    }
  }

  /// The changes that the server does not have yet or refuses.
  private mutating func changes() {
    for change in recordDetail.changes {
      if change.new.action.removes {
        removal(change)
        continue
      }
      let what = change.fieldLabels(recordDetail.traits).joined(separator: ", ")
      if change.needsAttention {
        writer.text("X Not saved (\(what)): \(change.sentence)", .bad)
        for message in change.fieldMessages {
          let label = schema.field(message.path)?.label ?? message.path.text
          writer.text("  \(label): \(message.message)", .bad)
        }
        if let rival = change.rival { self.rival(rival) }
      } else {
        let reason = change.sentence.isEmpty ? "" : " " + change.sentence
        writer.text("~ Not yet on the server: \(what).\(reason)", .pending)
      }
    }
  }

  /// A removal that waits or was refused.
  private mutating func removal(_ change: Change) {
    if change.needsAttention {
      writer.text("X \(change.failed): \(change.sentence)", .bad)
    } else {
      let removed = change.new.action.removed ?? ""
      let way = change.canBeTakenBack ? ": " + keys.wayBack : ""
      let reason = change.sentence.isEmpty ? "" : " " + change.sentence
      writer.text("~ Waits to be \(removed)\(way).\(reason)", .pending)
    }
  }

  /// Says that it is archived, unless that is still to be done.
  private mutating func archived() {
    let waits = recordDetail.changes.contains { $0.isPending && $0.new.action.removes }
    guard !waits, let field = schema.field("archivedAt"), !record[field].isBlank else { return }
    writer.text("Archived \(formatter.value(field, record[field]).text)", .dim)
  }

  /// Says that it is put aside, and what brings it back.
  private mutating func waiting() {
    guard let wait = recordDetail.wait else { return }
    let when =
      wait.until.map { DateText(now: formatter.now).near(formatter.now.zone.local($0).day) }
      ?? "it changes"
    let key = keys[.decision(.wait("over"))]
    writer.text(
      "Put aside on this computer until \(when). \(key) brings it back.", .dim)
  }

  /// The record that blocks a new one.
  private mutating func rival(_ ref: Ref) {
    let what =
      recordDetail.names[ref].map { "\($0), which" } ?? "the \(ref.resource.schema.singular) that"
    writer.line(
      [Span("  \(keys[.record(.open)]) opens \(what) has this external ID.", .link)],
      target: .record(ref))
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

extension Schema {
  /// The most telling number of a record, such as the score of an NPS response.
  fileprivate var leadingFigure: Field? {
    fields.first { $0.sense == .npsScore && $0.path == "score" }
  }
}
