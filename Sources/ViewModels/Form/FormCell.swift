// A cell: the smallest part of a form that can have the cursor. It knows its original value, its
// current input and what that means, and what is wrong with it.

import Markup
import VitallyModel

/// One input of a form.
struct FormCell: Equatable, Sendable {
  /// The kind of value.
  let kind: FieldKind
  /// The value when editing began.
  let base: JSONValue
  /// The current input.
  var input: FormInput {
    didSet { isTouched = differs }
  }
  /// Whether the input differs from the one when editing began.
  private(set) var isTouched = false
  /// The problem on screen; nil for none.
  var problem: String?
  /// The beginning of a body that is shown but not edited; otherwise nil.
  let preview: String?
  /// The beginning of the original long text, in plain words.
  let summary: String?
  /// The input when editing began, in the form that a draft keeps.
  private let initial: JSONValue
  /// The lines of a long text when editing began.
  private let initialLines: [String]
  /// What was filled in beforehand; nil for nothing.
  private var prefilled: JSONValue?
  /// A restored value together with its text, which may say less, such as a time without its
  /// seconds.
  var filled: Filled?

  /// A value and the text for it.
  struct Filled: Equatable, Sendable {
    var value: JSONValue
    var typed: JSONValue
  }

  /// A longer text counts as changed once it was touched: comparing it on every key would take too
  /// long.
  private static let comparedLength = 20_000

  /// Creates a cell for a value.
  init(
    _ kind: FieldKind, base: JSONValue, onlyGrows: Bool = false, now: Now, measure: TextMeasure
  ) {
    self.kind = kind
    self.base = base
    let opened = FormInput.opened(kind, base, onlyGrows: onlyGrows, now: now, measure: measure)
    input = opened
    preview = Self.preview(kind, base, opened)
    summary = Self.summary(kind, base)
    initial = opened.typed
    switch opened {
    case .text(let editor): initialLines = Array(editor.typedLines)
    case .locked(let body): initialLines = body.editor.map { Array($0.typedLines) } ?? []
    case .line, .option, .records, .fixed: initialLines = []
    }
  }

  /// Creates a read-only cell.
  init(fixed kind: FieldKind, base: JSONValue, reason: String = "") {
    self.kind = kind
    self.base = base
    input = .fixed(reason)
    preview = nil
    summary = Self.summary(kind, base)
    initial = .null
    initialLines = []
  }

  /// The lines of a long text that differ from those when editing began; nil for other values, and
  /// when there was no text.
  var difference: TextDifference? {
    guard case .text(let editor) = input, initial.text?.isEmpty == false else { return nil }
    return TextDifference(initialLines, editor.typedLines)
  }

  private static func summary(_ kind: FieldKind, _ base: JSONValue) -> String? {
    guard case .longText(isHTML: true) = kind, let html = base.text else { return nil }
    return PlainText.summary(ofHTML: html, limit: 80)
  }

  private static func preview(
    _ kind: FieldKind, _ base: JSONValue, _ opened: FormInput
  ) -> String? {
    guard case .longText(isHTML: true) = kind, let html = base.text else { return nil }
    if case .text = opened { return nil }
    return PlainText.summary(ofHTML: html, limit: 600)
  }

  /// Whether the user has put something else there than stood there when the form opened.
  var isTyped: Bool { isTouched && (prefilled == nil || input.typed != prefilled) }

  /// Fills in a value beforehand.
  mutating func prefill(_ input: FormInput) {
    self.input = input
    prefilled = input.typed
  }

  /// Whether the cursor can be here.
  var takesFocus: Bool {
    if case .fixed = input { false } else { true }
  }

  /// Whether it takes printable keys as text.
  var takesText: Bool {
    switch input {
    case .line, .text: true
    case .option, .records, .locked, .fixed: false
    }
  }

  /// Why its text is not edited as it is; nil for any other.
  var obstacle: String? {
    switch input {
    case .locked(let body): body.reason
    case .fixed(let reason): if case .longText = kind { reason } else { nil }
    case .line, .text, .option, .records: nil
    }
  }

  /// Whether its text is Markdown, which is sent as HTML.
  var isBody: Bool { kind == .longText(isHTML: true) }

  private var differs: Bool {
    switch input {
    case .locked, .fixed: return false
    case .text(let editor):
      guard editor.revision > 0 else { return false }
      return (initial.text?.utf8.count ?? 0) > Self.comparedLength
        || editor.lineCount * editor.width > Self.comparedLength || input.typed != initial
    case .line, .option, .records: return input.typed != initial
    }
  }

  /// The text or choice in the input.
  var typed: JSONValue { input.typed }

  /// What a draft keeps of it. Dates are kept as absolute values: "tomorrow" is another day
  /// tomorrow, and "9:00" another time elsewhere.
  func kept(now: Now) -> JSONValue {
    if isBody { return .object([Self.markdownKey: typed]) }
    guard kind == .day || kind == .moment, case .success(let value) = read(now: now),
      !value.isNull
    else { return typed }
    guard kind == .moment else {
      return DayOrMoment(json: value).map { .string($0.day(in: .utc).iso) } ?? typed
    }
    return Moment(json: value).map { .string($0.iso) } ?? typed
  }

  /// The key under which a draft keeps the Markdown of a body.
  static let markdownKey = "markdown"

  /// Restores what a draft kept, or the original input (nil).
  mutating func restore(_ typed: JSONValue?, now: Now? = nil) {
    if isBody, let typed { return restore(body: typed) }
    if let now, kind == .moment, let text = typed?.text, text.hasSuffix("Z"),
      let moment = Moment(text)
    {
      fill(with: written(moment), over: .null, now: now)
    } else {
      input.restore(typed ?? initial)
    }
  }

  /// Restores the text of a body. Whoever has written it has agreed to what is lost. Earlier drafts
  /// hold plain text, which was to be added below a body with formatting.
  private mutating func restore(body typed: JSONValue) {
    var text = typed.object?[Self.markdownKey]?.text
    if text == nil, let plain = typed.text {
      let added = MarkdownBody.markdown(ofText: plain)
      let before = MarkdownBody.isPlain(base.text ?? "") ? "" : initial.text ?? ""
      text = before.isEmpty ? added : before + "\n\n" + added
    }
    input.unlock()
    input.restore(.string(text ?? ""))
  }

  /// Restores what stood there when the form opened, what was filled in included.
  mutating func revert() { input.restore(prefilled ?? initial) }

  /// Whether the input is empty.
  var isEmpty: Bool {
    switch input {
    case .line(let editor): editor.isEmpty
    case .text(let editor): editor.isEmpty
    case .option(let option): option.selected.isNull
    case .records(let records): records.chosen.isEmpty && records.kept.isEmpty
    case .locked, .fixed: base.isBlank
    }
  }

  /// Whether nothing that can be seen stands there.
  var isBlank: Bool {
    guard case .text(let editor) = input else { return isEmpty }
    return editor.typedLines.allSatisfy { $0.allSatisfy(\.isWhitespace) }
  }

  /// Moves the cursor up or down inside a long text; false when it has to leave the cell.
  mutating func moveLine(by distance: Int) -> Bool {
    guard case .text(var editor) = input else { return false }
    input = .fixed("")
    defer { input = .text(editor) }
    return editor.moveLine(by: distance)
  }

  /// Moves the item of a list under the cursor a level in or out; false when there is none.
  mutating func shiftItem(by step: Int) -> Bool {
    guard isBody, case .text(var editor) = input else { return false }
    input = .fixed("")
    defer { input = .text(editor) }
    return editor.shiftItem(by: step)
  }

  // MARK: Keys

  /// Types text; false where printable keys mean something else.
  mutating func insert(_ text: String) -> Bool {
    switch input {
    case .line(var editor):
      editor.insert(text)
      input = .line(editor)
    case .text(var editor):
      // Moved out first, so that the text is not copied on every key.
      input = .fixed("")
      if isBody, text == "\n" {
        editor.breakLine()
      } else {
        if isBody { editor.makeRoom(forItem: text) }
        editor.insert(text)
        if isBody, text == " " { editor.joinMarkers() }
      }
      input = .text(editor)
    case .option, .records, .locked, .fixed: return false
    }
    return true
  }

  /// Runs an editing command; false when it doesn't apply.
  mutating func run(_ command: EditorCommand) -> Bool {
    switch input {
    case .line(var editor):
      editor.run(command)
      input = .line(editor)
      return true
    case .text(var editor):
      input = .fixed("")
      editor.run(command)
      input = .text(editor)
      return true
    case .option(var option):
      defer { input = .option(option) }
      switch command {
      case .left: option.step(by: -1)
      case .right: option.step(by: 1)
      case .deleteBackward, .deleteForward, .killToStart: option.clear()
      default: return false
      }
      return true
    case .records(var records):
      defer { input = .records(records) }
      switch command {
      case .deleteBackward, .deleteForward: _ = records.chosen.popLast()
      case .killToStart: records.chosen = []
      default: return false
      }
      return true
    case .locked, .fixed: return false
    }
  }

  /// The text cut last in it, carried from cell to cell.
  var cut: String {
    get {
      switch input {
      case .line(let editor): editor.cut
      case .text(let editor): editor.cut
      case .option, .records, .locked, .fixed: ""
      }
    }
    set {
      switch input {
      case .line(var editor):
        editor.cut = newValue
        input = .line(editor)
      case .text(var editor):
        input = .fixed("")
        editor.cut = newValue
        input = .text(editor)
      case .option, .records, .locked, .fixed: break
      }
    }
  }

  /// Sets the width at which long text wraps.
  mutating func resize(width: Int) {
    guard case .text(var editor) = input else { return }
    input = .fixed("")
    editor.resize(width: width)
    input = .text(editor)
  }

  /// Selects the text of a line.
  mutating func selectLine() {
    guard case .line(var editor) = input else { return }
    editor.selectAll()
    input = .line(editor)
  }

  /// Replaces a text in one undo step, after an external edit.
  mutating func replace(with text: String) {
    switch input {
    case .line(var editor):
      editor.retype(text)
      input = .line(editor)
    case .text(var editor):
      editor.replace(with: text)
      input = .text(editor)
    case .option, .records, .locked, .fixed: break
    }
  }

  /// How many invisible characters of the last input were left out.
  var leftOut: Int {
    switch input {
    case .line(let editor): editor.leftOut
    case .text(let editor): editor.leftOut
    case .option, .records, .locked, .fixed: 0
    }
  }
}
