// Long text in which one types: what is written, where lines break, how the
// cursor moves.

import Testing

@testable import ViewModels

@Suite struct TextEditorTests {
  @Suite struct Typing {
    @Test func `text goes to the cursor`() {
      var editor = TextEditor("helo", measure: .wideCharacters)
      editor.run(.left)
      editor.insert("l")
      #expect(editor.shown == ["hell|o"])
    }

    @Test func `all kinds of line breaks become one kind`() {
      var editor = TextEditor("a\r\nb", measure: .wideCharacters)
      editor.insert("\rc\r\n\r\nd\n")
      #expect(editor.text == "a\nb\nc\n\nd\n")
      #expect(editor.shown == ["a", "b", "c", "", "d", "|"])
    }

    @Test func `an empty text has one line`() {
      let editor = TextEditor(measure: .wideCharacters)
      #expect(editor.isEmpty)
      #expect(editor.shown == ["|"])
    }

    @Test func `a text of one line break isn't empty`() {
      var editor = TextEditor("\n", measure: .wideCharacters)
      #expect(!editor.isEmpty)
      editor.run(.deleteBackward)
      #expect(editor.isEmpty)
    }

    @Test func `a mark that is typed after its letter becomes one character with it`() {
      var editor = TextEditor("caf", measure: .wideCharacters)
      editor.insert("e")
      editor.insert("\u{301}")
      #expect(editor.text.unicodeScalars.elementsEqual("cafe\u{301}".unicodeScalars))
      #expect(editor.cursor.column == 4)
      editor.run(.deleteBackward)
      #expect(editor.text == "caf")
    }

    @Test func `the cursor steps over an emoji of many parts at once`() {
      var editor = TextEditor("a👨‍👩‍👧b", measure: .wideCharacters)
      editor.run(.left)
      editor.run(.left)
      #expect(editor.shown == ["a|👨‍👩‍👧b"])
      editor.run(.deleteForward)
      #expect(editor.text == "ab")
    }

    @Test func `the cursor is never left inside a character that has just come together`() {
      // Given two halves of a flag with a letter between them
      var editor = TextEditor("🇩x🇪!", measure: .wideCharacters)
      for _ in 0..<2 { editor.run(.left) }

      // When the letter goes, the halves are one flag
      editor.run(.deleteBackward)

      // Then the cursor is behind it
      #expect(editor.shown == ["🇩🇪|!"])
    }

    @Test func `the revision goes up when the text changes and only then`() {
      var editor = TextEditor("ab", measure: .wideCharacters)
      for command in [EditorCommand.left, .home, .killToStart, .deleteBackward, .end] {
        editor.run(command)
      }
      editor.resize(width: 5)
      editor.insert("")
      editor.replace(with: "ab")
      #expect(editor.revision == 0)

      editor.insert("c")
      editor.run(.undo)
      #expect(editor.revision == 2)
    }
  }

  @Suite struct Wrapping {
    @Test(arguments: [
      ("one two three", ["one two ", "three"]),
      ("0123456789", ["0123456789"]),
      ("0123456789 next", ["0123456789 ", "next"]),
      ("0123456789   next", ["0123456789   ", "next"]),
      ("a 0123456789abcde f", ["a ", "0123456789", "abcde f"]),
      ("漢字漢字漢字", ["漢字漢字漢", "字"]),
      ("a漢字漢字漢", ["a漢字漢字", "漢"]),
      ("   0123456789", ["   ", "0123456789"]),
      ("one\n\ntwo", ["one", "", "two"]),
      ("12345678e\u{301}\u{323}x yz", ["12345678e\u{301}\u{323}x ", "yz"]),
      ("no\u{A0}break here", ["no\u{A0}break ", "here"]),
    ])
    func `lines break at blanks, and within words that are too long`(
      text: String, lines: [String]
    ) {
      let editor = TextEditor(text, width: 10, measure: .wideCharacters)
      #expect((0..<editor.lineCount).map { String(editor.line($0)) } == lines)
    }

    @Test func `a line holds at least one character`() {
      let editor = TextEditor("漢字", width: 1, measure: .wideCharacters)
      #expect(editor.shown == ["漢", "字|"])
    }

    @Test func `a word that gets shorter goes back behind the blank before it`() {
      // Given a split word that stands alone, since it doesn't fit behind the blank
      var editor = TextEditor(" 123456789漢", width: 10, measure: .wideCharacters)
      #expect(editor.shown == [" ", "123456789", "漢|"])

      // When its last character is deleted
      editor.run(.deleteBackward)

      // Then all is on one line
      #expect(editor.shown == [" 123456789|"])
    }

    @Test func `another width wraps again and keeps the cursor where it is in the text`() {
      var editor = TextEditor("one two three", width: 10, measure: .wideCharacters)
      editor.run(.left)
      editor.resize(width: 4)
      #expect(editor.shown == ["one ", "two ", "thre", "|e"])
      editor.resize(width: 40)
      #expect(editor.shown == ["one two thre|e"])
    }

    @Test func `the column is counted in cells`() {
      var editor = TextEditor("a漢b", width: 10, measure: .wideCharacters)
      editor.run(.left)
      #expect(editor.cursor == (0, 3))
    }
  }

  @Suite struct Moving {
    @Test(arguments: [
      (EditorCommand.left, ["one two ", "thre|e", "four"]),
      (.right, ["one two ", "three", "|four"]),
      (.wordLeft, ["one two ", "|three", "four"]),
      (.wordRight, ["one two ", "three", "four|"]),
      (.home, ["one two ", "|three", "four"]),
      (.end, ["one two ", "three|", "four"]),
    ])
    func `commands move from the end of the first paragraph`(
      command: EditorCommand, expected: [String]
    ) {
      var editor = TextEditor("one two three", width: 10, measure: .wideCharacters)
      editor.insert("\nfour")
      _ = editor.moveLine(by: -1)
      editor.run(.end)
      editor.run(command)
      #expect(editor.shown == expected)
    }

    @Test func `the end of a wrapped line is before its last blank`() {
      var editor = TextEditor("one two three", width: 10, measure: .wideCharacters)
      editor.moveToStart()
      editor.run(.end)
      #expect(editor.shown == ["one two| ", "three"])
    }

    @Test func `words are found across line breaks`() {
      var editor = TextEditor("one\n\n  two", measure: .wideCharacters)
      for expected in [["one", "", "  |two"], ["|one", "", "  two"], ["|one", "", "  two"]] {
        editor.run(.wordLeft)
        #expect(editor.shown == expected)
      }
      for expected in [["one|", "", "  two"], ["one", "", "  two|"], ["one", "", "  two|"]] {
        editor.run(.wordRight)
        #expect(editor.shown == expected)
      }
    }

    @Test func `going up and down keeps the column over shorter lines`() {
      var editor = TextEditor("abcdef\nab\n漢字漢字", measure: .wideCharacters)
      editor.moveToStart()
      for _ in 0..<5 { editor.run(.right) }
      var columns: [Int] = []
      for distance in [1, 1, -1, -1] {
        _ = editor.moveLine(by: distance)
        columns.append(editor.cursor.column)
      }
      #expect(columns == [2, 4, 2, 5])
    }

    @Test func `another move forgets the column`() {
      var editor = TextEditor("abcdef\nab\nabcdef", measure: .wideCharacters)
      _ = editor.moveLine(by: -1)
      editor.run(.left)
      _ = editor.moveLine(by: -1)
      #expect(editor.shown == ["a|bcdef", "ab", "abcdef"])
    }

    @Test func `the first and the last line are the edges`() {
      // Given two lines with the cursor on the last one
      var editor = TextEditor("one two three", width: 10, measure: .wideCharacters)

      // Then down leads out, and up at most to the first line
      let down = editor.moveLine(by: 1)
      let up = editor.moveLine(by: -7)
      let upAgain = editor.moveLine(by: -1)
      #expect([down, up, upAgain] == [false, true, false])
      #expect(editor.shown == ["one t|wo ", "three"])
    }

    @Test func `start and end are those of the text`() {
      var editor = TextEditor("one\ntwo", measure: .wideCharacters)
      editor.moveToStart()
      #expect(editor.shown == ["|one", "two"])
      editor.moveToEnd()
      #expect(editor.shown == ["one", "two|"])
    }
  }
}

extension TextMeasure {
  /// Marks take no column, emoji and what comes after them and East Asian characters two.
  static let wideCharacters = TextMeasure { text in
    text.unicodeScalars.reduce(0) { columns, scalar in
      switch scalar.value {
      case 0x300..<0x370, 0x200D, 0xFE0F: columns
      case 0x3000..<0xA000, 0x1F300...: columns + 2
      default: columns + 1
      }
    }
  }
}

extension TextEditor {
  /// The wrapped lines, with a bar where the cursor stands.
  var shown: [String] {
    let cursor = cursor
    return (0..<lineCount).map { number in
      let line = line(number)
      if number != cursor.line { return String(line) }
      let before = line.indices.first {
        TextMeasure.wideCharacters.columns(line[..<$0]) == cursor.column
      }
      return line[..<(before ?? line.endIndex)] + "|" + line[(before ?? line.endIndex)...]
    }
  }
}
