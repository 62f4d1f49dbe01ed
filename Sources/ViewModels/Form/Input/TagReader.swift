// Tags on one line, separated by commas. A tag that contains a comma or a quote is quoted.

import VitallyModel

enum TagReader {
  /// The tags on a line, in order and without duplicates.
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
      // A quote begins a quoted tag only at the start of the tag and if it is closed.
      case "\"" where tag.trimmed.isEmpty && rest.contains("\""): isQuoted = true
      case "," where !isQuoted: end()
      default: tag.append(character)
      }
    }
    end()
    return tags
  }

  /// Writes tags on one line.
  static func text(_ tags: [JSONValue]) -> String {
    tags.compactMap { $0.text ?? $0.jsonText }.map { tag in
      tag.contains(where: { $0 == "," || $0 == "\"" })
        ? "\"\(tag.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
        : tag
    }.joined(separator: ", ")
  }
}
