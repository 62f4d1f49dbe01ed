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
  /// Of a longer text only this many typed lines before and after the cursor are shown.
  private static let reach = 150

  private var revision = -1
  private var width = 0
  private var paragraph = 0
  private var lines: [StyledLine] = []
  /// The part of the text that is shown, in typed lines.
  private var shown = 0..<0

  /// How many lines it has.
  var lineCount: Int { lines.count }

  /// Makes the preview of a text.
  mutating func update(_ editor: TextEditor, like body: String, width: Int, _ measure: TextMeasure)
  {
    let count = editor.paragraphCount
    let isWhole = count <= 2 * Self.reach
    let paragraph = isWhole ? 0 : editor.cursorParagraph
    guard editor.revision != revision || width != self.width || paragraph != self.paragraph else {
      return
    }
    (revision, self.width, self.paragraph) = (editor.revision, width, paragraph)
    shown = max(0, paragraph - Self.reach)..<min(count, paragraph + Self.reach)
    if isWhole { shown = 0..<count }
    let text = editor.typedLines.dropFirst(shown.lowerBound).prefix(shown.count)
      .joined(separator: "\n")
    lines = MarkdownBody.preview(text, like: body).lines(width: width) { measure.columns($0) }
    if lines.isEmpty { lines = [StyledLine("Nothing to show yet.", .placeholder)] }
  }

  /// So many lines from one on.
  func lines(from top: Int, _ count: Int) -> [StyledLine] {
    Array(lines.dropFirst(max(0, min(top, lines.count - count))).prefix(count))
  }

  /// So many lines around the one that the cursor of the text is at, as far as can be told.
  func lines(_ count: Int, of editor: TextEditor) -> [StyledLine] {
    let before = editor.cursorParagraph - shown.lowerBound
    let place = shown.isEmpty ? 0 : lines.count * before / shown.count
    return lines(from: place - count / 2, count)
  }
}
