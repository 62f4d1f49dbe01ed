// Long text against a model that is so simple that it can't be wrong: an array of characters.

import TestSupport
import Testing

@testable import ViewModels

@Suite struct TextEditorModelTests {
  @Test(arguments: 0..<40)
  func `random edits give what a simple model gives`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let width = Int.random(in: 1...12, using: &random)
    var editor = TextEditor(width: width, measure: .wideCharacters)
    var model = TypedText(width: width)
    for _ in 0..<150 {
      change(&editor, &model, &random)
      #expect(Array(editor.text.unicodeScalars) == Array(model.text.unicodeScalars))
      #expect((0..<editor.lineCount).map { String(editor.line($0)) } == model.lines)
      #expect(editor.cursor == model.place)
    }
  }

  @Test(arguments: 0..<20)
  func `undo leads back to the start, whatever was done`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var editor = TextEditor("from the\nstart", width: 7, measure: .wideCharacters)
    var model = TypedText(width: 7)
    for _ in 0..<100 { change(&editor, &model, &random) }
    var revision = -1
    while revision != editor.revision {
      revision = editor.revision
      editor.run(.undo)
    }
    #expect(editor.text == "from the\nstart")
    editor.resize(width: 7)
    let fresh = TextEditor("from the\nstart", width: 7, measure: .wideCharacters)
    #expect((0..<editor.lineCount).map(editor.line) == (0..<fresh.lineCount).map(fresh.line))
  }

  private func change(
    _ editor: inout TextEditor, _ model: inout TypedText, _ random: inout SeededRandom
  ) {
    let pieces = [
      "a", "b", " ", "  ", "\t", "\n", "漢", "e\u{301}", "\u{301}", "👨‍👩‍👧", "🇩🇪", "🇪", "\u{200D}",
      "word ",
      "a longer paste\nof text ", "averylongwordindeed", "漢字漢字漢字", "🇩🇪🇩🇪🇩🇪🇩🇪🇩🇪🇩🇪",
    ]
    switch Int.random(in: 0..<12, using: &random) {
    case 0..<5:
      let piece = pieces.randomElement(using: &random) ?? ""
      editor.insert(piece)
      model.insert(piece)
    case 5: run(.left, &editor) { model.cursor = max(0, model.cursor - 1) }
    case 6:
      for _ in 0..<Int.random(in: 0..<30, using: &random) {
        run(.left, &editor) { model.cursor = max(0, model.cursor - 1) }
      }
    case 7:
      for _ in 0..<Int.random(in: 0..<30, using: &random) {
        run(.right, &editor) {
          model.cursor = min(model.characters.count, model.cursor + 1)
        }
      }
    case 8, 9: run(.deleteBackward, &editor) { model.delete(model.cursor - 1) }
    case 10: run(.deleteForward, &editor) { model.delete(model.cursor) }
    default:
      model.width = Int.random(in: 1...12, using: &random)
      editor.resize(width: model.width)
    }
  }

  private func run(_ command: EditorCommand, _ editor: inout TextEditor, _ onModel: () -> Void) {
    editor.run(command)
    onModel()
  }
}

/// A text as an array of characters, wrapped anew whenever it's asked.
private struct TypedText {
  var characters: [Character] = []
  var cursor = 0
  var width: Int

  init(width: Int) { self.width = width }

  var text: String { String(characters) }

  mutating func insert(_ text: String) {
    join(String(characters[..<cursor]) + text, String(characters[cursor...]))
  }

  mutating func delete(_ index: Int) {
    guard characters.indices.contains(index) else { return }
    join(String(characters[..<index]), String(characters[(index + 1)...]))
  }

  /// The cursor goes between two pieces, or behind the character that they form together.
  private mutating func join(_ before: String, _ after: String) {
    characters = Array(before + after)
    cursor = 0
    var scalars = 0
    while scalars < before.unicodeScalars.count {
      scalars += characters[cursor].unicodeScalars.count
      cursor += 1
    }
  }

  /// Where each wrapped line starts and ends; a line break is of no line.
  var ranges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while true {
      let paragraphEnd = characters[start...].firstIndex(of: "\n") ?? characters.count
      let end = lineEnd(from: start, in: paragraphEnd)
      ranges.append(start..<end)
      if end == characters.count { return ranges }
      start = end == paragraphEnd ? end + 1 : end
    }
  }

  private func lineEnd(from start: Int, in paragraphEnd: Int) -> Int {
    var columns = 0
    var afterBlank: Int?
    for index in start..<paragraphEnd {
      columns += self.columns(characters[index])
      if characters[index] == " " || characters[index] == "\t" {
        afterBlank = index + 1
      } else if columns > width && index > start {
        return afterBlank ?? index
      }
    }
    return paragraphEnd
  }

  var lines: [String] { ranges.map { String(characters[$0]) } }

  var place: (line: Int, column: Int) {
    let line = ranges.lastIndex { $0.lowerBound <= cursor } ?? 0
    let before = characters[ranges[line].lowerBound..<cursor]
    return (line, before.reduce(0) { $0 + columns($1) })
  }

  private func columns(_ character: Character) -> Int {
    TextMeasure.wideCharacters.columns(Substring(String(character)))
  }
}
