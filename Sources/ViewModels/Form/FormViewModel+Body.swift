// Writing a body in a form: the preview, the lists under the cursor, and what to do with a body that
// the server would not keep as it is.

import Markup
import VitallyModel

extension FormViewModel {
  /// Whether the cursor is in a body, which then has the whole form.
  var isWriting: Bool {
    guard !isBox, let cell = focusedCell, cell.isBody, case .text = cell.input else { return false }
    return true
  }

  /// The value of a field in a few words; empty for none.
  func shortText(of row: FormRow, now: Now) -> String {
    let formatter = RecordFormatter(now: now, names: names)
    let text: String
    switch row.value.input {
    case .line(let editor): text = editor.text
    case .text(let editor): text = editor.isEmpty ? "" : editor.paragraphCount.counted("line")
    case .option(let option): text = option.label
    case .records(let records):
      text = (records.kept + records.chosen).map { formatter.name(NamedRef($0)) }
        .joined(separator: ", ")
    case .locked, .fixed: text = ""
    }
    if !text.isEmpty { return measure.cut(text, to: max(20, width - 24)) }
    switch row.field.filling {
    case .firstLine? where isNew: return "(first line)"
    case .time? where isNew: return "now"
    default: return ""
    }
  }

  /// What can be written and put into a body.
  func writingAdvice(_ keys: KeyNames) -> String {
    if movesItem {
      return
        "\(keys[.form(.next)]) moves the item in, \(keys[.form(.previous)]) out; \(keys[.form(.enter)]) without text ends the list"
    }
    if let call {
      let other = call.kind == .note ? "conversation" : "note"
      return "“- [ ] what @who fri” becomes a task; \(keys[.form(.logAs)]) logs a \(other)"
    }
    return
      "Markdown: **bold**, *italic*, - list; \(keys[.form(.pick)]) puts in a template, a link or a name"
  }

  /// Whether the next-field key would move the item of a list under the cursor.
  var movesItem: Bool {
    guard isWriting, case .text(let editor)? = focusedCell?.input else { return false }
    return editor.canMoveItemIn
  }

  // MARK: Layout

  /// Lays out the body that is being written.
  mutating func layOutWriting(width: Int, height: Int, now: Now) {
    guard case .text(let editor)? = focusedCell?.input else { return }
    var layout = WritingLayout(self, width: width, height: height, now: now)
    let room = layout.room
    let line = editor.cursor.line
    textTop = max(0, min(max(min(textTop, line), line - room + 1), editor.lineCount - room))
    let isWide = WritingLayout.isWide(width)
    let besideWidth = isWide ? width - width / 2 - 2 : width - 2
    switch beside {
    case .preview?:
      preview.update(
        editor, like: focusedCell?.base.text ?? "", width: besideWidth,
        reach: isWide ? .near : .far, measure)
      previewTop = max(0, min(previewTop, preview.lineCount - room))
    case .brief?:
      call?.layOut(width: besideWidth, now: now, measure, keys)
      previewTop = max(0, min(previewTop, (call?.lineCount ?? 0) - room))
    case nil: break
    }
    content = layout.page(of: self)
  }

  /// What is beside the body that is being written, or in its place where there is no room.
  var beside: BodyNeighbour? {
    shown ?? (call != nil && WritingLayout.isWide(width) ? .brief : nil)
  }

  /// Shows the preview, or hides it. In a call the brief takes turns with it.
  mutating func togglePreview(in shared: inout Shared) {
    guard isWriting else {
      return shared.say(
        isBox
          ? "There is no room for a preview here: \(shared.keys[.record(.edit)]) opens the whole form."
          : "The preview is of formatted texts: put the cursor into one.")
    }
    let isCall = call != nil
    switch shown {
    case nil: shown = .preview
    case .preview?: shown = isCall && !WritingLayout.isWide(width) ? .brief : nil
    case .brief?: shown = nil
    }
    previewTop = 0
  }

  /// Whether something is in the place of the text, so that keys move it.
  var isReadingBeside: Bool { isWriting && beside != nil && !WritingLayout.isWide(width) }

  /// Scrolls what is beside the text or in its place.
  mutating func scrollBeside(by lines: Int) { previewTop = max(0, previewTop + lines) }

  // MARK: Links and people

  /// Asks for what is to be put into the text.
  func ask(for piece: InsertMenu.Piece, in shared: Shared) -> Outcome {
    switch piece {
    case .link: return .push(.prompt(shared.prompt(.address, text: "https://")))
    case .person:
      let query = MatchQuery([.user, .admin], near: parent ?? ref)
      return .push(.picker(PickerViewModel("Whose name?", search: query)))
    }
  }

  /// Puts a link into the text, with the cursor where its words go. An address that is none is asked
  /// for again.
  mutating func insert(link typed: String, in shared: Shared) -> Outcome {
    guard !typed.isEmpty, typed != "https://" else { return [] }
    let address: String
    if let mail = try? AddressReader.mail(typed).get() {
      address = "mailto:" + mail
    } else {
      switch AddressReader.web(typed) {
      case .success(let web): address = web
      case .failure(let error):
        var prompt = shared.prompt(.address, text: typed)
        prompt.problem = error.sentence
        return .push(.prompt(prompt))
      }
    }
    let end = "](\(address))"
    _ = insert("[" + end, now: shared.now)
    for _ in end { rows[focus.row].cells[focus.cell].input.moveLeft() }
    return []
  }

  /// Puts a name into the text: behind an `@` only its first word, as tasks of calls have it.
  mutating func insert(person name: String, now: Now) {
    guard case .text(let editor)? = focusedCell?.input else { return }
    let isMention = editor.textBeforeCursor.last == "@"
    let first = name.split(separator: " ").first.map(String.init) ?? name
    _ = insert(isMention ? first.lowercased() : name, now: now)
  }

  // MARK: A locked body

  /// Asks what to do with a body that the server would not keep.
  func unlocking(_ body: LockedBody, _ field: Field) -> PickerViewModel {
    let one = field.label.lowercased()
    var items: [PickerViewModel.Item] = []
    if Schema.of(.note).allows(.create), ref.serverID != nil {
      items.append(
        .init(
          "Write a new note beside it", detail: "this one stays as it is",
          choice: .body(.noteBeside)))
    }
    if Record(ref: ref, body: base).link != nil {
      items.append(.init("Open it in the browser", choice: .body(.openOnWeb)))
    }
    items.append(.init("Leave it as it is", choice: .body(.leave)))
    if body.losses != nil {
      items.append(
        .init("Edit it anyway", detail: "says first what is lost", choice: .body(.edit)))
    }
    return PickerViewModel("The \(one) can't be kept as it is", items)
  }

  /// Begins to edit a body whose losses were agreed to.
  mutating func unlock(in shared: inout Shared) -> Outcome {
    guard focusedCell != nil else { return [] }
    rows[focus.row].cells[focus.cell].input.unlock()
    return opensEditor ? openEditor(in: &shared) : []
  }

  /// Does what was chosen.
  mutating func take(_ choice: LockedBody.Choice, in shared: inout Shared) -> Outcome {
    switch choice {
    case .edit:
      guard case .locked(let body)? = focusedCell?.input, let losses = body.losses else {
        return []
      }
      return .ask("Saving it drops \(losses). Edit it anyway?", to: .editPoorer)
    case .noteBeside:
      let note = Ref.made(.note, shared.ids.next())
      let opening = AnyLayer.opening(FormOpening(of: note, .new(parent: ref), as: .form(.whole)))
      return isTouched ? .push(opening) : Outcome([], .replace(opening))
    case .openOnWeb:
      guard let link = Record(ref: ref, body: base).link else { return [] }
      return [.browse(link)]
    case .leave: return opensEditor ? .close(.formLeft) : []
    }
  }
}
