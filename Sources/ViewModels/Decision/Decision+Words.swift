// What a decision is called, in sentences about one record and about many.

import VitallyModel

extension Decision {
  /// What was done: `Done`, `Due Mon 7 Dec`, `Assigned to Dana Ek`.
  func words(on record: Record, now: Now) -> String {
    switch self {
    case .complete(true): "Done"
    case .complete(false): "Reopened"
    case .due(let text):
      switch Self.day(text, for: record, now: now) {
      case .success(let day): "Due \(DateText(now: now).near(day))"
      case .failure: "Due \(text)"
      }
    case .assign(_, let name):
      record.schema.completion == nil
        ? "\(record.schema.assignedField?.label ?? "Owner") is now \(name)" : "Assigned to \(name)"
    case .set(let field, let value):
      value.isBlank ? "Cleared \(field.label)" : "\(field.label) set"
    case .archive: "Archived"
    case .tag(let adding, let removing):
      (adding.map { "+\($0)" } + removing.map { "-\($0)" }).joined(separator: " ")
    }
  }
}

extension Decision {
  /// What is done to many records: `Done`, `Due tomorrow`, `Health: 4`.
  func words(now: Now) -> String {
    switch self {
    case .complete(true): "Done"
    case .complete(false): "Reopen"
    case .due(let text) where text.hasPrefix("+"): "Due \(text)"
    case .due(let text):
      switch DayReader.read(text, now: now) {
      case .success(let day): "Due \(DateText(now: now).near(day))"
      case .failure: "Due \(text)"
      }
    case .assign(_, let name): "Assign to \(name)"
    case .set(let field, let value):
      value.isBlank
        ? "Clear \(field.label)"
        : "\(field.label): \(RecordFormatter(now: now).value(field, value).text.prefix(40))"
    case .tag(let adding, let removing):
      "Tags " + (adding.map { "+\($0)" } + removing.map { "-\($0)" }).joined(separator: " ")
    case .archive: "Archive"
    }
  }
}

extension DateText {
  /// `today`, `tomorrow`, or the day with its weekday: `Mon 7 Dec`.
  func near(_ day: Day) -> String {
    switch day.days(since: now.today) {
    case 0: "today"
    case 1: "tomorrow"
    default: "\(CalendarWords.weekdays[day.weekday - 1].prefix(3)) \(self.day(day))"
    }
  }
}
