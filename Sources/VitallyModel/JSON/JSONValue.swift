// A JSON value that keeps what it was given: the order of keys and the text of numbers.
// Vitally's bodies are open-ended, so records hold these instead of typed structures.

/// Any JSON value.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as the text that came over the wire, so that big and decimal numbers survive.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  /// The members of an object, nil for any other value.
  public var object: JSONObject? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements of an array, nil for any other value.
  public var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The text of a string or of a number: Vitally sends some ids as either.
  public var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  /// The value of a number, or of a string that holds one.
  public var double: Double? { text.flatMap(Double.init) }

  /// The value of a yes/no.
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

/// Null is written `.null`: a bare `nil` would be taken for a missing value in one place and for a
/// null in another.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A string value.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number value.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// A yes/no value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object, its keys in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
}
