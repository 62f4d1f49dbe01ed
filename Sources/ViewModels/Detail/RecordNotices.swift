// What a brief says of a record beyond its values: unfinished forms, changes that the server does not
// have, that it is archived or put aside.

import Markup
import VitallyModel

extension RecordPage {
  /// What is special about the record now: drafts, changes, that it is archived or put aside.
  mutating func notices() {
    drafts()
    changes()
    archived()
    waiting()
  }

  /// The drafts of the record, and of new ones begun from it.
  private mutating func drafts() {
    let dates = DateText(now: formatter.now)
    for draft in recordDetail.drafts {
      let isOwn = draft.ref == record.ref
      let what = isOwn ? "edit" : "new \(draft.ref.resource.schema.singular)"
      let way =
        isOwn ? "\(keys[.record(.edit)]) continues it" : "\(keys[.app(.show(.drafts))]) shows it"
      writer.text("~ Unfinished \(what), typed \(dates.ago(draft.updatedAt)): \(way).", .pending)
    }
  }

  /// The changes that the server does not have yet or refuses.
  private mutating func changes() {
    for change in recordDetail.changes {
      if change.new.action.removes {
        removal(change)
        continue
      }
      let what = change.fieldLabels(recordDetail.traits).joined(separator: ", ")
      if change.needsAttention {
        writer.text("X Not saved (\(what)): \(change.sentence)", .bad)
        for message in change.fieldMessages {
          let label = schema.field(message.path)?.label ?? message.path.text
          writer.text("  \(label): \(message.message)", .bad)
        }
        if let rival = change.rival { self.rival(rival) }
      } else {
        let reason = change.sentence.isEmpty ? "" : " " + change.sentence
        writer.text("~ Not yet on the server: \(what).\(reason)", .pending)
      }
    }
  }

  /// A removal that waits or was refused.
  private mutating func removal(_ change: Change) {
    if change.needsAttention {
      writer.text("X \(change.failed): \(change.sentence)", .bad)
    } else {
      let removed = change.new.action.removed ?? ""
      let way = change.canBeTakenBack ? ": " + keys.wayBack : ""
      let reason = change.sentence.isEmpty ? "" : " " + change.sentence
      writer.text("~ Waits to be \(removed)\(way).\(reason)", .pending)
    }
  }

  /// Says that it is archived, unless that is still to be done.
  private mutating func archived() {
    let waits = recordDetail.changes.contains { $0.isPending && $0.new.action.removes }
    guard !waits, let field = schema.field("archivedAt"), !record[field].isBlank else { return }
    writer.text("Archived \(formatter.value(field, record[field]).text)", .dim)
  }

  /// Says that it is put aside, and what brings it back.
  private mutating func waiting() {
    guard let wait = recordDetail.wait else { return }
    let when =
      wait.until.map { DateText(now: formatter.now).near(formatter.now.zone.local($0).day) }
      ?? "it changes"
    let key = keys[.decision(.wait("over"))]
    writer.text(
      "Put aside on this computer until \(when). \(key) brings it back.", .dim)
  }

  /// The record that blocks a new one.
  private mutating func rival(_ ref: Ref) {
    let what =
      recordDetail.names[ref].map { "\($0), which" } ?? "the \(ref.resource.schema.singular) that"
    writer.line(
      [Span("  \(keys[.record(.open)]) opens \(what) has this external ID.", .link)],
      target: .record(ref))
  }
}
