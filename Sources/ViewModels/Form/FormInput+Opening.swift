// Which way of input a value gets, and how it is written there.

import Markup
import VitallyModel

extension FormInput {
  /// The input for a value of a kind.
  static func opened(
    _ kind: FieldKind, _ base: JSONValue, onlyGrows: Bool, now: Now, measure: TextMeasure
  ) -> (input: FormInput, appendsTo: String?) {
    switch kind {
    case .longText(isHTML: true): return body(base.text ?? "", measure)
    case .longText(isHTML: false):
      return (.text(TextEditor(base.text ?? "", measure: measure)), nil)
    case .text where base.text?.contains(where: \.isNewline) == true:
      return (.text(TextEditor(base.text ?? "", measure: measure)), nil)
    case .yesNo:
      let options = [(true, "yes"), (false, "no")].map {
        OptionInput.Option(value: .bool($0.0), label: $0.1)
      }
      let selected = base.bool == nil ? .null : base
      return (.option(OptionInput(options: options, selected: selected)), nil)
    case .choice(let choices): return (choice(choices, base), nil)
    case .lookUp(let resource): return (records(kind, resource, base, isMany: false), nil)
    case .lookUps(let resource):
      guard onlyGrows else { return (records(kind, resource, base, isMany: true), nil) }
      let kept = kind.refs(in: base).map(\.ref)
      let input = RecordInput(resource: resource, isMany: true, kept: kept, chosen: [])
      return (.records(input), nil)
    case .traits, .objects, .participants: return (.fixed(""), nil)
    case .text, .email, .url, .number, .day, .moment, .tags, .json:
      return (.line(LineEditor(lineText(kind, base, now: now))), nil)
    }
  }

  /// A value as it stands in a line.
  private static func lineText(_ kind: FieldKind, _ value: JSONValue, now: Now) -> String {
    if value.isNull { return "" }
    switch kind {
    case .moment:
      return Moment(json: value).map { MomentReader.text($0, zone: now.zone) }
        ?? value.text ?? value.jsonText
    case .day:
      guard let text = value.text else { return value.jsonText }
      return Day(text).map(DayReader.text) ?? text
    case .tags: return TagReader.text(value.array ?? [value])
    case .json: return value.jsonText
    default: return value.text ?? value.jsonText
    }
  }

  private static func body(
    _ html: String, _ measure: TextMeasure
  ) -> (input: FormInput, appendsTo: String?) {
    switch PlainBody.editing(html) {
    case .plain(let text): (.text(TextEditor(text, measure: measure)), nil)
    case .appendable: (.text(TextEditor("", measure: measure)), html)
    case .fixed(let what):
      (.fixed("holds \(what), which Vitally would drop on saving: it is not edited here"), nil)
    }
  }

  private static func choice(_ choices: [Choice], _ base: JSONValue) -> FormInput {
    var options = choices.map { OptionInput.Option(value: .string($0.value), label: $0.label) }
    if !base.isBlank, !options.contains(where: { $0.value == base }) {
      options.append(OptionInput.Option(value: base, label: base.text ?? base.jsonText))
    }
    return .option(OptionInput(options: options, selected: base.isBlank ? .null : base))
  }

  private static func records(
    _ kind: FieldKind, _ resource: Resource, _ base: JSONValue, isMany: Bool
  ) -> FormInput {
    .records(
      RecordInput(
        resource: resource, isMany: isMany, kept: [], chosen: kind.refs(in: base).map(\.ref)))
  }

  // MARK: Drafts

  /// What stands there, as a draft keeps it.
  var typed: JSONValue {
    switch self {
    case .line(let editor): .string(editor.text)
    case .text(let editor): .string(editor.text)
    case .option(let option): option.selected
    case .records(let records): .array(records.chosen.map { .string($0.description) })
    case .fixed: .null
    }
  }

  /// Puts back what a draft kept.
  mutating func restore(_ typed: JSONValue) {
    switch self {
    case .line(let editor):
      var editor = editor
      editor.replace(with: typed.text ?? "")
      self = .line(editor)
    case .text(let editor):
      var editor = editor
      editor.replace(with: typed.text ?? "")
      self = .text(editor)
    case .option(var option):
      option.selected = typed
      self = .option(option)
    case .records(var records):
      records.chosen = (typed.array ?? []).compactMap { $0.text.flatMap(Ref.init) }
      self = .records(records)
    case .fixed: break
    }
  }
}
