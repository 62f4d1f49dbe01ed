// A JSON value. Numbers keep their original text, so that big ones lose no digits. Knows nothing
// about HTTP or Vitally.

/// Any JSON value.
enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

extension JSON {
  /// A string, or null.
  static func text(_ value: String?) -> JSON {
    value.map(JSON.string) ?? .null
  }

  /// A whole number, or null.
  static func count(_ value: Int?) -> JSON {
    value.map { .number(String($0)) } ?? .null
  }

  var string: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  var array: [JSON]? {
    guard case .array(let value) = self else { return nil }
    return value
  }

  var object: JSONObject? {
    guard case .object(let value) = self else { return nil }
    return value
  }

  var double: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }

  var int: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  var isNull: Bool { self == .null }

  /// The strings of an array of strings; other items are left out.
  var strings: [String] {
    (array ?? []).compactMap(\.string)
  }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
  init(nilLiteral: ()) { self = .null }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  init(integerLiteral value: Int) { self = .number(String(value)) }
  init(floatLiteral value: Double) { self = .number(String(value)) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
}
