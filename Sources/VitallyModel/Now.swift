// Time, place and person, as one value. It is made at the edge of the program and passed in;
// nothing else asks the clock, the locale or the environment.

/// The current time and place, and who is at the keyboard.
public struct Now: Hashable, Sendable {
  /// The current moment.
  public var moment: Moment
  /// The local zone.
  public var zone: Zone
  /// The first day of the week, 1 for Monday to 7 for Sunday.
  public var firstWeekday: Int
  /// The admin who is at the keyboard, when known: `mine` and `completedById` need it.
  public var me: Ref?

  /// Time, place and person at a moment.
  public init(moment: Moment, zone: Zone = .utc, firstWeekday: Int = 1, me: Ref? = nil) {
    self.moment = moment
    self.zone = zone
    self.firstWeekday = firstWeekday
    self.me = me
  }

  /// The local day.
  public var today: Day { zone.local(moment).day }
}
