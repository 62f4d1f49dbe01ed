// A long text that is being typed: a wrapped text, a cursor in it, and what can be taken back.
// The cursor moves by characters as a person sees them; the text is kept exactly as typed.

/// Long text with a cursor, word wrap, undo and a cut buffer.
public struct TextEditor: Equatable, Sendable {
  private var wrapped: WrappedText
  private var position: TextPosition
  private var history = EditHistory()
  /// The column that the cursor keeps to while it moves from line to line.
  private var wishedColumn: Int?

  /// Goes up with every change of the text.
  public private(set) var revision = 0

  /// How many characters of the text that was typed or pasted last were left out because they are
  /// no text.
  public private(set) var leftOut = 0

  /// What was cut last; a form carries it from field to field.
  public var cut = ""

  /// A text wrapped at a width in columns, with the cursor at its end.
  public init(_ text: String = "", width: Int = 60, measure: TextMeasure) {
    let breaker = LineBreaker(width: max(1, width), measure: measure)
    wrapped = WrappedText(Self.withPlainLineBreaks(text), breaker: breaker)
    position = wrapped.end
  }

  /// The whole text as typed; its line breaks are "\n".
  public var text: String { wrapped.text }

  /// Whether nothing is typed.
  public var isEmpty: Bool { wrapped.isEmpty }

  /// The number of wrapped lines; at least one.
  public var lineCount: Int { wrapped.lineCount }

  /// The text of a wrapped line, without its line break but with the blanks at its end. The
  /// number is from 0 to below `lineCount`.
  public func line(_ number: Int) -> Substring { wrapped.line(number) }

  /// The wrapped line of the cursor and the columns before the cursor. At the end of a full line
  /// and among blanks that hang over the edge, the column is the width or more.
  public var cursor: (line: Int, column: Int) {
    (wrapped.line(of: position), wrapped.column(of: position))
  }

  /// The lines as they were typed, however they wrap.
  public var paragraphCount: Int { wrapped.paragraphs.count }

  /// The lines as they were typed, one after the other.
  var typedLines: some BidirectionalCollection<String> { wrapped.paragraphs.lazy.map(\.text) }

  /// The columns at which it wraps.
  var width: Int { wrapped.width }

  /// Wraps at another width in columns.
  public mutating func resize(width: Int) {
    let width = max(1, width)
    if width == wrapped.width { return }
    wrapped.width = width
    wishedColumn = nil
  }

  /// Types text at the cursor. One character goes on with the last undo step while a word is
  /// typed, more of them are a step of their own. "\r\n" and "\r" become "\n".
  public mutating func insert(_ text: String) {
    let typed = TypedText(prose: text)
    leftOut = typed.leftOut
    let text = Self.withPlainLineBreaks(typed.text)
    var kind = Edit.Kind.other
    if text.count == 1, let character = text.first, character != "\n" {
      kind = .typing(isBlank: character.isWhitespace)
    }
    edit(position..<position, with: text, as: kind)
  }

  /// Replaces the whole text in one undo step; the cursor goes to its end.
  public mutating func replace(with text: String) {
    edit(wrapped.start..<wrapped.end, with: Self.withPlainLineBreaks(text))
  }

  /// Runs an editing command. Start and end are those of the wrapped line,
  /// what is cut goes to the start or end of the paragraph.
  public mutating func run(_ command: EditorCommand) {
    switch command {
    case .left: move(to: wrapped.position(before: position) ?? position)
    case .right: move(to: wrapped.position(after: position) ?? position)
    case .wordLeft: move(to: wrapped.wordStart(before: position))
    case .wordRight: move(to: wrapped.wordEnd(after: position))
    case .home: move(to: wrapped.lineStart(cursor.line))
    case .end: move(to: wrapped.lineEnd(cursor.line))
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

/// Moving.
extension TextEditor {
  /// Moves some wrapped lines down, or up when negative, at most to the first or last one. It
  /// keeps the column of the first such move. False when the cursor is on that line already.
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
  /// The end of the paragraph; from there the start of the next one, which joins the two.
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

  /// What was typed or deleted may have merged the characters around it into one: the cursor goes
  /// behind that.
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
