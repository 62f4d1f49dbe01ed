// A JSON value that preserves the order of keys and the text of numbers.

/// Any JSON value. Vitally's bodies are open-ended, so records contain these instead of typed
/// structures.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as its original text, so that large and decimal numbers keep their precision.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  /// The members of an object; nil for any other value.
  public var object: JSONObject? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements of an array; nil for any other value.
  public var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The text of a string or a number: Vitally sends some ids as either.
  public var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  /// The value of a number, or of a string that contains one.
  public var double: Double? { text.flatMap(Double.init) }

  /// The value of a boolean.
  public var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  /// Whether this is null.
  public var isNull: Bool { self == .null }

  /// Whether there is nothing to show: null, an empty string, an empty list or object.
  public var isBlank: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    case .bool, .number: false
    }
  }
}

/// Null is written `.null`: a bare `nil` would mean a missing value in some places and null in
/// others.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A string value.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number value.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// A boolean value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object with its keys in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
}
