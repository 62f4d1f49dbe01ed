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
    if !text.isEmpty { return measure.cut(text, to: 40) }
    switch row.field.filling {
    case .firstLine? where isNew: return "(first line)"
    case .time? where isNew: return "now"
    default: return ""
    }
  }

  // MARK: Layout

  /// Lays out the body that is being written.
  mutating func layOutWriting(width: Int, height: Int, now: Now) {
    guard case .text(let editor)? = focusedCell?.input else { return }
    let room = WritingLayout.textHeight(self, width: width, height: height, now: now)
    let line = editor.cursor.line
    textTop = max(0, min(max(min(textTop, line), line - room + 1), editor.lineCount - 1))
    if showsPreview {
      let wide = WritingLayout.isWide(width)
      let body = focusedCell?.base.text ?? ""
      preview.update(
        editor, like: body, width: wide ? width - width / 2 - 2 : width - 2,
        reach: wide ? .near : .far, measure)
      previewTop = max(0, min(previewTop, preview.lineCount - room))
    }
    content = WritingLayout(self, width: width, height: height, now: now).page()
  }

  /// Shows the preview, or hides it.
  mutating func togglePreview(in shared: inout Shared) {
    guard isWriting else {
      return shared.say("The preview is of texts: put the cursor into one.")
    }
    showsPreview.toggle()
    previewTop = 0
  }

  /// Whether the preview is in the place of the text, so that keys move it.
  var isReadingPreview: Bool {
    isWriting && showsPreview && !WritingLayout.isWide(width)
  }

  /// Scrolls a preview that is in the place of the text.
  mutating func scrollPreview(by lines: Int) { previewTop = max(0, previewTop + lines) }

  // MARK: A locked body

  /// Asks what to do with a body that the server would not keep.
  func unlocking(_ body: LockedBody, _ field: Field) -> PickerViewModel {
    let one = field.label.lowercased()
    var items: [PickerViewModel.Item] = []
    if let losses = body.losses {
      items.append(
        .init("Edit it anyway", detail: "saving drops \(losses)", choice: .body(.edit)))
    }
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
    return PickerViewModel("The \(one) \(body.reason)", items)
  }

  /// Does what was chosen.
  mutating func take(_ choice: LockedBody.Choice, in shared: inout Shared) -> Outcome {
    switch choice {
    case .edit:
      guard focusedCell != nil else { return [] }
      rows[focus.row].cells[focus.cell].input.unlock()
      return opensEditor ? openEditor(in: &shared) : []
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
