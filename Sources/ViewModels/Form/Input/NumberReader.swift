// What a person types for a number. The digits stay text, so that nothing is rounded.

import VitallyModel

/// Numbers as people type them; the digits are kept as text, so that big and decimal numbers
/// survive.
enum NumberReader {
  /// Reads a number within the bounds and decimals of a format and gives it as JSON writes it.
  /// Thousands may be grouped with commas: `1,204,500`.
  static func read(_ text: String, _ format: NumberFormat) -> Result<String, InputError> {
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
  /// The bounds as a demand. A maximum that nobody meets is not named beside a minimum.
  fileprivate func bounds(isTooLarge: Bool) -> String {
    switch (minimum, maximum) {
    case (let low?, let high?) where high < 1e12:
      "must be between \(Self.text(low)) and \(Self.text(high))"
    case (_, let high?) where isTooLarge: "must be \(Self.text(high)) or less"
    case (let low?, _): "must be \(Self.text(low)) or more"
    default: ""
    }
  }

  private static func text(_ bound: Double) -> String {
    Int64(exactly: bound).map(String.init) ?? String(bound)
  }
}
