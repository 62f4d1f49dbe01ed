// Numbers as text for people. The original digits are kept where possible.

import VitallyModel

enum NumberText {
  /// A number in its format; the original text if it is not a plain number.
  static func text(_ digits: String, _ format: NumberFormat) -> String {
    guard let number = Double(digits), number.magnitude < 1e15, let decimals = format.decimals
    else { return digits }
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = Int64((number.magnitude * scale).rounded())
    let whole = scaled / Int64(scale)
    let sign = number < 0 && scaled != 0 ? "-" : ""
    let head = sign + (format.isGrouped ? grouped(String(whole)) : String(whole))
    guard decimals > 0 else { return head }
    let rest = String(scaled % Int64(scale))
    return head + "." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  /// A number in so few columns that it has to be rounded: `13.3M`.
  static func compact(_ number: Double) -> String {
    let units: [(Double, String)] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")]
    // What would be rounded up to a thousand of one unit is one of the next.
    guard number.isFinite else { return String(number) }
    guard let (unit, letter) = units.first(where: { number.magnitude >= $0.0 * 0.99995 }) else {
      return String(Int64(number.rounded()))
    }
    guard number.magnitude < 1e15 else { return String(number) }
    let tenths = Int64((number / unit * 10).rounded())
    let isWhole = tenths.magnitude >= 1000 || tenths % 10 == 0
    return (isWhole ? "\(tenths / 10)" : "\(tenths / 10).\(tenths.magnitude % 10)") + letter
  }

  /// A number with one decimal at most: `4.2`, `40`.
  static func short(_ number: Double) -> String {
    let text = text(String(number), NumberFormat(0...10, decimals: 1))
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `1204500` as `1,204,500`.
  static func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  static func grouped(_ number: Int) -> String { grouped(String(number)) }
}

extension Int {
  /// `1 line`, `1,204 lines`.
  func counted(_ noun: String) -> String {
    self == 1 ? "1 \(noun)" : "\(NumberText.grouped(self)) \(noun)s"
  }
}
