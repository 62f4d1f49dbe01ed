// JSON for people: one member per line, nested ones indented.

import VitallyModel

extension JSONValue {
  /// The JSON text line by line, indented by two spaces per level.
  var indentedLines: [String] {
    switch self {
    case .object(let object) where !object.isEmpty:
      Self.enclosed(
        "{", object.members.map { ("\(JSONValue.string($0.key).jsonText): ", $0.value) }, "}")
    case .array(let elements) where !elements.isEmpty:
      Self.enclosed("[", elements.map { ("", $0) }, "]")
    default: [jsonText]
    }
  }

  private static func enclosed(
    _ start: String, _ parts: [(label: String, value: JSONValue)], _ end: String
  ) -> [String] {
    let inner = parts.enumerated().flatMap { index, part -> [String] in
      var lines = part.value.indentedLines
      lines[0] = part.label + lines[0]
      if index < parts.count - 1 { lines[lines.count - 1] += "," }
      return lines.map { "  " + $0 }
    }
    return [start] + inner + [end]
  }
}
