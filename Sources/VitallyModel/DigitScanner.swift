// Scans dates in ISO 8601. Accepts only ASCII digits, in fields of fixed length.

struct DigitScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { at == bytes.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard at + digits <= bytes.count else { return nil }
    var number = 0
    for byte in bytes[at..<at + digits] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    at += digits
    return number
  }

  /// `2026-03-01`.
  mutating func day() -> Day? {
    guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
      let day = number(digits: 2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// Digits after the decimal point, as milliseconds.
  mutating func fraction() -> Int {
    var milliseconds = 0
    var weight = 100
    while let digit = number(digits: 1) {
      milliseconds += digit * weight
      weight /= 10
    }
    return milliseconds
  }

  /// `Z`, `+02:00`, `+0200`, or nothing (UTC); minutes east of UTC.
  mutating func offset() -> Int? {
    if isAtEnd || skip("Z") { return 0 }
    let sign = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0, let hours = number(digits: 2) else { return nil }
    _ = skip(":")
    return sign * (hours * 60 + (number(digits: 2) ?? 0))
  }
}
