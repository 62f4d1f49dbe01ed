// Finds what is looked for in the lines of a text, and the line that says most of it.

import VitallyModel

/// The title of a record and the best line of its texts, with what was found marked in both.
struct HitLines {
  let title: MarkedText
  let best: MarkedText

  /// Searches lines, of which the first is the title; nil if something that is looked for is in none.
  init?(_ query: TextQuery, _ lines: [String]) {
    let tokens = lines.map(\.textTokens)
    // A phrase may go on in the next line.
    let owners = tokens.indices.flatMap { line in tokens[line].map { _ in line } }
    let all = tokens.flatMap { $0 }
    var found = lines.map { _ in [Range<String.Index>]() }
    var terms = lines.map { _ in Set<Int>() }
    for (number, term) in query.terms.enumerated() {
      let places = term.places(in: all)
      if places.isEmpty { return nil }
      for place in places.flatMap({ $0..<$0 + term.words.count }) {
        found[owners[place]].append(all[place].range)
        terms[owners[place]].insert(number)
      }
    }
    title = MarkedText(lines[0], found: Self.sorted(found[0]))
    let most = terms.dropFirst().map(\.count).max() ?? 0
    let line = terms.indices.dropFirst().first { terms[$0].count == most }
    best = line.map { Self.excerpt(of: lines[$0], Self.sorted(found[$0])) } ?? MarkedText("")
  }

  private static func sorted(_ ranges: [Range<String.Index>]) -> [Range<String.Index>] {
    ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// No screen shows more of a line, in characters before the first hit and in all.
  private static let (before, longest) = (60, 500)

  /// The part of a line around the first hit.
  private static func excerpt(of line: String, _ found: [Range<String.Index>]) -> MarkedText {
    let first = found.first?.lowerBound ?? line.startIndex
    let start = line.index(first, offsetBy: -before, limitedBy: line.startIndex) ?? line.startIndex
    let end = line.index(start, offsetBy: longest, limitedBy: line.endIndex) ?? line.endIndex
    let shown = found.filter { $0.upperBound <= end }
    var text = MarkedText(String(line[..<end]), found: shown)
    guard start > line.startIndex else { return text }
    // What stands before the first hit is its first part.
    text.parts[0].text = "…" + line[start..<first]
    return text
  }
}
