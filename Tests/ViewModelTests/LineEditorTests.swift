// The line in which things are typed.

import Testing

@testable import ViewModels

@Suite struct LineEditorTests {
  /// The text with a bar where the cursor stands.
  private func shown(_ editor: LineEditor) -> String {
    let before = editor.textBeforeCursor
    return before + "|" + editor.text.dropFirst(before.count)
  }

  @Test func `typing goes to the cursor`() {
    var editor = LineEditor("helo")
    editor.run(.left)
    editor.insert("l")
    #expect(shown(editor) == "hell|o")
  }

  @Test(arguments: [
    (EditorCommand.home, "|one two  three"), (.wordLeft, "one two  |three"),
    (.killWord, "one two  |"), (.killWordAhead, "one two  three|"), (.killToStart, "|"),
    (.deleteBackward, "one two  thre|"), (.deleteForward, "one two  three|"),
  ])
  func `commands work from the end of the line`(command: EditorCommand, expected: String) {
    var editor = LineEditor("one two  three")
    editor.run(command)
    #expect(shown(editor) == expected)
  }

  @Test(arguments: [
    (EditorCommand.left, "one tw|o"), (.right, "one two|"), (.home, "|one two"),
    (.end, "one two|"), (.wordLeft, "one |two"), (.deleteBackward, "|"), (.deleteForward, "|"),
    (.killToStart, "|"), (.killToEnd, "|"), (.killWord, "one |"),
  ])
  func `moving keeps a selected text, deleting removes it`(
    command: EditorCommand, expected: String
  ) {
    // Given
    var editor = LineEditor("one two")
    editor.selectAll()

    // When
    editor.run(command)

    // Then
    #expect(shown(editor) == expected)
    #expect(!editor.isSelected)
  }

  @Test func `the first letter replaces a selected text, and undo gives it back`() {
    // Given
    var editor = LineEditor("one two")
    editor.selectAll()

    // When
    for letter in ["s", "i", "x"] { editor.insert(letter) }

    // Then
    #expect(shown(editor) == "six|")
    editor.run(.undo)
    editor.run(.undo)
    #expect(editor.text == "one two")
  }

  @Test func `nothing that is pasted replaces nothing`() {
    // Given a selected text with the cursor in it
    var editor = LineEditor("one two")
    editor.run(.wordLeft)
    editor.selectAll()

    // When what is pasted can't be seen, or nothing was cut
    editor.insert("\u{200B}")
    var other = editor
    other.run(.yank)

    // Then the text is there, and still selected until another key
    #expect(editor.text == "one two" && editor.isSelected && other.text == "one two")

    // And cutting takes all of it
    editor.run(.killToEnd)
    #expect(editor.isEmpty && editor.cut == "one two")
  }

  @Test func `an empty line has nothing to select`() {
    var editor = LineEditor()
    editor.selectAll()
    #expect(!editor.isSelected)
  }

  /// Emoji that are typed or pasted: a terminal sends them scalar by scalar.
  static let clusters = ["👨‍👩‍👧‍👦", "🇩🇪", "1️⃣", "❤️‍🔥", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "e\u{301}"]

  @Test(arguments: clusters)
  func `Backspace and undo take a whole character, however many parts it has`(cluster: String) {
    // Given a character that came part by part between two letters
    var editor = LineEditor("az")
    editor.run(.left)
    for scalar in cluster.unicodeScalars { editor.insert(String(scalar)) }
    #expect(Array(editor.text.unicodeScalars) == Array("a\(cluster)z".unicodeScalars))
    #expect(editor.leftOut == 0)

    // Then it goes at once
    var undone = editor
    undone.run(.undo)
    #expect(undone.text == "az")
    editor.run(.deleteBackward)
    #expect(shown(editor) == "a|z")

    // And so it does when it was pasted, from both sides
    editor.insert(cluster)
    editor.run(.left)
    #expect(shown(editor) == "a|\(cluster)z")
    editor.run(.deleteForward)
    #expect(editor.text == "az")
  }

  @Test func `what becomes one character across the cursor is one`() {
    var editor = LineEditor("🇩x🇪!")
    editor.run(.left)
    editor.run(.left)
    editor.run(.deleteBackward)
    #expect(shown(editor) == "🇩🇪|!")
    editor.run(.deleteBackward)
    #expect(editor.text == "!")
  }

  @Test(arguments: [
    ("\u{FEFF}kim@nw.example\u{200B}", "kim@nw.example", 2), ("a\u{A0}b\u{3000}c", "a b c", 2),
    ("a\u{1B}[31mb\u{7}\u{0}", "a[31mb", 3), ("a\u{200D}\u{FE0F}b", "ab", 2),
    ("a\u{202E}b\u{AD}c\u{2060}", "abc", 3), ("one\r\ntwo\tthree", "one two three", 0),
    ("می\u{200C}خواهم ❤️", "می\u{200C}خواهم ❤️", 0), ("Łódź", "Łódź", 0),
  ])
  func `what can't be seen is left out and counted`(typed: String, text: String, leftOut: Int) {
    var editor = LineEditor()
    editor.insert(typed)
    #expect(Array(editor.text.unicodeScalars) == Array(text.unicodeScalars))
    #expect(editor.leftOut == leftOut)
    editor.retype(typed)
    #expect(Array(editor.text.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func `what stood there before keeps what can't be seen`() {
    var editor = LineEditor("Big\u{A0}Acme")
    editor.run(.killWord)
    editor.run(.yank)
    #expect(editor.text.unicodeScalars.contains("\u{A0}"))
  }

  @Test func `the word ahead is cut`() {
    var editor = LineEditor("one two  three")
    for command in [EditorCommand.home, .killWordAhead] { editor.run(command) }
    #expect(shown(editor) == "| two  three")
  }

  @Test func `what was cut comes back, and undo takes back one step at a time`() {
    // Given a word that was cut and put at the start
    var editor = LineEditor("one two")
    for command in [EditorCommand.killWord, .home, .yank] { editor.run(command) }
    #expect(shown(editor) == "two|one ")

    // When all is undone
    editor.run(.undo)
    editor.run(.undo)

    // Then the line is as it was, and one more undo does nothing
    #expect(editor.text == "one two")
    editor.run(.undo)
    #expect(editor.text == "one two")
  }

  @Test func `the cursor moves by what a person sees as a character`() {
    var editor = LineEditor("a👨‍👩‍👧e\u{301}")
    editor.run(.left)
    editor.run(.deleteBackward)
    #expect(editor.text == "ae\u{301}")
  }

  @Test func `a paste is one step, its line breaks are spaces`() {
    var editor = LineEditor()
    editor.insert("one\ntwo\r\nthree")
    #expect(editor.text == "one two three")
    editor.run(.undo)
    #expect(editor.isEmpty)
  }

  @Test func `undo takes back a word of typing at once`() {
    var editor = LineEditor("> ")
    for character in "one two" { editor.insert(String(character)) }
    var steps: [String] = []
    for _ in 1...4 {
      editor.run(.undo)
      steps.append(editor.text)
    }
    #expect(steps == ["> one ", "> one", "> ", "> "])
  }

  @Test func `letters in two places are two steps`() {
    var editor = LineEditor()
    editor.insert("b")
    editor.run(.home)
    editor.insert("a")
    editor.run(.undo)
    #expect(editor.text == "b")
  }

  @Test func `a replaced text is one step, its line breaks are spaces`() {
    var editor = LineEditor("old")
    editor.replace(with: "one\ntwo\r\nthree")
    #expect(shown(editor) == "one two three|")
    editor.run(.undo)
    #expect(editor.text == "old")
  }

  @Test func `the last two hundred steps can be taken back`() {
    var editor = LineEditor()
    for _ in 1...250 { editor.insert("ab") }
    for _ in 1...250 { editor.run(.undo) }
    #expect(editor.text.count == 100)
  }
}
