// An editable long text: wrapped lines, a cursor and undo. The cursor moves by grapheme clusters;
// the text is kept exactly as typed.

/// Long text with a cursor, word wrap, undo and a cut buffer.
public struct TextEditor: Equatable, Sendable {
  private(set) var wrapped: WrappedText
  private(set) var position: TextPosition
  private var history = EditHistory()
  /// The column that the cursor keeps while it moves up and down.
  private var wishedColumn: Int?

  /// Increases with every change of the text.
  public private(set) var revision = 0

  /// How many characters that are not text were left out of what was typed or pasted last.
  public private(set) var leftOut = 0

  /// The text cut last; a form carries it from field to field.
  public var cut = ""

  /// Creates a text wrapped at a width in columns, with the cursor at its end.
  public init(_ text: String = "", width: Int = 60, measure: TextMeasure) {
    let breaker = LineBreaker(width: max(1, width), measure: measure)
    wrapped = WrappedText(Self.withPlainLineBreaks(text), breaker: breaker)
    position = wrapped.end
  }

  /// The whole text as typed; its line breaks are "\n".
  public var text: String { wrapped.text }

  /// Whether it is empty.
  public var isEmpty: Bool { wrapped.isEmpty }

  /// The number of wrapped lines; at least one.
  public var lineCount: Int { wrapped.lineCount }

  /// The text of a wrapped line, without its line break but with trailing spaces. The number ranges
  /// from 0 to below `lineCount`.
  public func line(_ number: Int) -> Substring { wrapped.line(number) }

  /// The wrapped line and the column of the cursor. At the end of a full line, and among spaces
  /// that hang over the edge, the column is the width or more.
  public var cursor: (line: Int, column: Int) {
    (wrapped.line(of: position), wrapped.column(of: position))
  }

  /// The number of lines as typed, regardless of wrapping.
  public var paragraphCount: Int { wrapped.paragraphs.count }

  /// The lines as typed.
  var typedLines: some BidirectionalCollection<String> { wrapped.paragraphs.lazy.map(\.text) }

  /// The text before the cursor in its typed line.
  var textBeforeCursor: Substring { wrapped.paragraphs[position.paragraph][0..<position.offset] }

  /// The width at which it wraps, in columns.
  var width: Int { wrapped.width }

  /// Wraps at another width in columns.
  public mutating func resize(width: Int) {
    let width = max(1, width)
    if width == wrapped.width { return }
    wrapped.width = width
    wishedColumn = nil
  }

  /// Inserts text at the cursor. A single character continues the last undo step while a word is
  /// typed; several are a step of their own. "\r\n" and "\r" become "\n".
  public mutating func insert(_ text: String) {
    let typed = TypedText(prose: text)
    leftOut = typed.leftOut
    let text = Self.withPlainLineBreaks(typed.text)
    var kind = Edit.Kind.other
    if let character = text.first, text.dropFirst().isEmpty, character != "\n" {
      kind = .typing(isBlank: character.isWhitespace)
    }
    edit(position..<position, with: text, as: kind)
  }

  /// Replaces the whole text in one undo step; the cursor goes to its end.
  public mutating func replace(with text: String) {
    edit(wrapped.start..<wrapped.end, with: Self.withPlainLineBreaks(text))
  }

  /// Runs an editing command. Home and End refer to the wrapped line; cuts reach to the start or
  /// end of the paragraph.
  public mutating func run(_ command: EditorCommand) {
    switch command {
    case .left: move(to: wrapped.position(before: position) ?? position)
    case .right: move(to: wrapped.position(after: position) ?? position)
    case .wordLeft: move(to: wrapped.wordStart(before: position))
    case .wordRight: move(to: wrapped.wordEnd(after: position))
    case .home: move(to: wrapped.lineStart(cursor.line))
    case .end: move(to: wrapped.lineEnd(cursor.line))
    case .textStart: moveToStart()
    case .textEnd: moveToEnd()
    case .deleteBackward: delete(to: wrapped.position(before: position))
    case .deleteForward: delete(to: wrapped.position(after: position))
    case .killToEnd: cut(to: endToCut)
    case .killToStart: cut(to: wrapped.paragraphStart(position))
    case .killWord: cut(to: wrapped.wordStart(before: position))
    case .killWordAhead: cut(to: wrapped.wordEnd(after: position))
    case .yank: edit(position..<position, with: Self.withPlainLineBreaks(cut))
    case .undo: undo()
    }
  }
}

/// Lists.
extension TextEditor {
  /// Begins a new line. In a list it begins the next item; in an empty item it ends the list, or
  /// goes back to the outer one.
  mutating func breakLine() {
    guard let item = ListItem(wrapped.paragraphs[position.paragraph].text),
      position.offset >= item.textStart
    else { return insert("\n") }
    guard item.isEmpty else {
      return edit(position..<position, with: "\n" + item.next.marker)
    }
    if !shiftItem(by: -1) { edit(itemRange(item), with: "") }
  }

  /// Moves the item under the cursor a level in or out, if the cursor is before its first letter.
  /// False when there is no such item, or nowhere to move it.
  mutating func shiftItem(by step: Int) -> Bool {
    guard let item = ListItem(wrapped.paragraphs[position.paragraph].text),
      let shifted = shifted(item, by: step)
    else { return false }
    edit(itemRange(item), with: shifted.marker)
    return true
  }

  /// Whether the item under the cursor can be moved a level in.
  var canMoveItemIn: Bool {
    guard let item = ListItem(wrapped.paragraphs[position.paragraph].text) else { return false }
    return shifted(item, by: 1) != nil
  }

  /// The item under the cursor a level further in or out; nil if there is nowhere to move it.
  private func shifted(_ item: ListItem, by step: Int) -> ListItem? {
    guard position.offset <= item.textStart else { return nil }
    let above = wrapped.paragraphs[..<position.paragraph].reversed().lazy
      .prefix { !$0.text.allSatisfy(\.isWhitespace) }.map { ListItem($0.text) }
    var shifted = item
    if step > 0 {
      guard let parent = above.compactMap(\.self).first(where: { $0.indent <= item.indent })
      else { return nil }
      shifted.indent = parent.textStart(in: parent.marker)
    } else {
      guard item.indent > 0 else { return nil }
      shifted.indent = above.compactMap(\.self).first { $0.indent < item.indent }?.indent ?? 0
    }
    guard shifted.indent != item.indent else { return nil }
    let sibling = above.compactMap(\.self).prefix { $0.indent >= shifted.indent }
      .first { $0.indent == shifted.indent }
    shifted.renumber(after: sibling)
    return shifted
  }

  /// Takes the place of an empty marker by one that was typed behind it: `- - ` is `- `.
  mutating func joinMarkers() {
    let text = wrapped.paragraphs[position.paragraph].text
    guard let item = ListItem(text), position.offset == text.utf8.count,
      let inner = ListItem(String(text[text.index(at: item.textStart)...])), inner.isEmpty,
      inner.indent == 0
    else { return }
    edit(itemRange(item), with: String(repeating: " ", count: item.indent))
    position = wrapped.paragraphEnd(position)
  }

  /// Removes an empty marker before an item is put behind it.
  mutating func makeRoom(forItem text: String) {
    let line = wrapped.paragraphs[position.paragraph].text
    guard text.utf8.count > 1, ListItem(String(text.prefix { !$0.isNewline })) != nil,
      let item = ListItem(line), item.isEmpty, position.offset == line.utf8.count
    else { return }
    edit(itemRange(item), with: String(repeating: " ", count: item.indent))
  }

  /// The blanks and the marker of the item under the cursor.
  private func itemRange(_ item: ListItem) -> Range<TextPosition> {
    let paragraph = position.paragraph
    return TextPosition(
      paragraph: paragraph, offset: 0)..<TextPosition(paragraph: paragraph, offset: item.textStart)
  }
}

/// Moving.
extension TextEditor {
  /// Moves a number of wrapped lines down, or up when negative, at most to the first or last one.
  /// Consecutive moves keep the column of the first. False when the cursor is already on that line.
  public mutating func moveLine(by distance: Int) -> Bool {
    let (line, column) = cursor
    let target = min(max(0, line + distance), lineCount - 1)
    if target == line { return false }
    let wished = wishedColumn ?? column
    move(to: wrapped.position(onLine: target, column: wished))
    wishedColumn = wished
    return true
  }

  /// Moves to the start of the text.
  public mutating func moveToStart() { move(to: wrapped.start) }

  /// Moves to the end of the text.
  public mutating func moveToEnd() { move(to: wrapped.end) }

  private mutating func move(to target: TextPosition) {
    position = target
    wishedColumn = nil
    history.endStep()
  }
}

/// Changing.
extension TextEditor {
  /// The end of the paragraph; at the end, the start of the next one, so that cutting joins the
  /// two.
  private var endToCut: TextPosition {
    let end = wrapped.paragraphEnd(position)
    return position < end ? end : wrapped.position(after: end) ?? end
  }

  private mutating func delete(to target: TextPosition?) {
    guard let target else { return }
    edit(min(position, target)..<max(position, target), with: "", as: .deleting)
  }

  private mutating func cut(to target: TextPosition) {
    let range = min(position, target)..<max(position, target)
    if range.isEmpty { return }
    cut = wrapped.text(in: range)
    edit(range, with: "")
  }

  private mutating func edit(
    _ range: Range<TextPosition>, with new: String, as kind: Edit.Kind = .other
  ) {
    let removed = wrapped.text(in: range)
    if removed.utf8.elementsEqual(new.utf8) { return move(to: range.upperBound) }
    let end = wrapped.replace(range, with: new)
    history.record(
      Edit(kind: kind, range: range.lowerBound..<end, removed: removed, cursor: position))
    changed(cursor: end)
  }

  private mutating func undo() {
    guard let edit = history.takeLast() else { return }
    _ = wrapped.replace(edit.range, with: edit.removed)
    changed(cursor: edit.cursor)
  }

  /// An edit may have merged the characters around it into one: the cursor moves after that.
  private mutating func changed(cursor: TextPosition) {
    position = wrapped.position(notInside: cursor)
    wishedColumn = nil
    revision += 1
  }

  private static func withPlainLineBreaks(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    return String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
  }
}
