// A small, fast JSON parser that tolerates errors which would otherwise lose a whole page.

/// Why a text is not JSON, and where.
public struct JSONError: Error, Equatable, Sendable {
  /// What was expected or found.
  public var reason: String
  /// The offset in bytes from the start.
  public var offset: Int
}

/// A JSON parser over one buffer of UTF-8. Tolerates a byte order mark, raw control characters in
/// strings, lone surrogates and invalid UTF-8.
public struct JSONReader {
  /// Deeper nesting is refused, to protect the call stack.
  static let depthLimit = 500

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var depth = 0

  /// Reads one value from UTF-8 bytes; anything but white space after it is an error.
  public static func read(_ bytes: some Collection<UInt8>) throws(JSONError) -> JSONValue {
    let result: Result<JSONValue, JSONError>? = bytes.withContiguousStorageIfAvailable {
      readResult($0)
    }
    if let result { return try result.get() }
    return try Array(bytes).withUnsafeBufferPointer { readResult($0) }.get()
  }

  /// Reads one value from text.
  public static func read(_ text: String) throws(JSONError) -> JSONValue {
    try read(text.utf8)
  }

  private static func readResult(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<JSONValue, JSONError> {
    var reader = JSONReader(bytes: bytes)
    do throws(JSONError) {
      return .success(try reader.document())
    } catch {
      return .failure(error)
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func document() throws(JSONError) -> JSONValue {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
    let value = try value()
    skipSpace()
    guard at == bytes.count else { throw failure("text after the end") }
    return value
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipSpace()
    guard at < bytes.count else { throw failure("the text ends too early") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object() throws(JSONError) -> JSONObject {
    try enter()
    defer { depth -= 1 }
    var members: [(String, JSONValue)] = []
    if skip(UInt8(ascii: "}")) { return JSONObject() }
    repeat {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw failure("a key is missing")
      }
      let key = try string()
      guard skip(UInt8(ascii: ":")) else { throw failure("a colon is missing") }
      members.append((key, try value()))
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "}")) else { throw failure("an object is not closed") }
    return Set(members.map(\.0)).count == members.count
      ? JSONObject(distinct: members.map { JSONObject.Member(key: $0.0, value: $0.1) })
      : JSONObject(members)
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    try enter()
    defer { depth -= 1 }
    var elements: [JSONValue] = []
    if skip(UInt8(ascii: "]")) { return [] }
    repeat { elements.append(try value()) } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "]")) else { throw failure("a list is not closed") }
    return elements
  }

  private mutating func enter() throws(JSONError) {
    at += 1
    depth += 1
    guard depth <= Self.depthLimit else { throw failure("nested too deeply") }
  }

  private mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") {
      at += 1
    }
    guard at < bytes.count else { throw failure("a string is not closed") }
    if bytes[at] == UInt8(ascii: "\"") {
      defer { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }
    return try escapedString(from: start)
  }

  /// The slow path: `at` is at the first backslash.
  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard at < bytes.count else { break }
      let letter = bytes[at]
      at += 1
      switch letter {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "u"): text.append(contentsOf: String(try unicodeEscape()).utf8)
      default: text.append(letter)
      }
    }
    throw failure("a string is not closed")
  }

  /// One `\uXXXX`, or two that form a surrogate pair; a lone surrogate becomes U+FFFD.
  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if (0xD800..<0xDC00).contains(first), at + 1 < bytes.count,
      bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
    {
      let back = at
      at += 2
      let second = try fourHexDigits()
      if (0xDC00..<0xE000).contains(second) {
        let joined = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        return Unicode.Scalar(joined) ?? "\u{FFFD}"
      }
      at = back
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    guard at + 4 <= bytes.count else { throw failure("a \\u escape is cut off") }
    var code: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("a \\u escape is not four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
    }
    at += 4
    return code
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = at
    while at < bytes.count, Self.isNumberByte(bytes[at]) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard Double(text) != nil else {
      at = start
      throw failure("a value is expected")
    }
    return .number(text)
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError)
    -> JSONValue
  {
    let length = word.utf8CodeUnitCount
    guard at + length <= bytes.count,
      (0..<length).allSatisfy({ bytes[at + $0] == word.utf8Start[$0] })
    else { throw failure("a value is expected") }
    at += length
    return value
  }

  private mutating func skipSpace() {
    while at < bytes.count,
      bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09
    { at += 1 }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private func failure(_ reason: String) -> JSONError { JSONError(reason: reason, offset: at) }
}
