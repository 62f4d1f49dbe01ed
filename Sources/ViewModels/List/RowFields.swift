// Columns that are not a field of the records: what a row of a list of several kinds says of itself,
// and why it is listed.

import Markup
public import VitallyModel

extension Field {
  /// The day of a record in a timeline.
  static let rowDate = Field("vitty:date", "Date", isComputed: true)
  /// What kind of record it is, in words.
  static let rowKind = Field("vitty:kind", "Kind", isComputed: true)
  /// Its title, or what it says.
  static let rowTitle = Field("vitty:title", "Title", isComputed: true)
  /// Whom it is of.
  static let rowPeople = Field("vitty:who", "Who", isComputed: true)
  /// The customer that it belongs to.
  static let rowCustomer = Field("vitty:customer", "Customer", isComputed: true)

  /// When a row of Today is due.
  static let rowDue = Field("vitty:due", "Due", isComputed: true)
  /// What a row of Today is about.
  static let rowMatter = Field("vitty:matter", "What", isComputed: true)
  /// The name of the customer of a row of Today.
  static let rowName = Field("vitty:name", "Customer", isComputed: true)
  /// The health of that customer.
  static let rowHealth = Field("vitty:health", "Health", .number(.count), isComputed: true)

  /// Until when a record is put aside.
  static let rowWait = Field("vitty:wait", "Waits", isComputed: true)

  /// All of them.
  static let ofRows: [Field] = [
    .why, .rowDate, .rowKind, .rowTitle, .rowPeople, .rowCustomer, .rowDue, .rowMatter, .rowName,
    .rowHealth, .rowWait,
  ]
}

extension ListViewModel {
  /// Creates the timeline of a customer.
  init(timelineOf customer: Ref, _ zone: Zone, height: Int) {
    let kinds = customer.resource.schema.timeline
    var query = ListingQuery(kinds.first ?? .note, parent: customer)
    query.grouping = Grouping(.months(kinds, zone))
    self.init(query, height: height)
  }

  /// The columns of a list of several kinds, whatever the schemas of these say; nil for a list of
  /// one kind.
  var mixedColumns: [Column]? {
    guard case .months? = query.grouping?.kind else {
      return isGrouped
        ? [
          Column(Field.rowDue.path, 10), Column(Field.rowMatter.path, 18, stretch: 4),
          Column(Field.rowName.path, 15, stretch: 2), Column(Field.rowHealth.path, 6),
        ] : nil
    }
    let columns = [
      Column(Field.rowDate.path, 10), Column(Field.rowKind.path, 12),
      Column(Field.rowTitle.path, 16, stretch: 3), Column(Field.rowPeople.path, 10, stretch: 1),
    ]
    // What belongs to the accounts of an organization says to which.
    let holdsCustomers = query.parent?.resource.schema.links.contains {
      $0.child.schema.hasTimeline
    }
    return holdsCustomers == true
      ? columns + [Column(Field.rowCustomer.path, 14, stretch: 2)] : columns
  }
}

extension ListViewModel {
  /// How much room reasons for attention should have: that of three.
  private static let roomForReasons = 40
  /// The least that the name of the customer keeps beside them.
  private static let leastName = 14

  /// The columns of a row: those of the list, unless it says why a customer needs attention. That takes
  /// the room of columns which say less: when it is due, the health, the end of the name.
  public func columns(_ columns: [PlacedColumn], for record: Record) -> [PlacedColumn] {
    guard case .sections? = query.grouping?.kind, record.schema.hasTimeline,
      let index = columns.firstIndex(where: { $0.field == .rowMatter }),
      columns[index].width < Self.roomForReasons
    else { return columns }
    var matter = columns[index]
    if let due = columns.first(where: { $0.field == .rowDue }), due.x < matter.x {
      matter.width += matter.x - due.x
      matter.x = due.x
    }
    guard var name = columns.first(where: { $0.field == .rowName }) else {
      // In a narrow window the name stands in front: reasons alone are nobody's.
      guard matter.width > 2 * Self.leastName else { return columns }
      let name = PlacedColumn(
        field: .rowName, heading: "", x: matter.x, width: Self.leastName, isRightAligned: false)
      matter.x += Self.leastName + 1
      matter.width -= Self.leastName + 1
      return [name, matter]
    }
    var health = columns.first { $0.field == .rowHealth }
    if matter.width < Self.roomForReasons, let last = health {
      health = nil
      let room = last.width + 1
      matter.width += room
      name.x += room
    }
    if matter.width < Self.roomForReasons, name.width > Self.leastName {
      let room = min(Self.roomForReasons - matter.width, name.width - Self.leastName)
      matter.width += room
      name.x += room
      name.width -= room
    }
    return [matter, name] + [health].compactMap(\.self)
  }
}

extension RecordFormatter {
  /// The value of a column that is not a field of the record; nil for one that is.
  func cell(ofRow row: ListingRow, _ path: FieldPath, width: Int) -> Formatted? {
    let record = row.record
    switch path {
    case Field.why.path: return Formatted(row.reasons.joined(separator: ", "))
    case Field.rowDate.path:
      return Formatted(eventDay(record).map(dates.weekday) ?? "", .dim)
    case Field.rowKind.path:
      let kind = record.schema.singular
      return Formatted(kind.prefix(1).uppercased() + kind.dropFirst(), .label)
    case Field.rowTitle.path: return Formatted(words(of: record))
    case Field.rowPeople.path:
      return Formatted(first(record.schema.event?.people ?? [], of: record))
    case Field.rowCustomer.path:
      let paths = record.schema.fields.filter { field in
        field.kind.resources.contains { $0.schema.hasTimeline }
      }
      return Formatted(first(paths.map(\.path), of: record))
    case Field.rowDue.path: return dueDay(of: row)
    case Field.rowMatter.path: return matter(of: row, width: width)
    case Field.rowName.path: return Formatted(customerName(of: row))
    case Field.rowWait.path: return Formatted(row.wait.map(waits) ?? "")
    case Field.rowHealth.path: return health(of: row)
    default: return nil
    }
  }

  /// Until when a record is put aside: `until 3 Dec`, `until it changes`.
  private func waits(_ wait: Wait) -> String {
    let day = wait.until.map { dates.short(now.zone.local($0).day) }
    return "until "
      + [day, wait.changedAfter == nil ? nil : "it changes"].compactMap(\.self)
      .joined(separator: " or ")
  }

  /// The day of a record in the timeline of its customer.
  private func eventDay(_ record: Record) -> Day? {
    record.schema.event?.dates.lazy.compactMap { Self.day(record[$0], in: now.zone) }.first
  }

  /// What a record says in a timeline: its title, unless its values say more.
  private func words(of record: Record) -> String {
    let said = (record.schema.event?.words ?? []).compactMap { path -> String? in
      guard let field = record.schema.field(path) else { return nil }
      let text = cell(field, of: record).text
      return text.isEmpty ? nil : text
    }
    return said.isEmpty ? title(record) : said.joined(separator: ": ")
  }

  /// The first of some fields that has a value, as text.
  private func first(_ paths: [FieldPath], of record: Record) -> String {
    paths.lazy.compactMap { path -> String? in
      guard let field = record.schema.field(path), !record[field].isBlank else { return nil }
      let text = cell(field, of: record).text
      return text.isEmpty ? nil : text
    }.first ?? ""
  }
}
