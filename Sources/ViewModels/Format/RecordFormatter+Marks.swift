// How a record stands: the figures of a brief, which say in words what is wrong with it, and the marks
// of a row, which say it in one character.

import Markup
public import VitallyModel

/// What a row says beside its values, one thing in each place.
public struct RowMarks: Equatable, Sendable {
  /// What the server does not have yet, or refuses.
  public var sync: Formatted
  /// What is wrong with the record, or not known. With what is done nothing is.
  public var risk: Formatted
  /// Whether it is done.
  public var done: Formatted
}

extension RecordFormatter {
  /// The marks of a row.
  public func marks(_ row: ListingRow) -> RowMarks {
    let isDone = isDone(row.record)
    return RowMarks(
      sync: sync(row.pending), risk: isDone ? .none : risk(row.record),
      done: isDone ? Formatted("x", .good) : .none)
  }

  private func sync(_ state: Change.State?) -> Formatted {
    switch state {
    case .refused?, .conflict?: Formatted("X", .bad)
    case .waiting?, .sending?, .unknown?: Formatted("~", .pending)
    case .answered?, .dropped?, nil: .none
    }
  }

  private func risk(_ record: Record) -> Formatted {
    var mark = Formatted.none
    for field in record.schema.riskFields {
      let value = format(field, record[field], isShort: true, isSettled: false)
      // A risk says more than a figure that is missing.
      if value.mark == "!" { return Formatted("!", value.role) }
      if !value.mark.isEmpty { mark = Formatted(value.mark, .dim) }
    }
    return mark
  }

  /// A value for the head of a brief: days with their distance, and risks in words.
  func figure(_ field: Field, of record: Record) -> Formatted {
    let isSettled = isDone(record)
    var figure = format(field, record[field], isShort: true, isSettled: isSettled)
    let isRisk = record.schema.riskFields.contains { $0.path == field.path }
    if !isRisk, figure.mark == "!" { (figure.mark, figure.role) = ("", .warning) }
    switch field.sense {
    case .health? where figure.mark == "?": figure.text = "no score"
    case .health? where figure.mark == "!": figure.text += " low"
    case .due?, .renewal?, .lastSeen?:
      if let day = Self.day(record[field], in: now.zone) {
        figure.text = distance(to: day, field.sense, isAtRisk: figure.mark == "!")
      }
    case .health?, .npsScore?, .npsBalance?: break
    case nil: return value(field, record[field], isSettled: isSettled)
    }
    return figure
  }

  /// A day with its distance from today: `6 Dec (12d)`, `15 Nov (9d late)`, `78d ago, silent`.
  private func distance(to day: Day, _ sense: Field.Sense?, isAtRisk: Bool) -> String {
    let days = now.today.days(since: day)
    switch sense {
    case .due? where isAtRisk: return "\(dates.day(day)) (\(DistanceText.late(days)))"
    case .renewal? where isAtRisk: return "\(dates.day(day)) (\(DistanceText.past(days)))"
    case .lastSeen?:
      let age = dates.age(day)
      return (age.hasSuffix("d") ? age + " ago" : age) + (isAtRisk ? ", silent" : "")
    default: return dates.counted(day)
    }
  }

  /// When something is due, as one says it: `15d late`, `today`, `12 Dec`.
  func dueness(_ field: Field, of record: Record) -> Formatted {
    if isDone(record) { return Formatted("done", .good, mark: "x") }
    var cell = cell(field, of: record)
    if field.sense == .due, !cell.mark.isEmpty, let day = Self.day(record[field], in: now.zone) {
      cell.text = DistanceText.late(now.today.days(since: day))
    }
    return cell
  }
}
