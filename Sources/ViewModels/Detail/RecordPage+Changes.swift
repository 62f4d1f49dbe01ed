// What a detail says on top of what the user has made of the record: unfinished forms, and changes
// that the server does not have.

import Markup
import VitallyModel

extension RecordPage {
  /// Forms of the record, and of new ones that were begun from it.
  mutating func drafts() {
    let dates = DateText(now: formatter.now)
    for draft in dossier.drafts {
      let isOwn = draft.ref == record.ref
      let what = isOwn ? "edit" : "new \(draft.ref.resource.schema.singular)"
      let way = isOwn ? "e goes on with it" : "gd shows it"
      writer.text("~ Unfinished \(what), typed \(dates.ago(draft.updatedAt)): \(way).", .pending)
    }
  }

  /// What the server does not have yet, or refuses.
  mutating func changes() {
    for change in dossier.changes {
      let what = change.new.fields.keys.compactMap { schema.field(FieldPath($0))?.label }
        .joined(separator: ", ")
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

  /// The record that stands in the way of a new one.
  private mutating func rival(_ ref: Ref) {
    let what =
      dossier.names[ref].map { "\($0), which" } ?? "the \(ref.resource.schema.singular) that"
    writer.line(
      [Span("  Enter opens \(what) has this external ID.", .link)], target: .record(ref))
  }
}
