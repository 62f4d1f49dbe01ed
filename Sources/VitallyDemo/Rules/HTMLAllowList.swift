// Filters the HTML of notes and task descriptions down to a dozen tags and a few attributes. The
// text inside other tags stays; scripts and styles are removed entirely. Knows nothing about
// records.

import Foundation

/// Strips HTML down to the tags that Vitally keeps.
struct HTMLAllowList {
  private static let tags: Set<String> = [
    "a", "img", "p", "div", "br", "ul", "ol", "nl", "li", "b", "u", "i", "strong", "em", "code",
  ]
  private static let attributes: [String: Set<String>] = [
    "a": ["href", "name", "target"], "img": ["src", "alt", "width", "height"],
  ]
  private static let silenced: Set<String> = ["script", "style"]

  /// The HTML with only what is on the list. Text without tags is returned unchanged.
  static func strip(_ html: String) -> String {
    var kept = ""
    var rest = html[...]
    while let open = rest.firstIndex(of: "<") {
      kept += rest[..<open]
      rest = rest[open...]
      if rest.hasPrefix("<!--") {
        rest = rest.after("-->")
      } else if let tag = Tag(startOf: rest) {
        kept += tag.keptText
        rest = rest[tag.end...]
        if silenced.contains(tag.name), !tag.isClosing { rest = rest.after("</\(tag.name)") }
      } else {
        kept += "<"
        rest = rest.dropFirst()
      }
    }
    return kept + rest
  }

  /// One tag in the text.
  private struct Tag {
    let name: String
    let isClosing: Bool
    let end: Substring.Index
    private let inner: Substring

    /// Parses a tag that begins with `<`; nil when what follows is not one.
    init?(startOf text: Substring) {
      var body = text.dropFirst()
      isClosing = body.first == "/"
      if isClosing { body = body.dropFirst() }
      let word = body.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      guard let first = word.first, first.isLetter, let close = Self.close(of: body) else {
        return nil
      }
      name = word.lowercased()
      inner = body[word.endIndex..<close]
      end = text.index(after: close)
    }

    /// The `>` that ends a tag: one outside of quotes.
    private static func close(of text: Substring) -> Substring.Index? {
      var quote: Character?
      for index in text.indices {
        let character = text[index]
        if quote == character {
          quote = nil
        } else if quote == nil, character == "\"" || character == "'" {
          quote = character
        } else if quote == nil, character == ">" {
          return index
        }
      }
      return nil
    }

    /// The tag with its allowed attributes, or nothing.
    var keptText: String {
      guard HTMLAllowList.tags.contains(name) else { return "" }
      if isClosing { return "</\(name)>" }
      let allowed = HTMLAllowList.attributes[name, default: []]
      let kept = attributes.filter { allowed.contains($0.name) && $0.isHarmless }
      let isVoid = inner.last == "/"
      return "<" + name + kept.map { " \($0.name)=\"\($0.value)\"" }.joined()
        + (isVoid ? " />" : ">")
    }

    private struct Attribute {
      var name: String
      var value: String
      var isHarmless: Bool { !value.lowercased().hasPrefix("javascript:") }
    }

    private var attributes: [Attribute] {
      inner.matches(of: /([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/).map { match in
        let value = String(match.2 ?? match.3 ?? match.4 ?? "")
        return Attribute(name: match.1.lowercased(), value: value.replacing("\"", with: "&quot;"))
      }
    }
  }
}

extension Substring {
  /// The text after the first occurrence of a mark, in any case, up to and including its `>`.
  fileprivate func after(_ mark: String) -> Substring {
    guard let found = range(of: mark, options: .caseInsensitive) else { return self[endIndex...] }
    if mark.hasSuffix(">") { return self[found.upperBound...] }
    guard let close = self[found.upperBound...].firstIndex(of: ">") else {
      return self[endIndex...]
    }
    return self[index(after: close)...]
  }
}
