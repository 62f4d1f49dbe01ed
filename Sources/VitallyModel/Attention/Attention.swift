// How much attention a task or a customer needs: a sum of parts, so that a list can be sorted by it
// and each place in it can be explained.

/// The parts of a score.
public struct Attention: Hashable, Sendable {
  /// One part.
  public struct Share: Hashable, Sendable {
    /// What it is.
    public var part: Weights.Part
    /// What it comes from: days late, days until the renewal, revenue, health, days of silence; nil
    /// where nothing is known.
    public var value: Double?
    /// How much of its weight counts, from 0 to 1.
    public var share: Double
    /// Its points.
    public var points: Double
  }

  /// All parts that concern the record, in the order of the file.
  public private(set) var shares: [Share] = []

  /// The sum of all points.
  public var points: Double { shares.reduce(0) { $0 + $1.points } }

  /// How much of the sum a field with a meaning brings; nothing for one that is no part of it.
  public func points(for sense: Field.Sense?) -> Double {
    let part: Weights.Part? =
      switch sense {
      case .due?: .overdue
      case .renewal?: .renewal
      case .health?: .health
      case .lastSeen?: .silence
      default: nil
      }
    return shares.first { $0.part == part }?.points ?? 0
  }

  /// From how many days late on a task is as late as can be.
  private static let latest = 14.0
  /// From how many days on a renewal is no reason yet.
  private static let farthest = 90.0
  /// From how many days on a silence counts fully.
  private static let longest = 60.0
  /// How many digits the monthly revenue of a customer has that counts fully: each counts the same,
  /// since customers pay from tens to hundreds of thousands.
  private static let mostDigits = 5.0

  /// The score of a record: of a task, with the customer that it is for, or of a customer.
  public init(
    of record: Record, customer: Record?, weights: Weights, today: Day, zone: Zone
  ) {
    let customer = record.schema.hasTimeline ? record : customer
    for part in Weights.Part.allCases {
      let value: Double?
      let share: Double
      switch part {
      case .overdue:
        guard record.schema.completion != nil else { continue }
        value = record.days(of: .due, before: today, zone)
        share = max(0, value ?? 0) / Self.latest
      case .renewal:
        value = customer?.days(of: .renewal, before: today, zone).map { -$0 }
        share = value.map { 1 - max(0, $0) / Self.farthest } ?? 0
      case .revenue:
        value = customer?["mrr"].double
        share = Self.digits(value ?? 0) / Self.mostDigits
      case .health:
        value = customer.flatMap { customer in
          customer.schema.field(with: .health).flatMap { customer[$0].double }
        }
        share = value.map { 1 - $0 / 10 } ?? 0
      case .silence:
        value = customer?.days(of: .lastSeen, before: today, zone)
        share = max(0, value ?? 0) / Self.longest
      }
      let limited = min(1, max(0, share))
      shares.append(
        Share(part: part, value: value, share: limited, points: limited * weights[part]))
    }
  }

  /// The decimal logarithm of a number between its powers of ten, as a straight line.
  private static func digits(_ number: Double) -> Double {
    guard number.isFinite, number > 1 else { return 0 }
    var (digits, rest) = (0.0, number)
    while rest >= 10, digits < mostDigits {
      rest /= 10
      digits += 1
    }
    return digits + (rest - 1) / 9
  }
}

extension Schema {
  /// The first field with a meaning.
  public func field(with sense: Field.Sense) -> Field? { fields.first { $0.sense == sense } }
}

extension Record {
  /// How many days ago a date with a meaning was; negative for one to come, nil without one.
  fileprivate func days(of sense: Field.Sense, before today: Day, _ zone: Zone) -> Double? {
    guard let field = schema.field(with: sense) else { return nil }
    let value = self[field]
    let day: Day? =
      if case .string(let text) = value, let day = Day(text), field.kind == .day { day } else {
        DayOrMoment(json: value)?.day(in: zone)
      }
    return day.map { Double(today.days(since: $0)) }
  }
}
