// The start of a line that is an item of a Markdown list: its blanks, marker and check box.

/// The marker of an item, as typed.
struct ListItem: Equatable {
  /// The kind of a list.
  enum Kind: Equatable {
    /// A sign such as `-`.
    case bullet(Character)
    /// A number, and the sign after it.
    case number(Int, Character)
  }

  /// The blanks before the marker, in columns.
  var indent: Int
  /// The marker.
  var kind: Kind
  /// Whether it has a check box.
  var hasBox: Bool
  /// Where its text starts, as a UTF-8 offset in the line.
  let textStart: Int
  /// Whether there is no text after the marker.
  let isEmpty: Bool

  /// Reads the start of a line; nil if it is not an item.
  init?(_ line: String) {
    let blanks = line.prefix { $0 == " " }
    var rest = line[blanks.endIndex...]
    indent = blanks.count
    if let sign = rest.first, "-*+".contains(sign) {
      kind = .bullet(sign)
      rest = rest.dropFirst()
    } else {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard digits.count <= 9, let number = Int(digits), let sign = rest[digits.endIndex...].first,
        sign == "." || sign == ")"
      else { return nil }
      kind = .number(number, sign)
      rest = rest[digits.endIndex...].dropFirst()
    }
    guard rest.first == " " else { return nil }
    rest = rest.dropFirst()
    let box = rest.prefix(4).lowercased()
    hasBox = ["[ ] ", "[x] ", "[ ]", "[x]"].contains(box)
    if hasBox { rest = rest.dropFirst(box.count) }
    textStart = line.utf8.distance(from: line.startIndex, to: rest.startIndex)
    isEmpty = rest.allSatisfy(\.isWhitespace)
  }

  /// The blanks, the marker and an empty check box, if it has one.
  var marker: String {
    let sign =
      switch kind {
      case .bullet(let sign): String(sign)
      case .number(let number, let sign): "\(number)\(sign)"
      }
    return String(repeating: " ", count: indent) + sign + " " + (hasBox ? "[ ] " : "")
  }

  /// The item that follows it.
  var next: ListItem {
    var next = self
    if case .number(let number, let sign) = kind { next.kind = .number(number + 1, sign) }
    return next
  }

  /// The column at which an item of a list inside of it begins.
  func textStart(in marker: String) -> Int { marker.count - (hasBox ? 4 : 0) }

  /// Gives it the number after another item, or the first one.
  mutating func renumber(after sibling: ListItem?) {
    guard case .number(_, let sign) = kind else { return }
    kind = .number(1, sign)
    if case .number(let before, _)? = sibling?.kind { kind = .number(before + 1, sign) }
  }
}
