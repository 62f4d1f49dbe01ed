// Patterns for SQL's LIKE. The search text is folded first, see `String.folded`.

extension String {
  /// A `LIKE` pattern that finds this text anywhere; its own wildcards are escaped by `\`.
  var likePattern: String { "%\(likeEscaped)%" }

  /// The text with the wildcards of `LIKE` escaped by `\`.
  var likeEscaped: String {
    var escaped = ""
    for character in self {
      if "%_\\".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}
