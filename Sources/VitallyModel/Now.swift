// The current time, time zone and user as one value, passed in from the edge of the program.

/// The current time, time zone and user. Nothing else reads the clock, locale or environment.
public struct Now: Hashable, Sendable {
  /// The current moment.
  public var moment: Moment
  /// The local zone.
  public var zone: Zone
  /// The first day of the week, 1 for Monday to 7 for Sunday.
  public var firstWeekday: Int
  /// The current user's admin record, if known; needed for `mine` and `completedById`.
  public var me: Ref?

  /// Creates a value for a moment.
  public init(moment: Moment, zone: Zone = .utc, firstWeekday: Int = 1, me: Ref? = nil) {
    self.moment = moment
    self.zone = zone
    self.firstWeekday = firstWeekday
    self.me = me
  }

  /// The local day.
  public var today: Day { zone.local(moment).day }
}
