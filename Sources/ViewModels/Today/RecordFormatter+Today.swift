// What a row of Today says: when it is due, what asks for attention, of which customer.

import Markup
import VitallyModel

extension RecordFormatter {
  /// When a task is due, as one says it: what is a little late stands out, what has been late for
  /// long fades, since it can wait another day.
  func dueDay(of row: ListingRow) -> Formatted {
    let record = row.record
    guard record.schema.completion != nil, let field = record.schema.field(with: .due) else {
      return .none
    }
    if isDone(record) { return Formatted("done", .good) }
    guard let day = Self.day(record[field], in: now.zone) else { return .none }
    switch now.today.days(since: day) {
    case let late where late > 60: return Formatted(DistanceText.late(late), .dim)
    case let late where late > 14: return Formatted(DistanceText.late(late), .plain)
    case let late where late > 3: return Formatted(DistanceText.late(late), .warning)
    case let late where late > 0: return Formatted(DistanceText.late(late), .bad)
    case 0: return Formatted("today", .warning)
    case let late where late >= -7: return Formatted(dates.weekday(day))
    default: return Formatted(dates.short(day))
    }
  }

  /// What a row of Today is about: the task, or why the customer needs attention.
  func matter(of row: ListingRow, width: Int = .max) -> Formatted {
    guard row.record.schema.hasTimeline else {
      return Formatted(title(row.record), isDone(row.record) ? .dim : .plain)
    }
    // Half a reason is none: those that there is no room for are counted.
    let reasons = reasons(of: row)
    let ways = stride(from: reasons.count, to: 0, by: -1).lazy.map { shown in
      reasons.prefix(shown).joined(separator: ", ")
        + (shown < reasons.count ? " +\(reasons.count - shown)" : "")
    }
    return Formatted(ways.first { $0.count <= width } ?? reasons.first ?? "")
  }

  /// The customer of a row of Today.
  func customerName(of row: ListingRow) -> String {
    if row.record.schema.hasTimeline { return title(row.record) }
    if let customer = row.customer { return title(customer) }
    return row.record.customer.flatMap { names[$0] } ?? ""
  }

  /// The health of the customer of a row of Today.
  func health(of row: ListingRow) -> Formatted {
    let record = row.record.schema.hasTimeline ? row.record : row.customer
    guard let record, let field = record.schema.field(with: .health) else { return .none }
    return cell(field, of: record)
  }

  // MARK: Reasons

  /// Why a customer needs attention, with figures where there are any.
  private func reasons(of row: ListingRow) -> [String] {
    var said: [FieldPath] = []
    let reasons = row.reasons.enumerated().compactMap { index, words -> String? in
      let path = row.reasonPaths.indices.contains(index) ? row.reasonPaths[index] : nil
      guard let path, let field = row.record.schema.field(path),
        let figure = figure(field, of: row)
      else { return words }
      if said.contains(path) { return nil }
      said.append(path)
      return figure
    }
    let detractors = row.record["npsDetractorCount"].double ?? 0
    return reasons + ((1...1e9).contains(detractors) ? [Int(detractors).counted("detractor")] : [])
  }

  /// A reason in words, from the value of its field; nil where the value says nothing.
  private func figure(_ field: Field, of row: ListingRow) -> String? {
    let value = row.record[field]
    switch field.sense {
    case .health?:
      guard let health = value.double else { return value.isBlank ? "no health" : nil }
      if let fall = fall(to: health, before: row.past) { return fall }
      return "health \(NumberText.short(health))"
    case .renewal?:
      guard let day = Self.day(value, in: now.zone) else { return nil }
      return DistanceText.renewal(in: day.days(since: now.today))
    case .lastSeen?:
      guard let day = Self.day(value, in: now.zone) else { return nil }
      return DistanceText.silent(now.today.days(since: day))
    default: return nil
    }
  }

  /// How far a health has fallen within the last week: `health 6.1 to 4.2 since Fri`.
  private func fall(to health: Double, before past: [PastNumber]) -> String? {
    // Within a week each day has a name of its own.
    let start = now.moment.adding(seconds: -6 * 86_400)
    let recent = past.filter { $0.at >= start || $0 == past.last { $0.at < start } }
    guard let highest = recent.max(by: { ($0.value, $0.at) < ($1.value, $1.at) }),
      highest.value - health >= Self.noticedFall
    else { return nil }
    let day = dates.weekdayName(now.zone.local(max(highest.at, start)).day)
    return "health \(NumberText.short(highest.value)) to \(NumberText.short(health)) since \(day)"
  }

  /// From how much on a fall of health is said.
  private static let noticedFall = 0.5
}
