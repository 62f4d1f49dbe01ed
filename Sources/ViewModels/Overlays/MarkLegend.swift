// What the marks in lists, forms and tabs mean.

import Markup

/// A mark with its meaning, as help shows it.
struct MarkLegend: Equatable, Sendable {
  /// What marks speak of. In a row of a list, each has its own place.
  enum Topic: String, CaseIterable, Sendable {
    case marked = "Marks: yours"
    case sync = "Marks: what is sent"
    case risk = "Marks: risk"
    case done = "Marks: done"
    case elsewhere = "Marks beside other things"
  }

  /// What it speaks of.
  let topic: Topic
  /// The mark, as it is drawn.
  let mark: Formatted
  /// What it says.
  let meaning: String

  /// All of them, by topic.
  static func all(_ keys: KeyNames) -> [MarkLegend] {
    [
      MarkLegend(
        .marked, "*", .accent,
        "marked with \(keys[.mark(.mark)]): what changes a record changes all of these"),
      MarkLegend(.sync, "~", .pending, "your change is not on the server yet"),
      MarkLegend(
        .sync, "X", .bad, "your change was refused or conflicts: \(keys[.app(.show(.outbox))])"),
      MarkLegend(
        .risk, "!", .bad,
        "late, lapsed, silent for 60 days, low health or score: see the brief"),
      MarkLegend(.risk, "?", .dim, "no health score"),
      MarkLegend(.done, "x", .good, "done"),
      MarkLegend(.elsewhere, "?", .dim, "in the outbox: not known whether it arrived"),
      MarkLegend(.elsewhere, "*", .warning, "in a form: required"),
      MarkLegend(.elsewhere, "3?", .dim, "a count that may be higher: not all are loaded"),
    ]
  }

  private init(_ topic: Topic, _ mark: String, _ role: TextRole, _ meaning: String) {
    self.topic = topic
    self.mark = Formatted(mark, role)
    self.meaning = meaning
  }
}
