// Parses a typed number and checks its bounds. The digits stay text, so that nothing is rounded.

/// Numbers as people type them; the digits are kept as text, so that big and decimal numbers
/// survive.
public enum NumberReader {
  /// Parses a number within the bounds and decimals of a format and returns it as JSON. Thousands
  /// may be grouped with commas: `1,204,500`.
  public static func read(_ text: String, _ format: NumberFormat) -> Result<String, InputError> {
    Result { () throws(InputError) in
      let number = try TypedNumber(text.trimmed)
      try check(number, format)
      return number.json
    }
  }

  private static func check(_ number: TypedNumber, _ format: NumberFormat) throws(InputError) {
    if let decimals = format.decimals, number.decimals > decimals {
      switch decimals {
      case 0: throw InputError("must be a whole number")
      case 1: throw InputError("must have at most 1 decimal")
      default: throw InputError("must have at most \(decimals) decimals")
      }
    }
    guard let value = Double(number.json), value.isFinite else {
      throw InputError("too large a number")
    }
    let isTooSmall = format.minimum.map { value < $0 } ?? false
    let isTooLarge = format.maximum.map { value > $0 } ?? false
    if isTooSmall || isTooLarge { throw InputError(format.bounds(isTooLarge: isTooLarge)) }
  }
}

extension NumberFormat {
  /// The bounds as a requirement. Next to a minimum, an unreachable maximum is not mentioned.
  fileprivate func bounds(isTooLarge: Bool) -> String {
    switch (minimum, maximum) {
    case (let low?, let high?) where high < 1e12:
      "must be between \(Self.text(low)) and \(Self.text(high))"
    case (_, let high?) where isTooLarge: "must be \(Self.text(high)) or less"
    case (let low?, _): "must be \(Self.text(low)) or more"
    default: ""
    }
  }

  /// A bound as text.
  public static func text(_ bound: Double) -> String {
    Int64(exactly: bound).map(String.init) ?? String(bound)
  }
}

private struct TypedNumber {
  private let sign: String
  private let whole: String
  private let fraction: String
  private let exponent: Int

  /// Parses a number without surrounding white space.
  init(_ text: String) throws(InputError) {
    let hasSign = text.first == "-" || text.first == "+"
    let halves = text.dropFirst(hasSign ? 1 : 0)
      .split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let exponent = Self.exponent(halves.dropFirst().first) else {
      throw .notANumber
    }
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard groups.allSatisfy(Self.isDigits), Self.isDigits(fraction) else { throw .notANumber }
    if !Self.areThousands(groups) {
      guard groups.count == 2, parts.count == 1, !groups[1].isEmpty else { throw .notANumber }
      let pointed = String(text.map { $0 == "," ? "." : $0 })
      throw InputError("use a point for decimals: \(pointed)")
    }
    let whole = groups.joined()
    guard !whole.isEmpty || !fraction.isEmpty else { throw .notANumber }

    sign = text.first == "-" ? "-" : ""
    self.whole = String(whole.drop { $0 == "0" })
    self.fraction = String(fraction)
    self.exponent = exponent
  }

  /// The number as JSON.
  var json: String {
    sign + (whole.isEmpty ? "0" : whole)
      + (fraction.isEmpty ? "" : ".\(fraction)")
      + (exponent == 0 ? "" : "e\(exponent)")
  }

  /// How many decimals the value has: none for `5.0` and `1.5e3`, two for `5e-2`.
  var decimals: Int {
    let digits = whole + fraction
    let zeros = digits.reversed().prefix { $0 == "0" }.count
    return zeros == digits.count ? 0 : max(0, fraction.count - zeros - exponent)
  }

  /// The exponent: nil when it is invalid, zero when there is none.
  private static func exponent(_ text: Substring?) -> Int? {
    guard let text else { return 0 }
    return text.count <= 4 ? Int(text) : nil
  }

  private static func isDigits(_ text: Substring) -> Bool {
    text.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Whether commas separate thousands: `1,204,500`; also true without any commas.
  private static func areThousands(_ groups: [Substring]) -> Bool {
    guard groups.count > 1 else { return true }
    return (1...3).contains(groups[0].count) && groups[0].first != "0"
      && groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}

extension InputError {
  fileprivate static let notANumber = InputError("not a number")
}
