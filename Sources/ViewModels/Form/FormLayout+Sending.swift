// The lines below a form: exactly what will be sent.

import Markup
import VitallyModel

extension FormLayout {
  var foot: [StyledLine] {
    let sendings = form.sendings(now: now)
    if form.isBox { return [] }
    let what =
      form.isNew ? "a new \(form.schema.singular)" : "an update of this \(form.schema.singular)"
    guard sendings.contains(where: \.note.isEmpty) else {
      return [rule, StyledLine(" Nothing to send yet.", .dim)]
    }
    // What nobody typed counts too: it is sent as well.
    let fields = sendings.count.counted("field")
    var lines = [
      rule,
      StyledLine([
        Span(" WILL SEND", .heading), Span("  \(what): \(fields), nothing else", .plain),
      ]),
    ]
    let room = max(2, height / 3 - 2)
    let all = sendings.map { self.lines($0) }
    var shown = 0
    var left = room
    while shown < all.count, all[shown].count <= left - (shown < all.count - 1 ? 1 : 0) {
      lines += all[shown]
      left -= all[shown].count
      shown += 1
    }
    if shown < all.count {
      lines.append(StyledLine("   and \(all.count - shown) more", .dim))
    }
    return lines
  }

  var rule: StyledLine { StyledLine(String(repeating: "─", count: width), .border) }

  /// What is sent of one field; on two lines where one would cut off what is new.
  func lines(_ sending: FormViewModel.Sending) -> [StyledLine] {
    let nameWidth = min(26, width / 3)
    let name = Span(" " + padded(sending.path.wireName, to: nameWidth) + " ", .label)
    let room = max(8, width - nameWidth - 2)
    let new = newSpan(sending, room: room)
    if !sending.note.isEmpty {
      let note = "  (\(sending.note))"
      let value = Span(cut(new.text, to: max(4, room - columns(note))), new.role)
      return [StyledLine([name, value, Span(note, .dim)])]
    }
    if form.isNew || sending.field.onlyGrows {
      return [StyledLine([name, Span(cut(new.text, to: room), new.role)])]
    }
    let old = sending.oldText ?? text(sending.field, sending.old)
    let before = (old.isEmpty ? "(empty)" : old) + " → "
    if columns(before) + columns(new.text) <= room {
      return [StyledLine([name, Span(before, .dim), new])]
    }
    let indent = Span(String(repeating: " ", count: nameWidth + 2))
    return [
      StyledLine([name, Span(around(old, new.text, room: room - 2) + " →", .dim)]),
      StyledLine([indent, Span(around(new.text, old, room: room), new.role)]),
    ]
  }

  /// As much of a text as fits, so that the first place where it differs from another is in it.
  private func around(_ text: String, _ other: String, room: Int) -> String {
    if columns(text) <= room { return text }
    let same = zip(text, other).prefix { $0 == $1 }.count
    let start = max(0, min(same - room / 3, text.count - room + 1))
    return start == 0 ? cut(text, to: room) : "…" + cut(String(text.dropFirst(start)), to: room - 1)
  }

  private func newSpan(_ sending: FormViewModel.Sending, room: Int) -> Span {
    if let length = sending.length { return Span(length.counted("line"), .plain) }
    guard let value = sending.new else { return Span("(not clear yet)", .bad) }
    if value.isBlank {
      return Span(sending.path.traitKey == nil ? "(emptied)" : "(taken away)", .warning)
    }
    return Span(text(sending.field, value), .plain)
  }

  func text(_ field: Field, _ value: JSONValue) -> String {
    if field.kind == .tags { return TagReader.text(value.array ?? [value]) }
    return formatter.value(field, value).text
  }
}

extension FieldPath {
  /// The name as it is sent; a trait may have an empty one.
  fileprivate var wireName: String {
    traitKey?.trimmed.isEmpty == true ? "traits.(no name)" : text
  }
}
