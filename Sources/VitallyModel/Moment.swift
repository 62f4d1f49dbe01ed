// A point in time, read from every format that Vitally uses.

/// A point in time, in whole milliseconds since 1970-01-01 UTC. Converting it to a local day takes
/// a `Zone`.
public struct Moment: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since 1970-01-01 UTC.
  public var milliseconds: Int64

  /// A moment from milliseconds since 1970.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Orders by time.
  public static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment a number of seconds later.
  public func adding(seconds: Double) -> Moment {
    Moment(milliseconds: milliseconds + Int64(seconds * 1000))
  }

  /// Seconds from another moment to this one.
  public func seconds(since other: Moment) -> Double {
    Double(milliseconds - other.milliseconds) / 1000
  }
}

extension Moment {
  /// Reads ISO 8601 (with or without milliseconds and offset), a date alone, or epoch numbers.
  /// Numbers below 100,000,000,000 are seconds, larger ones milliseconds.
  public init?(json: JSONValue) {
    switch json {
    case .string(let text): self.init(text)
    case .number(let digits):
      guard let number = Double(digits), number.magnitude < 1e15 else { return nil }
      self.init(milliseconds: Int64(number.magnitude < 1e11 ? number * 1000 : number))
    default: return nil
    }
  }

  /// Reads ISO 8601 text; nil for anything that is not a real date.
  public init?(_ text: String) {
    var scanner = DigitScanner(text)
    guard let day = scanner.day() else { return nil }
    var milliseconds = Int64(day.number) * 86_400_000
    if !scanner.isAtEnd {
      guard scanner.skip("T") || scanner.skip(" "),
        let hour = scanner.number(digits: 2), hour < 24, scanner.skip(":"),
        let minute = scanner.number(digits: 2), minute < 60
      else { return nil }
      milliseconds += Int64(hour * 60 + minute) * 60_000
      if scanner.skip(":") {
        guard let second = scanner.number(digits: 2), second < 61 else { return nil }
        milliseconds += Int64(second) * 1000
        if scanner.skip(".") { milliseconds += Int64(scanner.fraction()) }
      }
      guard let offset = scanner.offset() else { return nil }
      milliseconds -= Int64(offset) * 60_000
    }
    guard scanner.isAtEnd else { return nil }
    self.init(milliseconds: milliseconds)
  }

  /// ISO 8601 in UTC with milliseconds, the format that Vitally writes.
  public var iso: String {
    let (days, rest) = milliseconds.floorDivided(by: 86_400_000)
    let seconds = Int(rest / 1000)
    return Day(number: Int(days)).iso
      + "T\(pad(seconds / 3600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))"
      + ".\(pad(Int(rest % 1000), 3))Z"
  }
}

extension Int64 {
  /// The quotient, rounded down, and the remainder, which is never negative.
  func floorDivided(by divisor: Int64) -> (Int64, Int64) {
    let rest = self % divisor
    return rest < 0 ? (self / divisor - 1, rest + divisor) : (self / divisor, rest)
  }
}

/// A number with leading zeros.
func pad(_ number: Int, _ digits: Int = 2) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
