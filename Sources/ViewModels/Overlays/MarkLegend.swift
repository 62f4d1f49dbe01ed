// What the marks in lists, forms and tabs mean.

import Markup

/// A mark with its meaning, as help shows it.
struct MarkLegend: Equatable, Sendable {
  /// The mark, as it is drawn.
  let mark: Formatted
  /// What it says.
  let meaning: String

  /// All of them, in the order in which one of them wins in a row.
  static func all(_ keys: KeyNames) -> [MarkLegend] {
    [
      MarkLegend("X", .bad, "your change was refused or conflicts: \(keys[.app(.show(.outbox))])"),
      MarkLegend("~", .pending, "your change is not on the server yet"),
      MarkLegend("x", .good, "done"),
      MarkLegend("!", .bad, "at risk: overdue, lapsed, silent for 60 days, low health or score"),
      MarkLegend("?", .dim, "no health score; in the outbox: not known whether it arrived"),
      MarkLegend("*", .warning, "in a form: required"),
      MarkLegend("3?", .dim, "a count that may be higher: not all are loaded"),
    ]
  }

  private init(_ mark: String, _ role: TextRole, _ meaning: String) {
    self.mark = Formatted(mark, role)
    self.meaning = meaning
  }
}
