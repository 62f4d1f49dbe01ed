// Joins two changes of a long text: one without markup by its lines, one in HTML by what a reader
// sees as lines, or by whole items, paragraphs and lists where lines would tear elements apart.

import Markup
import VitallyModel

/// Two changes of a long text, joined.
public struct BodyMerge: Equatable, Sendable {
  /// The parts of the text.
  let merge: LineMerge
  private let isHTML: Bool

  /// Joins two changes of a text.
  init(base: String, mine: String, theirs: String, isHTML: Bool) {
    self.isHTML = isHTML
    merge =
      isHTML
      ? Self.ofHTML(base: base, mine: mine, theirs: theirs)
      : .ofPlainText(base: base, mine: mine, theirs: theirs)
  }

  /// The HTML that has both changes; nil if they clash.
  public static func mergedHTML(base: String, mine: String, theirs: String) -> String? {
    BodyMerge(base: base, mine: mine, theirs: theirs, isHTML: true).merged
  }

  /// The text with both changes; nil if they clash.
  var merged: String? { merge.lines.map(text) }

  /// The clashes, with some lines right above and below each.
  var places: [(clash: LineMerge.Clash, above: [String], below: [String])] {
    merge.parts.enumerated().compactMap { index, part in
      guard case .clash(let clash) = part else { return nil }
      let above = index > 0 ? merge.parts[index - 1].clear : []
      let below = index + 1 < merge.parts.count ? merge.parts[index + 1].clear : []
      return (clash, Array(above.suffix(Self.context)), Array(below.prefix(Self.context)))
    }
  }

  /// How many lines are shown around a clash; in HTML tags are lines of their own.
  private static let context = 8

  /// The text with the chosen lines of each clash, which has this number.
  func text(choosing choose: (Int, LineMerge.Clash) -> [String]) -> String {
    text(merge.lines(choosing: choose))
  }

  /// Lines as a text.
  func text(_ lines: [String]) -> String { lines.joined(separator: isHTML ? "" : "\n") }

  private static func ofHTML(base: String, mine: String, theirs: String) -> LineMerge {
    let isSound = [base, mine, theirs].allSatisfy(BodyLines.isSound)
    if isSound {
      for size in BodyLines.Size.allCases {
        let lines = { BodyLines.lines(of: $0, by: size) }
        let merge = LineMerge(
          base: lines(base), mine: lines(mine), theirs: lines(theirs), key: BodyLines.key)
        if isSafe(merge) { return merge }
      }
    }
    // As one line, since what would be cut apart can't be told.
    return LineMerge(base: [base], mine: [mine], theirs: [theirs], key: BodyLines.key)
  }

  /// Whether the text is sound whatever is chosen. Then each version of a clash has to be sound by
  /// itself, as both may be taken.
  private static func isSafe(_ merge: LineMerge) -> Bool {
    let clashes = merge.clashes
    let isWhole = clashes.allSatisfy { clash in
      [clash.base, clash.mine, clash.theirs].allSatisfy { BodyLines.isClosed($0.joined()) }
    }
    let versions = [\LineMerge.Clash.base, \.mine, \.theirs]
    return isWhole
      && (clashes.isEmpty ? [versions[0]] : versions).allSatisfy { version in
        BodyLines.isSound(merge.lines { $1[keyPath: version] }.joined())
      }
  }
}

extension LineMerge.Part {
  /// Its lines, if they are clear.
  fileprivate var clear: ArraySlice<String> {
    if case .lines(let lines) = self { lines[...] } else { [] }
  }
}
