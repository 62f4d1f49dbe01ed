// Writes a JSON value as compact text.
// Knows nothing of HTTP or of Vitally.

/// Collects the text of a value.
struct JSONWriter {
  private var bytes: [UInt8] = []

  /// The UTF-8 text of a value.
  static func bytes(of value: JSON) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(value)
    return writer.bytes
  }

  /// The text of a value.
  static func text(of value: JSON) -> String {
    String(decoding: bytes(of: value), as: UTF8.self)
  }

  private mutating func write(_ value: JSON) {
    switch value {
    case .null: put("null")
    case .bool(let flag): put(flag ? "true" : "false")
    case .number(let text): put(text)
    case .string(let text): write(text)
    case .array(let items): write(items)
    case .object(let object): write(object)
    }
  }

  private mutating func put(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func write(_ items: [JSON]) {
    put("[")
    for (place, item) in items.enumerated() {
      if place > 0 { put(",") }
      write(item)
    }
    put("]")
  }

  private mutating func write(_ object: JSONObject) {
    put("{")
    for (place, (key, value)) in object.members.enumerated() {
      if place > 0 { put(",") }
      write(key)
      put(":")
      write(value)
    }
    put("}")
  }

  private mutating func write(_ text: String) {
    put("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): put("\\\"")
      case UInt8(ascii: "\\"): put("\\\\")
      case 0x0A: put("\\n")
      case 0..<0x20: put((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    put("\"")
  }
}
