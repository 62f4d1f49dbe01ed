// Tags as a line: separated by commas. A tag that holds a comma or a quote stands in quotes.

import VitallyModel

enum TagReader {
  /// The tags of a line, each once, in order.
  static func read(_ text: String) -> [String] {
    var tags: [String] = []
    var tag = ""
    var isQuoted = false
    func end() {
      let trimmed = tag.trimmed
      if !trimmed.isEmpty, !tags.contains(trimmed) { tags.append(trimmed) }
      tag = ""
    }
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"": tag.append(rest.removeFirst())
      case "\"" where isQuoted: isQuoted = false
      // A quote begins a quoted tag only where it is the first of it and is closed again.
      case "\"" where tag.trimmed.isEmpty && rest.contains("\""): isQuoted = true
      case "," where !isQuoted: end()
      default: tag.append(character)
      }
    }
    end()
    return tags
  }

  /// Tags as a line.
  static func text(_ tags: [JSONValue]) -> String {
    tags.compactMap { $0.text ?? $0.jsonText }.map { tag in
      tag.contains(where: { $0 == "," || $0 == "\"" })
        ? "\"\(tag.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
        : tag
    }.joined(separator: ", ")
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    let head = drop { $0.isWhitespace }
    return String(head.reversed().drop { $0.isWhitespace }.reversed())
  }
}
