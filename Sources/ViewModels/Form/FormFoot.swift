// The foot of a form: what will be sent.

import Markup
import VitallyModel

struct FormFoot {
  private let form: FormViewModel
  private let now: Now
  private let width: Int
  private let height: Int
  private let formatter: RecordFormatter
  private let measure: TextMeasure

  init(_ form: FormViewModel, width: Int, height: Int, now: Now) {
    self.form = form
    self.now = now
    self.width = width
    self.height = height
    formatter = RecordFormatter(now: now, names: form.names)
    measure = form.measure
  }

  /// The lines; none in a box.
  var lines: [StyledLine] {
    if form.isBox { return [] }
    let sendings = form.sendings(now: now)
    let what =
      form.isNew ? "new \(form.schema.singular)" : "update of this \(form.schema.singular)"
    guard !form.isUnbegun, sendings.contains(where: \.note.isEmpty) else {
      return [rule, StyledLine(" Nothing to send yet.", .dim)]
    }
    // Values that nobody typed count too, as they are sent as well.
    let fields = sendings.count.counted("field")
    var lines = [
      rule,
      StyledLine([
        Span(" WILL SEND", .heading),
        Span(measure.cut("  \(what), \(fields)", to: max(0, width - 11)), .plain),
      ]),
    ]
    let room = max(2, height / 3 - 2)
    let all = sendings.map { self.lines(of: $0) }
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

  private var rule: StyledLine { StyledLine(String(repeating: "─", count: width), .border) }

  /// What is sent of one field; on two lines when one would cut off the new value.
  private func lines(of sending: FormViewModel.Sending) -> [StyledLine] {
    let nameWidth = min(26, width / 3)
    let name = Span(" " + measure.padded(sending.field.shownLabel, to: nameWidth) + " ", .label)
    let room = max(8, width - nameWidth - 2)
    let new = newSpan(sending, room: room)
    if !sending.note.isEmpty {
      let note = "  (\(sending.note))"
      let value = Span(
        measure.cut(new.text, to: max(4, room - measure.columns(of: note))), new.role)
      return [StyledLine([name, value, Span(note, .dim)])]
    }
    if form.isNew || sending.field.onlyGrows || sending.path.part != nil {
      return [StyledLine([name, Span(measure.cut(new.text, to: room), new.role)])]
    }
    if let difference = sending.difference {
      return lines(difference, name: name, room: room)
    }
    let old = sending.oldText ?? text(sending.field, sending.old)
    return lines(old, new, name: name, room: room)
  }

  /// The lines of a long text that differ.
  private func lines(_ difference: TextDifference, name: Span, room: Int) -> [StyledLine] {
    let more = difference.lineCount > 1 ? "  (\(difference.lineCount.counted("line")))" : ""
    let note = Span(more, .dim)
    let left = room - measure.columns(of: more)
    if difference.old.isEmpty || difference.new.isEmpty {
      let isAdded = difference.old.isEmpty
      let verb = isAdded ? "added: " : "removed: "
      let lines = isAdded ? difference.new : difference.old
      let text = measure.cut(
        lines.isEmpty ? "(blank)" : lines, to: max(8, left - measure.columns(of: verb)))
      return [StyledLine([name, Span(verb, .dim), Span(text, isAdded ? .plain : .warning), note])]
    }
    var lines = lines(difference.old, Span(difference.new, .plain), name: name, room: left)
    lines[lines.count - 1].spans.append(note)
    return lines
  }

  private func lines(_ old: String, _ new: Span, name: Span, room: Int) -> [StyledLine] {
    let before = (old.isEmpty ? "(empty)" : old) + " → "
    if measure.columns(of: before) + measure.columns(of: new.text) <= room {
      return [StyledLine([name, Span(before, .dim), new])]
    }
    let indent = Span(String(repeating: " ", count: measure.columns(of: name.text)))
    let short = room - 2
    return [
      StyledLine([name, Span(measure.cut(old, to: short, differingFrom: new.text) + " →", .dim)]),
      StyledLine([indent, Span(measure.cut(new.text, to: room, differingFrom: old), new.role)]),
    ]
  }

  private func newSpan(_ sending: FormViewModel.Sending, room: Int) -> Span {
    if let length = sending.length { return Span(length.counted("line"), .plain) }
    guard let value = sending.new else { return Span("(fix the value above)", .bad) }
    if value.isBlank {
      return Span(sending.path.traitKey == nil ? "(cleared)" : "(removed)", .warning)
    }
    return Span(text(sending.field, value), .plain)
  }

  private func text(_ field: Field, _ value: JSONValue) -> String {
    if field.kind == .tags { return TagReader.text(value.array ?? [value]) }
    return formatter.value(field, value).text
  }
}

extension Field {
  /// The label; a new trait may have none yet.
  fileprivate var shownLabel: String { label.trimmed.isEmpty ? "(no name)" : label }
}
