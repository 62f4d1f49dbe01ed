// A month in a box, with one selected day. It knows nothing about fields: the layer that opened it
// takes the day.

public import VitallyModel

/// A month to pick a day from.
public struct CalendarViewModel: Equatable, Sendable {
  /// The selected day.
  public private(set) var day: Day
  /// Today's local date, which is marked.
  public let today: Day

  private let firstWeekday: Int

  /// Creates the month of a day; weeks begin with a weekday, 1 for Monday to 7 for Sunday.
  public init(_ day: Day, today: Day, firstWeekday: Int) {
    self.day = day.clamped(to: Day.enterable)
    self.today = today
    self.firstWeekday = firstWeekday
  }

  /// Selects the day a number of days later.
  public mutating func move(days: Int) {
    day = day.adding(days: days).clamped(to: Day.enterable)
  }

  /// Selects the same day of the month a number of months later, or that month's last day if it is
  /// shorter.
  public mutating func move(months: Int) {
    day = day.adding(months: months).clamped(to: Day.enterable)
  }

  /// The month and its year: `May 2026`.
  public var title: String {
    let (year, month, _) = day.components
    return "\(CalendarWords.months[month - 1]) \(year)"
  }

  /// The weekdays as two letters, the first day of the week first.
  public var weekdays: [String] {
    (0..<7).map { String(CalendarWords.weekdays[(firstWeekday - 1 + $0) % 7].prefix(2)) }
  }

  /// Six weeks, beginning with that of the first of the month. There are always six, so that the
  /// box keeps its size; days of the adjacent months fill them.
  public var weeks: [[Day]] {
    let firstOfMonth = day.adding(days: 1 - day.components.day)
    let start = firstOfMonth.startOfWeek(firstWeekday)
    return (0..<6).map { week in (0..<7).map { start.adding(days: week * 7 + $0) } }
  }

  /// Whether a day is in the month shown.
  public func isInMonth(_ day: Day) -> Bool {
    let (left, right) = (day.components, self.day.components)
    return left.year == right.year && left.month == right.month
  }
}

extension Day {
  fileprivate func clamped(to limits: ClosedRange<Day>) -> Day {
    min(max(self, limits.lowerBound), limits.upperBound)
  }
}

extension CalendarViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.calendar],
      hints: [
        .dialog(.accept), .dialog(.cancel), .editor(.left), .editor(.right), .move(.up),
        .move(.down), .move(.pageDown),
      ],
      place: .box)
  }

  func drawing(in shared: Shared) -> Drawing { .calendar(self) }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .command(.dialog(.cancel)): return .close()
    case .command(.dialog(.accept)): return .close(.day(day))
    case .command(.editor(.left)): move(days: -1)
    case .command(.editor(.right)): move(days: 1)
    case .command(.move(.up)): move(days: -7)
    case .command(.move(.down)): move(days: 7)
    case .command(.move(.pageUp)): move(months: -1)
    case .command(.move(.pageDown)): move(months: 1)
    case .news, .draftsChanged: return .notHandled
    case .command, .text, .appeared, .uncovered, .arranged, .keysWait, .answer, .reply, .row,
      .keepTyped:
      break
    }
    return []
  }
}
