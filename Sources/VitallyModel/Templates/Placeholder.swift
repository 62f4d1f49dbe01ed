// Finds the names in double braces that stand for values: `{{account.name}}`.

/// A name in double braces, and where it stands.
public struct Placeholder: Hashable, Sendable {
  /// The name, without blanks around it.
  public var name: String
  /// The line, from 0.
  public var line: Int

  /// The name in its braces.
  public var text: String { "{{\(name)}}" }

  /// The most characters between the braces. Longer ones are no name.
  private static let longest = 120

  /// All of a text, in order.
  public static func all(in text: String) -> [Placeholder] {
    var found: [Placeholder] = []
    _ = replacing(in: text) { placeholder in
      found.append(placeholder)
      return nil
    }
    return found
  }

  /// A text with values for names; those without one stay as they are.
  static func replacing(in text: String, _ value: (Placeholder) -> String?) -> String {
    // Most texts have none.
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var result = ""
    var line = 0
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      result += rest[..<open.lowerBound]
      line += rest[..<open.lowerBound].count(where: \.isNewline)
      let inside = rest[open.upperBound...].prefix(longest + 1).prefix {
        $0 != "}" && !$0.isNewline
      }
      // Of three braces the inner two count.
      let isName = inside.count <= longest && !inside.contains("{")
      guard isName, rest[inside.endIndex...].hasPrefix("}}"), !String(inside).trimmed.isEmpty else {
        result.append("{")
        rest = rest[rest.index(after: open.lowerBound)...]
        continue
      }
      let end = rest.index(inside.endIndex, offsetBy: 2)
      let placeholder = Placeholder(name: String(inside).trimmed, line: line)
      result += value(placeholder) ?? String(rest[open.lowerBound..<end])
      rest = rest[end...]
    }
    return result + rest
  }
}
