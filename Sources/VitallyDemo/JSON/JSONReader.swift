// Parses JSON text (RFC 8259). Rejects anything else, and nesting deeper than 200. Knows nothing
// about HTTP or Vitally.

/// A one-pass JSON reader.
struct JSONReader {
  /// The text is not JSON; `offset` is the byte where that was noticed.
  struct Malformed: Error {
    let offset: Int
  }

  private static let deepest = 200
  private let bytes: [UInt8]
  private var place = 0

  /// The value of a whole text.
  static func value(of bytes: [UInt8]) throws(Malformed) -> JSON {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw reader.malformed }
    return value
  }

  /// The value of a whole text.
  static func value(of text: String) throws(Malformed) -> JSON {
    try value(of: Array(text.utf8))
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var malformed: Malformed { Malformed(offset: place) }
  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
      place += 1
    }
  }

  private mutating func take(_ byte: Character) -> Bool {
    guard next == byte.asciiValue else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Malformed) -> JSON {
    guard depth < Self.deepest else { throw malformed }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws(Malformed) -> JSON {
    guard bytes[place...].starts(with: word.utf8) else { throw malformed }
    place += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(Malformed) -> JSON {
    var object = JSONObject()
    place += 1
    skipSpace()
    if take("}") { return .object(object) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw malformed }
      let key = try string()
      skipSpace()
      guard take(":") else { throw malformed }
      object[key] = try value(depth: depth + 1)
      skipSpace()
    } while take(",")
    guard take("}") else { throw malformed }
    return .object(object)
  }

  private mutating func array(depth: Int) throws(Malformed) -> JSON {
    var items: [JSON] = []
    place += 1
    skipSpace()
    if take("]") { return .array(items) }
    repeat {
      items.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw malformed }
    return .array(items)
  }

  private mutating func number() throws(Malformed) -> String {
    let start = place
    _ = take("-")
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[place - whole] != UInt8(ascii: "0") else {
      throw malformed
    }
    if take("."), digits() == 0 { throw malformed }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      guard digits() > 0 else { throw malformed }
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// Skips digits and returns how many there were.
  private mutating func digits() -> Int {
    let start = place
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      place += 1
    }
    return place - start
  }

  private mutating func string() throws(Malformed) -> String {
    var text: [UInt8] = []
    place += 1
    while let byte = next {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text.append(contentsOf: try escape())
      case 0..<0x20: throw malformed
      default: text.append(byte)
      }
    }
    throw malformed
  }

  private mutating func escape() throws(Malformed) -> [UInt8] {
    guard let byte = next else { throw malformed }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "u"): return Array(String(try escapedScalar()).utf8)
    default: throw malformed
    }
  }

  /// The scalar of a `\u` escape, or of two that are a surrogate pair. Half a pair becomes U+FFFD.
  private mutating func escapedScalar() throws(Malformed) -> Unicode.Scalar {
    let first = try hex4()
    guard 0xD800..<0xDC00 ~= first, bytes[place...].starts(with: "\\u".utf8) else {
      return Unicode.Scalar(first) ?? "\u{FFFD}"
    }
    let after = place
    place += 2
    let second = try hex4()
    guard 0xDC00..<0xE000 ~= second else {
      place = after
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hex4() throws(Malformed) -> UInt32 {
    guard place + 4 <= bytes.count,
      bytes[place..<place + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw malformed }
    place += 4
    return value
  }
}
