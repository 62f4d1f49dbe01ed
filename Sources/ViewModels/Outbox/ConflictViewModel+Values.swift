// The values of a conflict as text: short in the table, in full below it.

import Markup
public import VitallyModel

extension ConflictViewModel {
  /// A value as it stands in the table: on one line.
  public func text(_ value: JSONValue, of row: ConflictRow, now: Now) -> Formatted {
    let text = RecordFormatter(now: now, names: names).value(row.field, value)
    return text.text.isEmpty ? Formatted("(empty)", .dim) : Formatted(text.text)
  }

  /// A value in full, as far as a screen holds it; line breaks are kept.
  public func fullText(_ value: JSONValue, of row: ConflictRow, now: Now) -> Formatted {
    guard case .longText(let isHTML) = row.field.kind, let text = value.text, !text.isEmpty else {
      return self.text(value, of: row, now: now)
    }
    return Formatted(
      isHTML ? PlainText.summary(ofHTML: text, limit: Self.limit) : String(text.prefix(Self.limit)))
  }

  /// More than this many characters of a value are on no screen.
  private static let limit = 2000

  /// What will be sent of a field, in a word, or as it was typed.
  public func decision(_ row: ConflictRow, now: Now) -> Formatted {
    switch row.choice {
    case nil: Formatted("choose", .warning, mark: "?")
    case .side(.base)?: Formatted("as it was")
    case .side(.mine)?: Formatted("yours")
    case .side(.theirs)?: Formatted("theirs")
    case .typed(let value)?: text(value, of: row, now: now)
    }
  }
}

extension ConflictRow.Side {
  /// The name of the side, as a heading.
  public var title: String {
    switch self {
    case .base: "as you read it"
    case .mine: "yours"
    case .theirs: "theirs"
    }
  }
}
