// Says what the names in a template stand for. It is generic: a kind of record, and one of its fields
// as filters name it.

import VitallyModel

/// The values of names, for one text.
struct TemplateValues {
  let facts: TemplateFacts
  let now: Now

  /// What stands for a value that is empty.
  static let nothing = "–"
  /// What stands for a record that may be on the server, but is not here yet.
  static let notLoaded = "(not loaded yet)"

  private var formatter: RecordFormatter { RecordFormatter(now: now, names: facts.names) }

  /// The value of a name, such as `account.renewal`; nil if the name is not known.
  subscript(name: String) -> String? {
    let dot = name.firstIndex(of: ".")
    let head = String(name[..<(dot ?? name.endIndex)]).trimmed
    let field = dot.map { String(name[name.index(after: $0)...]).trimmed } ?? ""
    let key = head.folded.filter { $0.isLetter || $0.isNumber }
    if key == "today" { return field.isEmpty ? DateText(now: now).full(now.today) : nil }
    if key == "me" { return value(field, of: facts.me, .admin) }
    for (start, records) in [("last", facts.last), ("next", facts.next)] {
      guard key.hasPrefix(start), let resource = Self.resource(String(key.dropFirst(start.count)))
      else { continue }
      let value = value(field, of: records[resource], resource)
      let isAwaited = records[resource] == nil && facts.loading.contains(resource)
      return isAwaited && value != nil ? Self.notLoaded : value
    }
    return Self.resource(key).flatMap { value(field, of: facts.records[$0], $0) }
  }

  /// The value of a field of a record, its title without one; nil if there is no such field.
  private func value(_ name: String, of record: Record?, _ resource: Resource) -> String? {
    if name.isEmpty { return record.map { formatter.title($0) } ?? Self.nothing }
    let scope = FilterScope(resource, traits: traits(of: record), now: now)
    guard let (field, owner) = scope.field(called: name) else { return nil }
    if owner == resource { return record.map { text(field, $0) } ?? Self.nothing }
    // A field of the record that this one names, such as `account.organization.name`.
    return facts.records[owner].map { text(field, $0) } ?? Self.nothing
  }

  /// The traits that are known, those of the record itself included.
  private func traits(of record: Record?) -> [Resource: [Field]] {
    guard let record, let own = record.body["traits"]?.object else { return facts.traits }
    var traits = facts.traits
    let known = Set((traits[record.resource] ?? []).map(\.path))
    traits[record.resource, default: []] += own.members.map { Field.trait($0.key) }
      .filter { !known.contains($0.path) }
    return traits
  }

  private func text(_ field: Field, _ record: Record) -> String {
    if field.path == record.schema.titlePaths.first { return formatter.title(record) }
    let value = record[field]
    if value.isBlank { return Self.nothing }
    switch field.kind {
    case .day, .moment, .date:
      let day = DayOrMoment(json: value, midnightIsDay: field.kind != .moment)?.day(in: now.zone)
      return day.map { DateText(now: now).full($0) } ?? formatter.value(field, value).text
    default:
      let text = formatter.value(field, value).text
      return text.trimmed.isEmpty ? Self.nothing : text
    }
  }

  /// The resource that a name means, reduced to its letters.
  private static func resource(_ key: String) -> Resource? {
    Resource.allCases.first { resource in
      let names = [resource.schema.singular, resource.rawValue]
      return names.contains { $0.folded.filter { $0.isLetter || $0.isNumber } == key }
    }
  }
}
