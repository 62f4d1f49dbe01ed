// A decimal number, equal however it is written: 1e3, 1000 and 1000.0 are the same.

/// A decimal number of any length.
struct Decimal: Equatable {
  private var isNegative: Bool
  /// The digits without leading or trailing zeros; empty for zero.
  private var digits: [UInt8]
  /// The power of ten of the last digit.
  private var exponent: Int

  /// The largest accepted exponent, to avoid overflow of `Int`.
  private static let exponentLimit = 1_000_000

  /// Reads a JSON number; nil for anything else.
  init?(_ text: String) {
    guard Double(text) != nil else { return nil }
    let parts = text.lowercased().split(separator: "e", maxSplits: 1)
    guard let mantissa = parts.first, parts.count == 1 || Int(parts[1]) != nil else { return nil }
    exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    guard (-Self.exponentLimit...Self.exponentLimit).contains(exponent) else { return nil }
    isNegative = mantissa.first == "-"
    let unsigned = mantissa.drop { $0 == "-" || $0 == "+" }
    let halves = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    digits = halves.flatMap { $0.utf8 }
    guard !digits.isEmpty, halves.count <= 2, digits.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    if halves.count == 2 { exponent -= halves[1].utf8.count }
    trim()
  }

  private mutating func trim() {
    let zero = UInt8(ascii: "0")
    while digits.last == zero {
      digits.removeLast()
      exponent += 1
    }
    digits = Array(digits.drop { $0 == zero })
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }
}
