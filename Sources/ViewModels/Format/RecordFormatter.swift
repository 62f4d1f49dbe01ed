// Formats the values of records by the kind and the meaning of their fields.

import Markup
public import VitallyModel

/// Turns the values of a record into text for the screen.
public struct RecordFormatter: Sendable {
  /// The current time and place.
  public var now: Now
  /// The names of records that are referred to only by id.
  public var names: [Ref: String]

  /// Creates a formatter for a time, with the names from the store.
  public init(now: Now, names: [Ref: String] = [:]) {
    self.now = now
    self.names = names
  }

  /// The most characters of a text that a column shows.
  private static let cellLength = 500

  var dates: DateText { DateText(now: now) }

  /// The title of a record; without one, the first words of its text. If its name is invisible, the
  /// next best title follows a note on that. A value that is shown beside it can be left out.
  public func title(_ record: Record, leavingOut shown: FieldPath? = nil) -> String {
    let schema = record.schema
    let missing = "(no \(schema.titleLabel))"
    if let name = record.name(knowing: names, leavingOut: shown) {
      let own = schema.titlePaths.first.map { record[$0] } ?? .null
      return own.isBlank || own.text == name ? name : "\(missing) \(name)"
    }
    if let path = schema.summaryPath, let text = record[path].text {
      let summary = PlainText.summary(ofHTML: text, limit: 80)
      if summary.isVisible { return summary }
    }
    let externalID = record.externalID.flatMap { $0.isVisible ? $0 : nil }
    return externalID.map { "\(missing) \($0)" } ?? missing
  }

  /// A value for a column: short. Figures and days that are wider than it are rounded: half a
  /// figure would be another one.
  public func cell(_ field: Field, of record: Record, width: Int = .max) -> Formatted {
    if field.path == record.schema.titlePaths.first {
      return Formatted(title(record), isDone(record) ? .dim : .plain)
    }
    var cell = format(field, record[field], isShort: true, isSettled: isDone(record))
    if cell.text.utf8.count > width { cell.text = rounded(field, record[field]) ?? cell.text }
    return cell
  }

  /// The value of a column; that of another field where it has none.
  public func cell(_ column: PlacedColumn, of row: ListingRow) -> Formatted {
    let record = row.record
    if let cell = cell(ofRow: row, column.field.path, width: column.width) { return cell }
    let cell = cell(column.field, of: record, width: column.width)
    guard cell.text.isEmpty, let fallback = column.fallback else { return cell }
    return self.cell(fallback, of: record, width: column.width)
  }

  /// A figure or a day in a few columns; nil for other values.
  private func rounded(_ field: Field, _ value: JSONValue) -> String? {
    switch field.kind {
    case .number: value.text.flatMap(Double.init).map(NumberText.compact)
    case .day, .moment, .date: Self.day(value, in: now.zone).map(dates.short)
    default: nil
    }
  }

  /// A full value for a detail, on one line.
  public func value(_ field: Field, _ value: JSONValue, isSettled: Bool = false) -> Formatted {
    format(field, value, isShort: false, isSettled: isSettled)
  }

  /// Whether the record is completed, so that nothing about it counts as late.
  public func isDone(_ record: Record) -> Bool {
    record.schema.overWhenSet.map { !record[$0].isBlank } ?? false
  }

  func format(
    _ field: Field, _ value: JSONValue, isShort: Bool, isSettled: Bool
  ) -> Formatted {
    if value.isBlank {
      return field.sense == .health ? Formatted("--", .dim, mark: "?") : .none
    }
    switch field.kind {
    case .text:
      let text = value.text ?? value.jsonText
      return Formatted(oneLine(isShort ? String(text.prefix(Self.cellLength)) : text))
    case .choice(let choices):
      let choice = choices.first { $0.value == value.text }
      return Formatted(oneLine(choice?.label ?? value.text ?? value.jsonText))
    case .email, .url: return Formatted(oneLine(value.text ?? value.jsonText), .link)
    case .longText(let isHTML): return Formatted(summary(value, isHTML: isHTML))
    case .number(let format): return number(value, format, field.sense)
    case .yesNo: return Formatted(value.bool.map { $0 ? "yes" : "no" } ?? value.jsonText)
    case .day: return day(value, field.sense, isShort: isShort, isSettled: isSettled)
    case .moment, .date:
      return date(value, field, isShort: isShort, isSettled: isSettled)
    case .tags: return Formatted(list(value))
    case .lookUp, .lookUps, .participants: return Formatted(named(field.kind, value))
    case .traits: return Formatted(value.jsonText)
    case .objects(let one, let fields): return Formatted(objects(value, one, fields))
    case .json: return Formatted(loose(value))
    }
  }

  private func number(
    _ value: JSONValue, _ format: NumberFormat, _ sense: Field.Sense?
  ) -> Formatted {
    guard let digits = value.text else { return Formatted(value.jsonText) }
    let text = NumberText.text(digits, format)
    guard let number = Double(digits), let sense else { return Formatted(text) }
    return sense.judged(number, as: text)
  }

  private func day(
    _ value: JSONValue, _ sense: Field.Sense?, isShort: Bool, isSettled: Bool
  ) -> Formatted {
    guard let day = Self.day(value, in: now.zone)
    else { return Formatted(value.text ?? value.jsonText, .warning) }
    let days = day.days(since: now.today)
    let full = isShort ? dates.day(day) : "\(dates.day(day))\(distance(days))"
    switch sense {
    case .renewal? where !isSettled && days < 0:
      // The renewal has lapsed.
      return Formatted(isShort ? "\(-days)d ago" : "\(full), lapsed", .bad, mark: "!")
    case .renewal?:
      return Formatted(
        isShort ? dates.ahead(day) : full, (0...30).contains(days) ? .warning : .value)
    case .due? where !isSettled && days < 0: return Formatted(full, .bad, mark: "!")
    case .due? where !isSettled && days == 0: return Formatted(isShort ? "today" : full, .warning)
    case .lastSeen? where isShort: return lastSeen(day)
    default: return Formatted(full)
    }
  }

  private func distance(_ days: Int) -> String {
    switch days {
    case 0: ", today"
    case 1: ", tomorrow"
    case -1: ", yesterday"
    case 1...99: ", in \(days)d"
    case -99 ... -1: ", \(-days)d ago"
    default: ""
    }
  }

  /// The day in a value; a text may begin with one.
  static func day(_ value: JSONValue, in zone: Zone) -> Day? {
    if case .string(let text) = value, let day = Day(text) { return day }
    return DayOrMoment(json: value)?.day(in: zone)
  }

  /// A value that may be a day instead of a point in time.
  private func date(
    _ value: JSONValue, _ field: Field, isShort: Bool, isSettled: Bool
  ) -> Formatted {
    switch DayOrMoment(json: value, midnightIsDay: field.kind != .moment) {
    case .day?: day(value, field.sense, isShort: isShort, isSettled: isSettled)
    case .moment(let moment)?: self.moment(moment, field.sense, isShort: isShort)
    case nil: Formatted(value.text ?? value.jsonText, .warning)
    }
  }

  private func moment(_ moment: Moment, _ sense: Field.Sense?, isShort: Bool) -> Formatted {
    guard isShort else { return Formatted(dates.moment(moment)) }
    let day = now.zone.local(moment).day
    return sense == .lastSeen ? lastSeen(day) : Formatted(dates.day(day))
  }

  private func lastSeen(_ day: Day) -> Formatted {
    switch now.today.days(since: day) {
    case ...30: Formatted(dates.age(day))
    case ...Self.silence: Formatted(dates.age(day), .warning)
    default: Formatted(dates.age(day), .bad, mark: "!")
    }
  }

  private func named(_ kind: FieldKind, _ value: JSONValue) -> String {
    kind.refs(in: value).map { name($0) }.joined(separator: ", ")
  }

  /// The name of a record: its own or the stored one; an ellipsis while neither is known.
  public func name(_ named: NamedRef) -> String {
    let name = named.name ?? names[named.ref]
    return oneLine(name ?? (named.ref.serverID == nil ? "new" : "…"))
  }

  /// How many objects there are, and the first words of the first one.
  private func objects(_ value: JSONValue, _ one: String, _ fields: [Field]) -> String {
    let objects = (value.array ?? []).compactMap(\.object)
    let text = fields.first { !$0.isShort }.map { field in
      objects.first.map { self.value(field, field.source.value(in: $0)).text } ?? ""
    }
    let words = text.flatMap { $0.isEmpty ? nil : ": " + $0 } ?? ""
    return objects.count.counted(one) + words
  }

  private func list(_ value: JSONValue) -> String {
    (value.array ?? [value]).map { oneLine($0.text ?? $0.jsonText) }.joined(separator: ", ")
  }

  /// A value of unknown kind: texts as they are, dates as dates, objects by their name.
  private func loose(_ value: JSONValue) -> String {
    switch value {
    case .string(let text) where text.utf8.count >= 20:
      switch DayOrMoment(json: value) {
      case .day(let day)?: dates.day(day)
      case .moment(let moment)?: dates.moment(moment)
      case nil: oneLine(text)
      }
    case .string(let text), .number(let text): oneLine(text)
    case .bool(let flag): flag ? "yes" : "no"
    case .array(let values): values.map { loose($0) }.joined(separator: ", ")
    case .object(let object):
      role(object)
        ?? ["name", "label", "path"].lazy.compactMap { object[$0]?.text }.first(where: \.isVisible)
        .map(oneLine) ?? value.jsonText
    case .null: ""
    }
  }

  /// A key role with its holder: `CSM Robin Vale`.
  private func role(_ object: JSONObject) -> String? {
    guard let label = object["keyRole"]?.object?["label"]?.text else { return nil }
    let holder = object["vitallyUser"]?.object
    return oneLine("\(label) \((holder?["name"] ?? holder?["email"])?.text ?? "–")")
  }

  private func summary(_ value: JSONValue, isHTML: Bool) -> String {
    guard let text = value.text else { return value.jsonText }
    if isHTML { return PlainText.summary(ofHTML: text, limit: 200) }
    let head = text.prefix(200)
    return oneLine(head.endIndex == text.endIndex ? text : head + "…")
  }

  private func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }

  /// The days after which a customer that was not seen is at risk.
  private static let silence = 60

  /// What tells a record from others with the same title: an email address, its customer, or its
  /// external ID; empty for nothing.
  func distinction(of record: Record) -> String {
    if let mail = record["email"].text, !mail.isEmpty, mail != title(record) {
      return oneLine(mail)
    }
    for field in record.schema.fields {
      switch field.kind {
      case .lookUp(.account), .lookUp(.organization), .lookUps(.account):
        let customer = value(field, record[field]).text
        if !customer.isEmpty { return customer }
      default: break
      }
    }
    return record.externalID.map(oneLine) ?? ""
  }
}

extension Schema {
  /// The label of a record's title: `subject`, `name`.
  fileprivate var titleLabel: String {
    titlePaths.first.flatMap { field($0)?.label.lowercased() } ?? "name"
  }
}

extension Field.Sense {
  /// The text of a number with its meaning.
  fileprivate func judged(_ number: Double, as text: String) -> Formatted {
    switch self {
    case .health:
      number < 4 ? Formatted(text, .bad, mark: "!") : Formatted(text, number < 7 ? .warning : .good)
    case .npsScore: NPSBand(number).formatted(text)
    case .npsBalance:
      number < 0
        ? Formatted(text, .bad, mark: "!") : Formatted("+" + text, number < 30 ? .value : .good)
    case .due, .renewal, .lastSeen: Formatted(text)
    }
  }
}
