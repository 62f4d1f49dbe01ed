// The value that a record is sorted by in a list, in a form that SQLite compares correctly.

import VitallyModel

/// The value of a field, as a number or as folded text.
struct SortValue: Equatable, Comparable {
  /// Numbers as they are, true as 1, days and moments in milliseconds since 1970.
  var number: Double?
  /// Anything else, folded; for a lookup the title of the first record.
  var text: String?
  /// The ref of that record as text, when the title had to be looked up.
  var named: String?

  /// Numbers come first, then texts, then missing values, in both directions.
  var rank: Int { number != nil ? 0 : text != nil ? 1 : 2 }

  /// Compares as the ascending index does.
  static func < (left: SortValue, right: SortValue) -> Bool {
    (left.rank, left.number ?? 0, left.text ?? "")
      < (right.rank, right.number ?? 0, right.text ?? "")
  }

  /// How many characters of a text are kept: enough to sort by, without repeating whole notes.
  private static let textLimit = 80

  /// The value of a field in a body. `title` finds the title of a record by its ref.
  init(_ field: Field, in body: JSONObject, title: (Ref) throws -> String?) rethrows {
    if let resource = field.lookedUp {
      try self.init(Reference.all(in: field.source.value(in: body), of: resource), title: title)
    } else {
      self.init(field.source.value(in: body), kind: field.kind)
    }
  }

  private init(_ references: [Reference], title: (Ref) throws -> String?) rethrows {
    guard let first = references.first else { return }
    if let embedded = first.embedded, let record = Record(first.ref.resource, body: embedded) {
      text = record.title.folded
    } else {
      text = try title(first.ref)?.folded
      named = first.ref.description
    }
  }

  private init(_ value: JSONValue, kind: FieldKind) {
    guard !value.isBlank else { return }
    number = Self.number(of: value, kind: kind)
    if number == nil { text = Self.text(of: value) }
  }

  /// A value as a number; nil for one that is compared as text.
  static func number(of value: JSONValue, kind: FieldKind) -> Double? {
    if let flag = value.bool { return flag ? 1 : 0 }
    return switch kind {
    case .number: value.double
    case .day:
      (value.text.flatMap(Day.init)).map { Double($0.number) * 86_400_000 }
        ?? milliseconds(value)
    case .moment, .date: milliseconds(value)
    case .json:
      if case .number(let digits) = value { Double(digits) } else { nil }
    default: nil
    }
  }

  private static func milliseconds(_ value: JSONValue) -> Double? {
    Moment(json: value).map { Double($0.milliseconds) }
  }

  private static func text(of value: JSONValue) -> String? {
    if let text = value.text { return String(text.prefix(textLimit)).folded }
    let texts = (value.array ?? []).compactMap(\.text)
    return texts.isEmpty ? nil : String(texts.joined(separator: " ").prefix(textLimit)).folded
  }
}
