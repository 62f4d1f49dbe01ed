// Days and moments as text for people, in the local zone. Nothing here ticks: what is shown changes
// with the day, or when the record does.

import VitallyModel

struct DateText {
  var now: Now

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `4 May`, with the year if it is not the current one: `4 May 2027`.
  func day(_ day: Day) -> String {
    let (year, month, number) = day.components
    let text = "\(number) \(Self.months[month - 1])"
    return year == now.today.components.year ? text : "\(text) \(year)"
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// `Mon  4 May`, where the year is said elsewhere, so that days stand below each other.
  func weekday(_ day: Day) -> String {
    let (_, month, number) = day.components
    let blank = number < 10 ? " " : ""
    return "\(Self.weekdays[day.weekday - 1]) \(blank)\(number) \(Self.months[month - 1])"
  }

  /// `Mon`.
  func weekdayName(_ day: Day) -> String { Self.weekdays[day.weekday - 1] }

  /// `4 May 2027`: a text is read in other years too.
  func full(_ day: Day) -> String {
    let (year, month, number) = day.components
    return "\(number) \(Self.months[month - 1]) \(year)"
  }

  /// `4 May`, or only month and year if it is far away: `May 2028`.
  func short(_ day: Day) -> String {
    let (year, month, _) = day.components
    let isNear = abs(day.days(since: now.today)) < 300 && year == now.today.components.year
    return isNear ? self.day(day) : "\(Self.months[month - 1]) \(year)"
  }

  /// `6 Dec (12d)`, `16 Nov (8d ago)`, and the day alone when it is more than 99 days away.
  func counted(_ day: Day) -> String {
    switch day.days(since: now.today) {
    case 0: "today"
    case let days where (1...99).contains(days): "\(self.day(day)) (\(days)d)"
    case let days where (-99 ... -1).contains(days): "\(self.day(day)) (\(-days)d ago)"
    default: self.day(day)
    }
  }

  /// `4 May 09:02`.
  func moment(_ moment: Moment) -> String {
    "\(day(now.zone.local(moment).day)) \(time(moment))"
  }

  /// `09:02` today, with the date on any other day.
  func clock(_ moment: Moment) -> String {
    now.zone.local(moment).day == now.today ? time(moment) : self.moment(moment)
  }

  /// `today`, `3d`, or the date if it is more than 99 days ago.
  func age(_ day: Day) -> String {
    let days = now.today.days(since: day)
    return days == 0 ? "today" : (1...99).contains(days) ? "\(days)d" : short(day)
  }

  /// `just now`, `5 min ago`, `3 h ago`, or the date on another day.
  func ago(_ moment: Moment) -> String {
    let minutes = Int(now.moment.seconds(since: moment) / 60)
    switch minutes {
    case ..<1: return "just now"
    case ..<60: return "\(minutes) min ago"
    case ..<(24 * 60): return "\(minutes / 60) h ago"
    default: return "on \(self.moment(moment))"
    }
  }

  /// `in 12d`, `today`, or the date if it is past or far away.
  func ahead(_ day: Day) -> String {
    let days = day.days(since: now.today)
    return days == 0 ? "today" : (1...99).contains(days) ? "in \(days)d" : short(day)
  }

  private func time(_ moment: Moment) -> String {
    let minutes = now.zone.local(moment).minutes
    return "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
