// The rate limit: a token bucket that refills steadily. Takes the time from its caller.

/// A bucket of units that requests take and that are refilled over a minute.
struct TokenBucket: Sendable {
  let perMinute: Int
  private var units: Double
  private var filledAt: Moment

  init(perMinute: Int, at now: Moment) {
    self.perMinute = perMinute
    units = Double(perMinute)
    filledAt = now
  }

  /// Takes some units; false, with nothing taken, when there are too few.
  mutating func take(_ cost: Int, at now: Moment) -> Bool {
    let elapsed = max(0, now.milliseconds - filledAt.milliseconds)
    let gained = Double(elapsed) * Double(perMinute) / Double(Moment.minute)
    units = min(Double(perMinute), units + gained)
    filledAt = max(now, filledAt)
    guard units >= Double(cost) else { return false }
    units -= Double(cost)
    return true
  }

  /// The whole units left.
  var remaining: Int { Int(units) }

  /// The seconds until the next whole unit is available.
  var reset: Int {
    let missing = 1 - (units - units.rounded(.down))
    return max(1, Int((missing * 60 / Double(max(1, perMinute))).rounded(.up)))
  }

  /// The three headers that every response carries.
  var headers: [(name: String, value: String)] {
    [
      ("RateLimit-Limit", "\(perMinute), \(perMinute);window=60"),
      ("RateLimit-Remaining", String(remaining)),
      ("RateLimit-Reset", String(reset)),
    ]
  }
}
