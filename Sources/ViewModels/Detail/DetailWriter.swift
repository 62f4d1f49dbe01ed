// Puts a detail together line by line: titles, labelled values, headings and long texts, wrapped
// to a width.

import Markup
import VitallyModel

struct DetailWriter {
  let width: Int
  let measure: TextMeasure
  let formatter: RecordFormatter
  private(set) var content = DetailContent()

  init(width: Int, measure: TextMeasure, formatter: RecordFormatter) {
    self.width = max(1, width)
    self.measure = measure
    self.formatter = formatter
  }

  private var labelWidth: Int { min(24, max(8, width * 2 / 5)) }

  mutating func line(_ spans: [Span], target: Target? = nil) {
    for line in measure.wrapped(spans, to: width) {
      content.lines.append(DetailLine(line, target: target))
    }
  }

  mutating func text(_ text: String, _ role: TextRole) { line([Span(text, role)]) }

  mutating func blank() {
    guard let last = content.lines.last, !last.line.spans.isEmpty else { return }
    content.lines.append(DetailLine(StyledLine()))
  }

  mutating func heading(_ text: String) {
    blank()
    content.lines.append(DetailLine(StyledLine(text, .heading)))
  }

  mutating func rule() {
    content.lines.append(DetailLine(StyledLine(String(repeating: "─", count: width), .border)))
  }

  /// A label with its value beside it; nothing when there is no value.
  mutating func field(_ field: Field, _ value: JSONValue, isSettled: Bool = false) {
    guard !value.isBlank else { return }
    let targets = field.targets(in: value)
    if targets.count > 1 {
      for (index, target) in targets.enumerated() {
        labelled(
          index == 0 ? field.label : "", Formatted(formatter.name(target)), .record(target.ref))
      }
    } else {
      let target = targets.first.map { Target.record($0.ref) } ?? field.address(in: value)
      labelled(field.label, formatter.value(field, value, isSettled: isSettled), target)
    }
  }

  mutating func labelled(_ label: String, _ value: Formatted, _ target: Target? = nil) {
    guard !value.text.isEmpty else { return }
    let head = Span(measure.padded(measure.cut(label, to: labelWidth - 1), to: labelWidth), .label)
    let body = measure.wrapped([Span(value.marked, value.role)], to: width - labelWidth)
    for (index, line) in body.enumerated() {
      let lead = index == 0 ? head : Span(String(repeating: " ", count: labelWidth))
      content.lines.append(DetailLine(StyledLine([lead] + line.spans), target: target))
    }
    if let target {
      content.links.append(
        NumberedLink(
          number: 0, title: label.isEmpty ? value.text : "\(label): \(value.text)", target: target))
    }
  }

  /// Records that can be opened from here although no line stands for them alone.
  mutating func link(_ label: String, _ named: NamedRef) {
    content.links.append(
      NumberedLink(
        number: 0, title: "\(label): \(formatter.name(named))", target: .record(named.ref)))
  }

  /// A long text, its links numbered on from those before.
  mutating func prose(_ value: JSONValue, isHTML: Bool) {
    guard let source = value.text else { return text(value.jsonText, .value) }
    let first = (content.links.map(\.number).max() ?? 0) + 1
    let text = isHTML ? HTMLReader.read(source, firstLink: first) : PlainText.styled(source)
    for line in text.lines(width: width, columns: measure.columns) {
      let number = line.spans.lazy.compactMap(\.link).first
      let link = text.links.first { $0.number == number }
      content.lines.append(DetailLine(line, target: link.map { .address($0.target) }))
    }
    content.links += text.links.map {
      NumberedLink(number: $0.number, title: $0.title, target: .address($0.target))
    }
  }
}

extension Field {
  /// The records that a value of the field leads to.
  fileprivate func targets(in value: JSONValue) -> [NamedRef] { kind.refs(in: value) }

  /// The address that a value of the field leads to.
  fileprivate func address(in value: JSONValue) -> Target? {
    switch kind {
    case .url: value.text.flatMap { Link.target(of: $0) }.map { .address($0) }
    case .email: value.text.map { .address("mailto:" + $0) }
    default: nil
    }
  }
}
