// What the text in a cell means, or why it means nothing.

import Markup
import VitallyModel

extension FormCell {
  /// The value that stands there. What was not touched is the value that was there, whatever
  /// form it came in.
  func value(now: Now) -> Result<JSONValue, InputError> {
    isTouched ? read(now: now) : .success(base)
  }

  /// The value that what stands there means, whether or not it was touched.
  func read(now: Now) -> Result<JSONValue, InputError> {
    if let filled, filled.typed == input.typed { return .success(filled.value) }
    switch input {
    case .line(let editor): return lineValue(editor.text, now: now)
    case .text(let editor): return .success(textValue(editor.text))
    case .option(let option): return .success(option.selected)
    case .records(let records):
      let ids = records.chosen.map { JSONValue.string($0.wireText) }
      return .success(records.isMany ? .array(ids) : ids.first ?? .null)
    case .fixed: return .success(base)
    }
  }

  private func lineValue(_ text: String, now: Now) -> Result<JSONValue, InputError> {
    let trimmed = text.trimmed
    if trimmed.isEmpty { return .success(kind == .tags ? [] : .null) }
    return switch kind {
    case .email: AddressReader.mail(trimmed).map(JSONValue.string)
    case .url: AddressReader.web(trimmed).map(JSONValue.string)
    case .number(let format): NumberReader.read(trimmed, format).map(JSONValue.number)
    case .day: DayReader.read(trimmed, now: now).map { .string($0.iso) }
    case .moment: MomentReader.read(trimmed, now: now).map(written)
    case .tags: .success(.array(TagReader.read(text).map(tag)))
    case .json: Self.json(trimmed)
    default: .success(.string(text))
    }
  }

  /// A moment in the form in which it came: some traits hold milliseconds or seconds.
  func written(_ moment: Moment) -> JSONValue {
    guard case .number(let digits) = base, let old = Double(digits) else {
      return .string(moment.iso)
    }
    let number = old.magnitude < 1e11 ? moment.milliseconds / 1000 : moment.milliseconds
    return .number(String(number))
  }

  /// A tag in the form in which it came: some are numbers or objects.
  private func tag(_ text: String) -> JSONValue {
    base.array?.first { ($0.text ?? $0.jsonText) == text } ?? .string(text)
  }

  private static func json(_ text: String) -> Result<JSONValue, InputError> {
    do {
      return .success(try JSONReader.read(text))
    } catch {
      return .failure(InputError("not JSON; text stands in quotes, lists in [ ]"))
    }
  }

  private func textValue(_ text: String) -> JSONValue {
    if let appendsTo {
      return .string(text.isEmpty ? appendsTo : PlainBody.appended(text, to: appendsTo))
    }
    if text.isEmpty { return .null }
    return .string(kind == .longText(isHTML: true) ? PlainBody.html(text) : text)
  }

  /// What can be typed here, in a few words.
  var hint: String {
    switch (input, kind) {
    case (.option, .yesNo): "Space switches"
    case (.option, _): "Space next, Enter picks"
    case (.records(let records), _):
      "type or Enter to look up \(records.isMany ? "several" : "one"), Backspace takes it out"
    case (.text, _) where appendsTo != nil:
      "the text above keeps its formatting; what is typed here is added below it"
    case (.text, _): "Ctrl-O opens it in your editor"
    case (_, .day): "2026-03-01, today, +3d, next fri; Ctrl-T calendar"
    case (_, .moment): "2026-03-01 14:30, now, fri 9:00; Ctrl-T calendar"
    case (_, .number(let format)): format.hint
    case (_, .tags): "tags with commas between them"
    case (_, .email): "name@example.com"
    case (_, .url): "https://…"
    case (_, .json): "JSON"
    default: ""
    }
  }
}

extension NumberFormat {
  fileprivate var hint: String {
    let kind = decimals == 0 ? "a whole number" : "a number"
    return switch (minimum, maximum) {
    case (let low?, let high?) where high < 1e12:
      "\(kind) from \(Self.text(low)) to \(Self.text(high))"
    case (let low?, _): "\(kind), \(Self.text(low)) or more"
    default: kind
    }
  }

  private static func text(_ bound: Double) -> String {
    bound == bound.rounded() ? String(Int64(bound)) : String(bound)
  }
}
