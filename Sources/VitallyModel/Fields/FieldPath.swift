// The name of a field in columns, sorts, filters, drafts and changes.

/// The path to a value in a body: `name`, `assignedTo.name`, or `traits.` and a trait's whole key,
/// dots included.
public struct FieldPath: Hashable, Sendable, Codable, ExpressibleByStringLiteral {
  /// The path as text.
  public var text: String

  /// A path from its text.
  public init(_ text: String) { self.text = text }

  /// A path written in code.
  public init(stringLiteral value: String) { text = value }

  /// The path of a trait.
  public static func trait(_ key: String) -> FieldPath { FieldPath("traits." + key) }

  /// The key of the trait; nil for any other path.
  public var traitKey: String? {
    text.hasPrefix("traits.") ? String(text.dropFirst(7)) : nil
  }

  /// The value in a body; null if something on the path is missing.
  public func value(in body: JSONObject) -> JSONValue {
    if let traitKey { return body["traits"]?.object?[traitKey] ?? .null }
    guard text.contains(".") else { return body[text] ?? .null }
    var value = JSONValue.object(body)
    for key in text.split(separator: ".") {
      value = value.object?[String(key)] ?? .null
    }
    return value
  }

  /// The text of the value in an object.
  func text(in object: JSONValue) -> String? { object.object.flatMap { value(in: $0).text } }
}

// MARK: Parts of lists

extension FieldPath {
  /// A field of one object of a list: `messages.0.from`.
  public static func part(_ field: FieldPath, of list: FieldPath, at index: Int) -> FieldPath {
    FieldPath("\(list.text).\(index).\(field.text)")
  }

  /// The list, the index and the field within it; nil for any other path.
  public var part: (list: FieldPath, index: Int, field: FieldPath)? {
    guard traitKey == nil else { return nil }
    let steps = text.split(separator: ".", maxSplits: 2)
    guard steps.count == 3, let index = Int(steps[1]), index >= 0 else { return nil }
    return (FieldPath(String(steps[0])), index, FieldPath(String(steps[2])))
  }
}
