// What the preview beside a long text shows: the surroundings of the cursor, and no more.

import Markup
import Testing

@testable import ViewModels

@Suite struct BodyPreviewTests {
  private static let measure = TextMeasure { $0.count }

  /// The preview of a text whose cursor is so many lines above its end.
  private static func preview(
    _ text: String, up lines: Int, _ reach: BodyPreview.Reach = .near
  ) -> (preview: BodyPreview, shown: [String]) {
    var editor = TextEditor(text, width: 50, measure: measure)
    _ = editor.moveLine(by: -lines)
    var preview = BodyPreview()
    preview.update(editor, like: "", width: 50, reach: reach, measure)
    return (preview, preview.lines(30, of: editor).map(\.text))
  }

  @Test(arguments: [0, 1, 40, 2_500, 4_998, 4_999])
  func `the preview of many lines shows the line with the cursor, and costs no more than near it`(
    up: Int
  ) {
    let text = (1...5_000).map { "- line \($0)." }.joined(separator: "\n")
    let (preview, shown) = Self.preview(text, up: up)
    #expect(shown.contains { $0.hasSuffix("line \(5_000 - up).") }, "\(shown)")
    #expect(preview.lineCount < 1_000)
  }

  @Test(arguments: [0, 300, 1_000])
  func `so does that of one very long line`(up: Int) {
    let words = (1...10_000).map { "word\($0)" }
    let editor = TextEditor(words.joined(separator: " "), width: 50, measure: Self.measure)
    let line = editor.line(editor.lineCount - 1 - up)
    let (preview, shown) = Self.preview(editor.text, up: up)
    let word = line.split(separator: " ")[0]
    #expect(shown.joined(separator: " ").contains(word), "\(word): \(shown)")
    #expect(preview.lineCount < 200)
  }

  @Test func `an inner list begins with its outer item, so that it is shown as one`() {
    let inner = (1...90).map { "    - item \($0) of the inner list, with more words" }
    let text = "- top\n  - middle\n" + inner.joined(separator: "\n")
    let (_, shown) = Self.preview(text, up: 30)
    #expect(shown.allSatisfy { $0.contains("• item") || $0.hasPrefix("      ") }, "\(shown)")
  }

  @Test func `read in the place of the text, the preview has all of it`() {
    let text = (1...2_000).map { "line \($0)" }.joined(separator: "\n")
    let (preview, _) = Self.preview(text, up: 1_000, .far)
    #expect(preview.lineCount == 2_000)
  }
}
