// The preview of a body that is being written: what its reader will see.

import Markup

/// What can be seen beside a body that is being written.
enum BodyNeighbour: Hashable, Sendable {
  /// What its reader will see.
  case preview
  /// The brief of the customer of a call.
  case brief
}

/// The laid-out preview, made anew when the text has changed.
struct BodyPreview: Equatable, Sendable {
  /// How much of a longer text is shown before and after the cursor.
  enum Reach: Equatable, Sendable {
    /// What fits beside the text: it is made anew with every key.
    case near
    /// As much as somebody reads before going on.
    case far

    /// In bytes.
    fileprivate var length: Int { self == .near ? 1_600 : 100_000 }
  }

  private var revision = -1
  private var width = 0
  private var lines: [StyledLine] = []
  private var body: String?
  private var style = BodyStyle()
  /// The part of the text that is shown.
  private var part: Range<TextPosition>?

  /// How many lines it has.
  var lineCount: Int { lines.count }

  /// Makes the preview of a text that is sent in the style of a body.
  mutating func update(
    _ editor: TextEditor, like body: String, width: Int, reach: Reach, _ measure: TextMeasure
  ) {
    if body != self.body { (self.body, style) = (body, MarkdownBody.style(of: body)) }
    let part = editor.part(reaching: reach.length)
    guard editor.revision != revision || width != self.width || part != self.part else { return }
    (revision, self.width, self.part) = (editor.revision, width, part)
    let text = editor.text(in: part)
    lines = MarkdownBody.preview(text, in: style).lines(width: width) { measure.columns($0) }
    if lines.isEmpty { lines = [StyledLine("Nothing to show yet.", .placeholder)] }
  }

  /// So many lines from one on.
  func lines(from top: Int, _ count: Int) -> [StyledLine] {
    Array(lines.dropFirst(max(0, min(top, lines.count - count))).prefix(count))
  }

  /// So many lines around the one that the cursor of the text is at, as far as can be told.
  func lines(_ count: Int, of editor: TextEditor) -> [StyledLine] {
    let share = part.map { editor.share(of: $0) } ?? 0
    return lines(from: Int(share * Double(lines.count)) - count / 2, count)
  }
}
