// The value that a form's input means, in the form in which the server has it, and what can be typed.

import Markup
import VitallyModel

extension FormCell {
  /// The value of the cell. An untouched cell keeps its original value, in its original form.
  func value(now: Now) -> Result<JSONValue, InputError> {
    isTouched ? read(now: now) : .success(base)
  }

  /// The value that the input means, whether or not it was touched.
  func read(now: Now) -> Result<JSONValue, InputError> {
    if let filled, filled.typed == input.typed { return .success(filled.value) }
    switch input {
    case .line(let editor): return lineValue(editor.text, now: now)
    case .text(let editor): return .success(textValue(editor.text))
    case .option(let option): return .success(option.selected)
    case .records(let records):
      return .success(kind.naming(records.chosen) { $0.wireText })
    case .locked, .fixed: return .success(base)
    }
  }

  private func lineValue(_ text: String, now: Now) -> Result<JSONValue, InputError> {
    let trimmed = text.trimmed
    if trimmed.isEmpty { return .success(kind == .tags ? [] : .null) }
    return switch kind {
    case .email: AddressReader.mail(trimmed).map(JSONValue.string)
    case .url: AddressReader.web(trimmed).map(JSONValue.string)
    case .number(let format): NumberReader.read(trimmed, format).map(JSONValue.number)
    case .day: DayReader.read(trimmed, now: now).map(written)
    case .moment, .date: MomentReader.read(trimmed, now: now).map(written)
    case .tags: .success(.array(TagReader.read(text).map(tag)))
    case .json: Self.json(trimmed)
    default: .success(.string(trimmed))
    }
  }

  /// A moment in its original format: some traits hold milliseconds or seconds.
  func written(_ moment: Moment) -> JSONValue {
    guard case .number(let digits) = base, let old = Double(digits) else {
      return .string(moment.iso)
    }
    let number = old.magnitude < 1e11 ? moment.milliseconds / 1000 : moment.milliseconds
    return .number(String(number))
  }

  /// A day in its original format: some traits hold midnight, as text or as a number.
  private func written(_ day: Day) -> JSONValue {
    guard case .day? = DayOrMoment(json: base) else { return .string(day.iso) }
    if case .number(let digits) = base {
      // A smaller number counts something and is not a date: its format can't be kept.
      let isDate = (Double(digits)?.magnitude ?? 0) >= 1e8
      return isDate ? written(day.midnight) : .string(day.iso)
    }
    return .string(base.isDateAlone ? day.iso : day.midnight.iso)
  }

  /// A tag in its original form: some are numbers or objects.
  private func tag(_ text: String) -> JSONValue {
    base.array?.first { ($0.text ?? $0.jsonText) == text } ?? .string(text)
  }

  private static func json(_ text: String) -> Result<JSONValue, InputError> {
    do {
      return .success(try JSONReader.read(text))
    } catch {
      return .failure(InputError("not JSON; put text in quotes, lists in [ ]"))
    }
  }

  private func textValue(_ text: String) -> JSONValue {
    guard isBody else { return text.isEmpty ? .null : .string(text) }
    let html = MarkdownBody.html(text, like: base.text ?? "")
    return html.isEmpty ? .null : .string(html)
  }

  /// A short hint on what can be typed.
  func hint(_ keys: KeyNames, isBox: Bool) -> String {
    switch (input, kind) {
    case (.option, .yesNo): "\(keys[.form(.toggle)]) switches"
    case (.option, _):
      "\(keys[.form(.toggle)]) next, \(keys[.form(isBox ? .pick : .enter)]) picks"
    case (.records(let records), _):
      "type or \(keys[.form(.enter)]) to look up \(records.isMany ? "several" : "one"), \(keys[.editor(.deleteBackward)]) removes it"
    case (.locked, _): "\(keys[.form(.enter)]) asks what to do with it"
    case (.text, _): "\(keys[.form(.editOutside)]) opens it in your editor"
    case (_, .day): "2026-03-01, today, +3d, next fri; \(keys[.form(.pick)]) calendar"
    case (_, .moment): "2026-03-01 14:30, now, fri 9:00; \(keys[.form(.pick)]) calendar"
    case (_, .number(let format)): format.hint
    case (_, .tags): "tags, separated by commas"
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
}
