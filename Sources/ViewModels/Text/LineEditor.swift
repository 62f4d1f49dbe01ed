// A line of text that is being typed. The cursor moves by characters as a person sees them; the
// text itself is kept exactly as typed.

/// One line of editable text with a cursor, undo and a cut buffer.
public struct LineEditor: Equatable, Sendable {
  private var before: [Character]
  private var after: [Character]
  private var history: [Snapshot] = []
  /// Whether the last edit typed a letter, and what the line was then.
  private var isTypingWord = false
  private var lastTyped: Snapshot?

  /// How many steps can be taken back.
  private static let historyLimit = 200

  /// What was cut last; a form carries it from field to field.
  public var cut = ""

  private struct Snapshot: Equatable, Sendable {
    var before: [Character]
    var after: [Character]
  }

  /// A line with the cursor at its end.
  public init(_ text: String = "") {
    before = Array(text)
    after = []
  }

  /// The whole text.
  public var text: String { String(before) + String(after) }

  /// The text before the cursor.
  public var textBeforeCursor: String { String(before) }

  /// The text from the cursor on.
  public var textAfterCursor: String { String(after) }

  /// Whether nothing is typed.
  public var isEmpty: Bool { before.isEmpty && after.isEmpty }

  /// Replaces the text; the cursor goes to its end. Line breaks become spaces.
  public mutating func replace(with text: String) {
    edit {
      $0.before = text.map { $0.isNewline ? " " : $0 }
      $0.after = []
    }
  }

  /// Types text at the cursor, in one undo step. Line breaks become spaces.
  public mutating func insert(_ text: String) {
    let line = text.map { $0.isNewline ? " " : $0 }
    edit { $0.before += line }
  }

  /// Runs an editing command.
  public mutating func run(_ command: EditorCommand) {
    switch command {
    case .left: moveLeft(1)
    case .right: moveRight(1)
    case .wordLeft: moveLeft(wordBefore)
    case .wordRight: moveRight(wordAfter)
    case .home: moveLeft(before.count)
    case .end: moveRight(after.count)
    case .deleteBackward: edit { $0.before = $0.before.dropLast() }
    case .deleteForward: edit { $0.after = Array($0.after.dropFirst()) }
    case .killToEnd: cutAfter(after.count)
    case .killToStart: cutBefore(before.count)
    case .killWord: cutBefore(wordBefore)
    case .killWordAhead: cutAfter(wordAfter)
    case .yank: insert(cut)
    case .undo: undo()
    }
  }

  private mutating func moveLeft(_ count: Int) {
    after.insert(contentsOf: before.suffix(count), at: 0)
    before.removeLast(min(count, before.count))
  }

  private mutating func moveRight(_ count: Int) {
    before += after.prefix(count)
    after.removeFirst(min(count, after.count))
  }

  private mutating func cutBefore(_ count: Int) {
    guard count > 0 else { return }
    edit {
      $0.cut = String($0.before.suffix(count))
      $0.before.removeLast(count)
    }
  }

  private mutating func cutAfter(_ count: Int) {
    guard count > 0 else { return }
    edit {
      $0.cut = String($0.after.prefix(count))
      $0.after.removeFirst(count)
    }
  }

  /// Characters from the start of the word before the cursor to the cursor.
  private var wordBefore: Int {
    let spaces = before.reversed().prefix { $0.isWhitespace }.count
    return spaces + before.dropLast(spaces).reversed().prefix { !$0.isWhitespace }.count
  }

  /// Characters from the cursor to the end of the word after it.
  private var wordAfter: Int {
    let spaces = after.prefix { $0.isWhitespace }.count
    return spaces + after.dropFirst(spaces).prefix { !$0.isWhitespace }.count
  }

  private mutating func edit(_ change: (inout LineEditor) -> Void) {
    let snapshot = Snapshot(before: before, after: after)
    change(&self)
    guard snapshot != Snapshot(before: before, after: after) else { return }
    // Letter after letter is one step, to the end of a word.
    let continues = isTypingWord && snapshot == lastTyped && typedOneLetter(since: snapshot)
    isTypingWord = typedOneLetter(since: snapshot)
    lastTyped = isTypingWord ? Snapshot(before: before, after: after) : nil
    if continues { return }
    history.append(snapshot)
    if history.count > Self.historyLimit { history.removeFirst() }
  }

  private func typedOneLetter(since snapshot: Snapshot) -> Bool {
    after == snapshot.after && before.count == snapshot.before.count + 1
      && before.last?.isWhitespace == false
  }

  private mutating func undo() {
    guard let snapshot = history.popLast() else { return }
    before = snapshot.before
    after = snapshot.after
  }
}
