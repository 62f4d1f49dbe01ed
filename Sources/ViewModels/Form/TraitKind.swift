// The kinds of value that a user can give a trait. Vitally takes any of them under any key.

import VitallyModel

/// A kind of trait; the raw value is its name in forms.
enum TraitKind: String, CaseIterable {
  case text
  case longText = "long text"
  case number
  case yesNo = "yes/no"
  case day = "date"
  case moment = "date, time"
  case choice
  case list
  case json = "JSON"
  /// Removes the trait.
  case remove

  /// The kind of a trait, from its definition and its value.
  init(_ field: Field, _ value: JSONValue) {
    switch (field.kind, value) {
    case (.choice, _): self = .choice
    case (.date(let asksTime), _):
      self =
        switch DayOrMoment(json: value) {
        case .day?: .day
        case .moment?: .moment
        case nil: asksTime ? .moment : .day
        }
    case (.tags, .null), (.tags, .string): self = .list
    case (_, .array(let values)): self = values.areTags ? .list : .json
    case (.longText, _): self = .longText
    case (.yesNo, .bool), (.yesNo, .null), (.json, .bool): self = .yesNo
    case (.number, .number), (.number, .null), (.json, .number): self = .number
    case (_, .object): self = .json
    case (_, .string(let text)) where text.contains(where: \.isNewline): self = .longText
    default: self = .text
    }
  }

  /// The field kind that edits such a value.
  func fieldKind(of field: Field) -> FieldKind {
    switch self {
    case .text, .remove: .text
    case .longText: .longText(isHTML: false)
    case .number: .number(.plain)
    case .yesNo: .yesNo
    case .day: .day
    case .moment: .moment
    case .choice: field.kind
    case .list: .tags
    case .json: .json
    }
  }

  /// The kinds to choose from for a trait: `choice` only if its definition has options.
  static func choices(for field: Field, isNew: Bool) -> [Choice] {
    allCases.filter { kind in
      switch kind {
      case .choice: if case .choice = field.kind { true } else { false }
      case .remove: !isNew
      default: true
      }
    }.map { Choice($0.rawValue) }
  }
}

extension [JSONValue] {
  /// Whether a list can be edited as tags without loss: only strings, without duplicates.
  fileprivate var areTags: Bool {
    let texts = compactMap { value in if case .string(let text) = value { text } else { nil } }
    return texts.count == count && Set(texts).count == count
      && texts.allSatisfy { !$0.isEmpty && $0 == $0.trimmed }
  }
}
