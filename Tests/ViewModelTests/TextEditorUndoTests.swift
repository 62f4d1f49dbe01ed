// Long text that is cut, put back and taken back.

import Testing

@testable import ViewModels

extension TextEditorTests {
  @Suite struct Cutting {
    @Test func `what is cut to the end of a paragraph comes back`() {
      // Given a wrapped paragraph with the cursor in its first line
      var editor = TextEditor("one two three\nfour", width: 10, measure: .wideCharacters)
      editor.moveToStart()
      editor.run(.wordRight)

      // When its end is cut and put in at the end of the text
      editor.run(.killToEnd)
      #expect(editor.shown == ["one|", "four"])
      editor.moveToEnd()
      editor.run(.yank)

      // Then it stands there, and is still in the cut buffer
      #expect(editor.text == "one\nfour two three")
      #expect(editor.cut == " two three")
    }

    @Test func `cutting at the end of a paragraph joins the next one`() {
      var editor = TextEditor("one\ntwo", measure: .wideCharacters)
      editor.moveToStart()
      for _ in 0..<2 { editor.run(.killToEnd) }
      #expect(editor.shown == ["|two"])
      #expect(editor.cut == "\n")
    }

    @Test func `cutting to the start stays in the paragraph`() {
      var editor = TextEditor("one\ntwo", measure: .wideCharacters)
      for _ in 0..<2 { editor.run(.killToStart) }
      #expect(editor.shown == ["one", "|"])
      #expect(editor.cut == "two")
    }

    @Test func `a word is cut with the line break behind it`() {
      var editor = TextEditor("one two\n", measure: .wideCharacters)
      editor.run(.killWord)
      #expect(editor.shown == ["one |"])
      #expect(editor.cut == "two\n")
    }

    @Test func `what another field cut can be put in`() {
      var line = LineEditor("moved")
      line.run(.killToStart)
      var editor = TextEditor(measure: .wideCharacters)
      editor.cut = line.cut
      editor.run(.yank)
      #expect(editor.shown == ["moved|"])
    }
  }

  @Suite struct Undoing {
    /// The texts that undo goes back through.
    private func texts(undoing editor: TextEditor) -> [String] {
      var editor = editor
      var texts: [String] = []
      while texts.last != editor.text {
        texts.append(editor.text)
        editor.run(.undo)
      }
      return texts
    }

    private func typed(_ text: String) -> TextEditor {
      var editor = TextEditor(measure: .wideCharacters)
      for character in text { editor.insert(String(character)) }
      return editor
    }

    @Test func `words are taken back one by one, with the blanks behind them`() {
      #expect(
        texts(undoing: typed("one two  three"))
          == ["one two  three", "one two  ", "one ", ""])
    }

    @Test func `a line break is a step of its own`() {
      #expect(texts(undoing: typed("one\ntwo")) == ["one\ntwo", "one\n", "one", ""])
    }

    @Test func `a move ends a step`() {
      var editor = typed("ab")
      editor.run(.left)
      editor.run(.right)
      editor.insert("c")
      #expect(texts(undoing: editor) == ["abc", "ab", ""])
    }

    @Test func `deletes in a row are one step in both directions`() {
      var editor = TextEditor("one two three", measure: .wideCharacters)
      for _ in 0..<6 { editor.run(.left) }
      for _ in 0..<2 { editor.run(.deleteBackward) }
      for _ in 0..<2 { editor.run(.deleteForward) }
      #expect(texts(undoing: editor) == ["one three", "one two three"])
    }

    @Test func `a paste, a cut and a replaced text are one step each`() {
      var editor = typed("a ")
      editor.insert("two\nlines")
      editor.run(.killWord)
      editor.run(.yank)
      editor.run(.yank)
      editor.replace(with: "new")
      #expect(
        texts(undoing: editor) == [
          "new", "a two\nlineslines", "a two\nlines", "a two\n", "a two\nlines", "a ", "",
        ])
    }

    @Test func `the cursor goes back to where it was`() {
      var editor = TextEditor("one two", measure: .wideCharacters)
      editor.moveToStart()
      editor.run(.right)
      editor.replace(with: "x")
      #expect(editor.shown == ["x|"])
      editor.run(.undo)
      #expect(editor.shown == ["o|ne two"])
    }

    @Test func `what is typed after an undo is a new step`() {
      var editor = typed("one two")
      editor.run(.undo)
      editor.insert("x")
      #expect(texts(undoing: editor) == ["one x", "one ", ""])
    }

    @Test func `a mark that joined a letter is taken back with it`() {
      var editor = TextEditor("e", measure: .wideCharacters)
      editor.insert("\u{301}")
      editor.run(.undo)
      #expect(editor.shown == ["e|"])
    }
  }
}
