// The difference between two versions of a long text: the changed lines, as short excerpts around
// the first difference. Equal lines are skipped byte by byte, so that it can be computed on every
// key.

struct TextDifference: Equatable, Sendable {
  /// The old text, empty if something was only added.
  private(set) var old: String
  /// The new text, empty if something was only removed.
  private(set) var new: String
  /// How many lines differ, in the version with more of them.
  private(set) var lineCount: Int

  /// The length of an excerpt, and how much of it comes before the first difference.
  private static let length = 200
  private static let lead = 24

  /// The difference of two texts by their lines; nil when there is none.
  init?(_ old: some BidirectionalCollection<String>, _ new: some BidirectionalCollection<String>) {
    let head = Self.same(old, new)
    let (oldRest, newRest) = (old.dropFirst(head), new.dropFirst(head))
    let tail = Self.same(oldRest.reversed(), newRest.reversed())
    let (oldLines, newLines) = (oldRest.dropLast(tail), newRest.dropLast(tail))
    guard !oldLines.isEmpty || !newLines.isEmpty else { return nil }
    lineCount = max(oldLines.count, newLines.count)
    let same = zip((oldLines.first ?? "").utf8, (newLines.first ?? "").utf8)
      .prefix { $0 == $1 }.count
    self.old = Self.piece(of: oldLines, from: same)
    self.new = Self.piece(of: newLines, from: same)
  }

  /// How many lines are the same in both.
  private static func same(_ old: some Sequence<String>, _ new: some Sequence<String>) -> Int {
    var count = 0
    for (old, new) in zip(old, new) {
      // Equal strings may consist of different scalars, and are sent as such.
      guard old == new, old.utf8.count == new.utf8.count else { break }
      count += 1
    }
    return count
  }

  /// An excerpt of some lines, from a little before an offset in the first of them.
  private static func piece(of lines: some Collection<String>, from offset: Int) -> String {
    guard let first = lines.first else { return "" }
    var start = first.utf8.index(first.startIndex, offsetBy: offset)
    // A character of one version may be the beginning of another one in the other version.
    start = first.index(start, offsetBy: -1, limitedBy: first.startIndex) ?? first.startIndex
    start = first.index(start, offsetBy: -lead, limitedBy: first.startIndex) ?? first.startIndex
    var piece = String(first[start...].prefix(length))
    for line in lines.dropFirst() {
      if piece.utf8.count >= length { break }
      piece += " " + line.prefix(length)
    }
    let words = piece.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (start > first.startIndex ? "…" : "") + words
  }
}
