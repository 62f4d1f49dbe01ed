// Edits to filter lines as text: a term is put in or taken out, everything else stays as typed.

/// A filter line as text.
public struct FilterLine: Hashable, Sendable {
  /// The line.
  public var text: String

  /// A line, as typed.
  public init(_ text: String) { self.text = text }

  /// Whether a term stands in the line, outside of all combinations.
  public func has(_ term: String) -> Bool { place(of: term) != nil }

  /// The line without a term if it has it, and with it otherwise; nil if the line can't be read.
  public func toggling(_ term: String) -> FilterLine? {
    if let place = place(of: term) { return without(place) }
    guard let tree = try? FilterParser.parse(text) else { return nil }
    // Beside an “or”, the term would only be about its last part.
    let rest = if case .any = tree { "(\(text.trimmed))" } else { text.trimmed }
    return FilterLine(rest.isEmpty ? term : "\(rest) \(term)")
  }

  /// The line without what stands in some place.
  public func without(_ place: Range<Int>) -> FilterLine {
    let head = String(text.prefix(place.lowerBound)).trimmed
    let tail = String(text.dropFirst(place.upperBound)).trimmed
    return FilterLine((head + " " + tail).trimmed)
  }

  private func place(of term: String) -> Range<Int>? {
    guard let tree = try? FilterParser.parse(text) else { return nil }
    let parts = if case .all(let parts) = tree { parts } else { [tree] }
    let characters = Array(text)
    return parts.lazy.compactMap(\.termPlace).first { place in
      String(characters[place]).folded == term.folded
        && !Self.isInside(characters[..<place.lowerBound])
    }
  }

  /// Whether what follows some text stands in parentheses.
  private static func isInside(_ head: ArraySlice<Character>) -> Bool {
    var (depth, isQuoted) = (0, false)
    for character in head {
      switch character {
      case "\"": isQuoted.toggle()
      case "(" where !isQuoted: depth += 1
      case ")" where !isQuoted: depth -= 1
      default: break
      }
    }
    return depth > 0
  }
}

extension FilterSyntax {
  /// Where a term stands; nil for anything else.
  fileprivate var termPlace: Range<Int>? {
    if case .term(let term) = self { term.place } else { nil }
  }
}
