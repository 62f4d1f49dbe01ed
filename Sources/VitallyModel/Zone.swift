// A time zone as a plain value, made once at start so that no other code asks the system.

/// The offsets of a place from UTC over time.
public struct Zone: Hashable, Sendable {
  /// An offset from a moment on.
  public struct Period: Hashable, Sendable {
    /// When the offset begins.
    public var start: Moment
    /// Seconds east of UTC.
    public var offset: Int

    /// A period from its start.
    public init(start: Moment, offset: Int) {
      self.start = start
      self.offset = offset
    }
  }

  /// The offset before the first period, in seconds east of UTC.
  public var firstOffset: Int
  /// The periods, oldest first.
  public var periods: [Period]

  /// A zone from its periods, oldest first.
  public init(firstOffset: Int, periods: [Period] = []) {
    self.firstOffset = firstOffset
    self.periods = periods
  }

  /// Coordinated universal time.
  public static let utc = Zone(firstOffset: 0)

  /// Seconds east of UTC at a moment.
  public func offset(at moment: Moment) -> Int {
    // Binary search for the number of periods that have begun.
    var (low, high) = (0, periods.count)
    while low < high {
      let middle = (low + high) / 2
      if periods[middle].start <= moment { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? periods[low - 1].offset : firstOffset
  }

  /// The local day of a moment, and the minutes since its midnight.
  public func local(_ moment: Moment) -> (day: Day, minutes: Int) {
    let shifted = moment.milliseconds + Int64(offset(at: moment)) * 1000
    let (days, rest) = shifted.floorDivided(by: 86_400_000)
    return (Day(number: Int(days)), Int(rest / 60_000))
  }

  /// The moment a number of minutes after midnight on a local day.
  public func moment(of day: Day, minutes: Int = 0) -> Moment {
    let naive = Moment(milliseconds: Int64(day.number) * 86_400_000 + Int64(minutes) * 60_000)
    let guess = naive.adding(seconds: -Double(offset(at: naive)))
    return naive.adding(seconds: -Double(offset(at: guess)))
  }
}
