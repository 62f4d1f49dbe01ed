// Text without case and accents: what names are searched and ordered by.

import Foundation

extension String {
  /// Lower case without accents.
  var folded: String {
    guard !utf8.allSatisfy({ $0 < 0x80 }) else { return lowercased() }
    return folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
  }

  /// The words of a search, folded.
  var searchWords: [String] {
    folded.split(whereSeparator: \.isWhitespace).map(String.init)
  }

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
