// The lines below a form: exactly what will be sent.

import Markup
import VitallyModel

extension FormLayout {
  var foot: [StyledLine] {
    let sendings = form.sendings(now: now)
    let count = sendings.filter(\.note.isEmpty).count
    if form.isBox { return [] }
    let what =
      form.isNew ? "a new \(form.schema.singular)" : "an update of this \(form.schema.singular)"
    guard count > 0 else {
      return [rule, StyledLine(" Nothing to send yet.", .dim)]
    }
    let fields = count == 1 ? "1 field" : "\(count) fields"
    var lines = [
      rule,
      StyledLine([
        Span(" WILL SEND", .heading), Span("  \(what): \(fields), nothing else", .plain),
      ]),
    ]
    let room = max(1, height / 3 - 2)
    for sending in sendings.prefix(sendings.count > room ? room - 1 : room) {
      lines.append(StyledLine(spans(sending)))
    }
    if sendings.count > room {
      lines.append(StyledLine("   and \(sendings.count - room + 1) more", .dim))
    }
    return lines
  }

  var rule: StyledLine { StyledLine(String(repeating: "─", count: width), .border) }

  func spans(_ sending: FormViewModel.Sending) -> [Span] {
    let name = Span(" " + padded(sending.path.text, to: min(26, width / 3)) + " ", .label)
    let old = text(sending.field, sending.old)
    let new: Span =
      if let length = sending.length {
        Span("\(NumberText.grouped(length)) lines", .plain)
      } else if let value = sending.new {
        value.isBlank
          ? Span(sending.path.traitKey == nil ? "(emptied)" : "(taken away)", .warning)
          : Span(text(sending.field, value), .plain)
      } else {
        Span("(not clear yet)", .bad)
      }
    if !sending.note.isEmpty { return [name, new, Span("  (\(sending.note))", .dim)] }
    if form.isNew || sending.field.onlyGrows { return [name, new] }
    let before = old.isEmpty ? "(empty)" : cut(old, to: max(4, width / 3 - 3))
    return [name, Span(before + " → ", .dim), new]
  }

  func text(_ field: Field, _ value: JSONValue) -> String {
    cut(formatter.value(field, value).text, to: max(10, width / 2))
  }
}
