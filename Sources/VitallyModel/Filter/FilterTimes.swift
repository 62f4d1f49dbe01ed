// Reads days, moments and distances in filter lines.

/// Makes conditions on a day or a moment.
struct FilterTimes {
  /// What a text means as a time.
  private enum Time {
    /// From the first day to the last.
    case days(ClosedRange<Day>)
    /// A minute.
    case minute(Moment)
    /// As far from today as a number of days or months, in the direction of the field.
    case distance(Day)
  }

  private let field: Field
  private let now: Now

  init(_ field: Field, _ now: Now) {
    self.field = field
    self.now = now
  }

  // MARK: Conditions

  /// The condition that the field has this time; of a distance, that it is not further away.
  func equal(_ text: FilterText) throws(FilterError) -> Condition {
    switch try time(text) {
    case .days(let days): .all([compares(.atLeast, days.lowerBound), upTo(days.upperBound)])
    case .minute(let moment):
      .all([compares(.atLeast, moment), compares(.less, moment.adding(seconds: 60))])
    case .distance(let day):
      day < now.today
        ? .all([compares(.atLeast, day), upTo(now.today)])
        : .all([compares(.atLeast, now.today), upTo(day)])
    }
  }

  /// The condition that the field lies before or after a time. A distance compares as one: `>30d`
  /// is further away.
  func comparing(_ sign: FilterTerm.Sign, _ text: FilterText) throws(FilterError) -> Condition {
    switch try time(text) {
    case .days(let days): compares(sign, days)
    case .minute(let moment):
      switch sign {
      case .less: compares(.less, moment)
      case .atMost: compares(.less, moment.adding(seconds: 60))
      case .more: compares(.atLeast, moment.adding(seconds: 60))
      default: compares(.atLeast, moment)
      }
    case .distance(let day): compares(field.looksBack ? sign.mirrored : sign, day...day)
    }
  }

  /// The condition that the field lies between two times, both included.
  func within(_ low: FilterText?, _ high: FilterText?) throws(FilterError) -> Condition {
    var all: [Condition] = []
    if let low { all.append(try comparing(.atLeast, low)) }
    if let high { all.append(try comparing(.atMost, high)) }
    return .all(all)
  }

  // MARK: The past

  /// The start of a day, or of a month or year, in the past: `fri` is the last Friday, and `5 may`
  /// the last 5 May.
  static func start(of text: FilterText, _ now: Now) throws(FilterError) -> Moment {
    let past = FilterTimes(Field("", "", .moment), now)
    let start: Moment =
      switch try past.time(text) {
      case .days(let days): past.start(of: past.latest(text, days.lowerBound))
      case .minute(let moment): moment
      case .distance(let day): past.start(of: day)
      }
    guard start <= now.moment else {
      throw FilterError(text.place, "“\(text.text)” is still to come; write a day in the past")
    }
    return start
  }

  /// The last day up to today that a text can mean, or the given one.
  private func latest(_ text: FilterText, _ day: Day) -> Day {
    guard day > now.today else { return day }
    let year = now.today.components.year
    let typed = text.text
    let others = ["last \(typed)", "\(typed) \(year)", "\(typed) \(year - 1)"].lazy
    return others.compactMap { try? DayReader.read($0, now: now).get() }
      .first { $0 <= now.today } ?? day
  }

  // MARK: Comparing

  private func compares(_ sign: FilterTerm.Sign, _ days: ClosedRange<Day>) -> Condition {
    switch sign {
    case .less: compares(.less, days.lowerBound)
    case .atMost: upTo(days.upperBound)
    case .more: compares(.atLeast, days.upperBound.adding(days: 1))
    default: compares(.atLeast, days.lowerBound)
    }
  }

  /// Compares with the start of a day.
  private func compares(_ comparison: Condition.Comparison, _ day: Day) -> Condition {
    compares(comparison, start(of: day))
  }

  private func upTo(_ day: Day) -> Condition { compares(.less, start(of: day.adding(days: 1))) }

  private func compares(_ comparison: Condition.Comparison, _ moment: Moment) -> Condition {
    .compares(field.path, comparison, Double(moment.milliseconds))
  }

  /// The start of a day, as the values of the field are compared: days are the same everywhere.
  private func start(of day: Day) -> Moment {
    switch field.kind {
    case .moment, .date(asksTime: true): now.zone.moment(of: day, minutes: 0)
    default: day.midnight
    }
  }

  // MARK: Reading

  private func time(_ text: FilterText) throws(FilterError) -> Time {
    let typed = text.text.trimmed.lowercased()
    if let day = distance(typed) { return .distance(day) }
    if let days = monthOrYear(typed) { return .days(days) }
    switch DayReader.read(typed, now: now) {
    case .success(let day): return .days(day...day)
    case .failure(let error):
      if case .success(let moment) = MomentReader.read(typed, now: now) { return .minute(moment) }
      throw FilterError(text.place, error.sentence)
    }
  }

  /// `30d`, `2w`, `3m`, `1y` and `0`: so far from today.
  private func distance(_ text: String) -> Day? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard (1...4).contains(digits.count), var count = Int(digits) else { return nil }
    if field.looksBack { count = -count }
    let today = now.today
    switch text.dropFirst(digits.count) {
    case "d", "day", "days": return today.adding(days: count)
    case "w", "week", "weeks": return today.adding(days: 7 * count)
    case "m", "month", "months": return today.adding(months: count)
    case "y", "year", "years": return today.adding(months: 12 * count)
    case "": return digits.count < 4 ? today.adding(days: count) : nil
    default: return nil
    }
  }

  /// `2026` or `2026-03`.
  private func monthOrYear(_ text: String) -> ClosedRange<Day>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].count == 4, let year = Int(parts[0]),
      (1900...2200).contains(year)
    else { return nil }
    let months = parts.count == 1 ? 1...12 : Int(parts[1]).map { $0...$0 }
    guard let months, let first = Day(year: year, month: months.lowerBound, day: 1),
      let last = Day(year: year, month: months.upperBound, day: 1)
    else { return nil }
    return first...last.endOfMonth
  }
}

extension FilterTerm.Sign {
  /// The sign for distances into the past: what is further away is earlier.
  fileprivate var mirrored: FilterTerm.Sign {
    switch self {
    case .less: .more
    case .atMost: .atLeast
    case .more: .less
    case .atLeast: .atMost
    default: self
    }
  }
}
