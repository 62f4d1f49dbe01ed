// An editable line of text. The cursor moves by grapheme clusters; the text itself is kept exactly
// as typed.

/// One line of editable text with a cursor, undo and a cut buffer.
public struct LineEditor: Equatable, Sendable {
  private var before: [Character]
  private var after: [Character]
  private var history: [Snapshot] = []
  /// Whether the last edit typed a letter, and the line at that time.
  private var isTypingWord = false
  private var lastTyped: Snapshot?

  /// How many steps can be undone.
  private static let historyLimit = 200

  /// How many invisible characters were left out of the text typed or pasted last.
  public private(set) var leftOut = 0

  /// Whether the whole text is selected: what is typed next replaces it.
  public private(set) var isSelected = false

  /// What was cut last; a form carries it from field to field.
  public var cut = ""

  private struct Snapshot: Equatable, Sendable {
    var before: [Character]
    var after: [Character]
  }

  /// Creates a line with the cursor at its end.
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

  /// Whether it is empty.
  public var isEmpty: Bool { before.isEmpty && after.isEmpty }

  /// Selects the whole text: typing replaces it, and so does deleting but for single words; every
  /// other command keeps it.
  public mutating func selectAll() { isSelected = !isEmpty }

  /// Replaces the text; the cursor goes to its end. Line breaks become spaces.
  public mutating func replace(with text: String) {
    edit {
      $0.before = text.map { $0.isNewline ? " " : $0 }
      $0.after = []
    }
  }

  /// Replaces the text by input from elsewhere.
  public mutating func retype(_ text: String) {
    let typed = TypedText(line: text, after: nil)
    leftOut = typed.leftOut
    replace(with: typed.text)
  }

  /// Inserts text at the cursor, in one undo step. Line breaks become spaces, and invisible
  /// characters are left out.
  public mutating func insert(_ text: String) {
    let typed = TypedText(line: text, after: before.last)
    leftOut = typed.leftOut
    put(typed.text)
  }

  /// Inserts text at the cursor as it is. Parts of a character may arrive one by one: they combine
  /// with what is before the cursor.
  private mutating func put(_ text: String) {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    if line.isEmpty { return }
    if isSelected { return replace(with: line) }
    edit {
      let last = $0.before.popLast().map { String($0) } ?? ""
      $0.before += Array(last + line)
    }
  }

  /// Runs an editing command.
  public mutating func run(_ command: EditorCommand) {
    switch command {
    case .deleteBackward where isSelected, .deleteForward where isSelected: replace(with: "")
    case .killToEnd where isSelected, .killToStart where isSelected:
      moveRight(after.count)
      cutBefore(before.count)
    case .left: moveLeft(1)
    case .right: moveRight(1)
    case .wordLeft: moveLeft(wordBefore)
    case .wordRight: moveRight(wordAfter)
    case .home, .textStart: moveLeft(before.count)
    case .end, .textEnd: moveRight(after.count)
    case .deleteBackward: edit { $0.before = $0.before.dropLast() }
    case .deleteForward: edit { $0.after = Array($0.after.dropFirst()) }
    case .killToEnd: cutAfter(after.count)
    case .killToStart: cutBefore(before.count)
    case .killWord: cutBefore(wordBefore)
    case .killWordAhead: cutAfter(wordAfter)
    case .yank: put(cut)
    case .undo: undo()
    }
    isSelected = false
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
    if isSelected { isTypingWord = false }
    isSelected = false
    change(&self)
    join()
    guard snapshot != Snapshot(before: before, after: after) else { return }
    // Consecutive letters form one step, up to the end of a word.
    let isLetter = typedOneLetter(since: snapshot) || completedLetter(of: snapshot)
    let continues = isTypingWord && snapshot == lastTyped && isLetter
    isTypingWord = isLetter
    lastTyped = isTypingWord ? Snapshot(before: before, after: after) : nil
    if continues { return }
    history.append(snapshot)
    if history.count > Self.historyLimit { history.removeFirst() }
  }

  private func typedOneLetter(since snapshot: Snapshot) -> Bool {
    after == snapshot.after && before.count == snapshot.before.count + 1
      && before.last?.isWhitespace == false
  }

  /// Whether the edit added a combining part to the character before the cursor.
  private func completedLetter(of snapshot: Snapshot) -> Bool {
    guard after == snapshot.after, before.count == snapshot.before.count, let last = before.last,
      let former = snapshot.before.last
    else { return false }
    return last.unicodeScalars.count > former.unicodeScalars.count
      && last.unicodeScalars.starts(with: former.unicodeScalars)
  }

  /// Text on both sides of the cursor may have combined into one character: the cursor moves after
  /// it.
  private mutating func join() {
    guard let last = before.last, let next = after.first else { return }
    let both = String(last) + String(next)
    guard both.count == 1, let character = both.first else { return }
    before[before.count - 1] = character
    after.removeFirst()
  }

  private mutating func undo() {
    guard let snapshot = history.popLast() else { return }
    before = snapshot.before
    after = snapshot.after
  }
}
