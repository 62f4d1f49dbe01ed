// Taking a record away: what the user has to know before, and what has to be typed for a deletion.

import VitallyModel

/// The archiving or deletion of a record, as it is asked about.
struct Removal: Hashable, Sendable {
  /// The change that takes the record away.
  let change: NewChange
  /// The title of the record.
  let title: String

  /// What to show until it is sent, and once it is done.
  func sentences(_ keys: KeyNames) -> (before: String, after: String) {
    let (doing, done) =
      change.action == .destroy ? ("Deleting", "Deleted") : ("Archiving", "Archived")
    return (
      "\(doing) \(title)… Until it is sent, \(keys.quickWayBack).", "\(done) \(title)"
    )
  }
}

/// The words about a removal.
struct RemovalWords {
  /// `.archive` or `.destroy`.
  let action: Write.Action
  /// The record with its changes and drafts.
  let detail: RecordDetail
  /// The record itself.
  let record: Record
  /// Its title, cut to a reasonable length.
  let title: String
  /// What tells it from others of that title; empty for nothing.
  let distinction: String
  /// The keys in force.
  let keys: KeyNames

  /// The longest name that has to be typed.
  private static let longestName = 40

  private var schema: Schema { record.schema }

  /// The question, what waits for the record first.
  var question: String {
    let others = distinction.isEmpty ? "" : " (\(distinction))"
    let what = "\(schema.singular) “\(title)”\(others)"
    let waiting = waiting
    let verb = action == .destroy ? "Delete" : "Archive"
    let object = waiting.isEmpty ? "the \(what)" : "it"
    let before = waiting.isEmpty ? "" : "The \(what) has \(waiting.enumerated). "
    return before + "\(verb) \(object)\(extent)? \(consequence)"
  }

  /// What goes with a deletion.
  private var extent: String {
    guard action == .destroy else { return "" }
    let parts = schema.fields.compactMap { field -> String? in
      if case .objects = field.kind { "its \(field.label.lowercased())" } else { nil }
    }
    let all = parts + (schema.links.isEmpty ? [] : ["everything that belongs only to it"])
    return " for ever" + (all.isEmpty ? "" : ", with \(all.enumerated)")
  }

  /// What can't be undone afterwards.
  private var consequence: String {
    switch action {
    case .destroy:
      let rest = isUnfinished ? " What is unfinished stays here but can't be saved any more." : ""
      return "Once this is sent, nothing brings it back." + rest
    case .archive, .create, .update:
      return "Once this is sent, it can be brought back only in Vitally itself."
    }
  }

  private var isUnfinished: Bool {
    !detail.drafts.isEmpty || detail.changes.contains(where: \.needsAttention)
  }

  private var waiting: [String] {
    let drafts = detail.drafts.count
    let failed = detail.changes.count(where: \.needsAttention)
    let unsent = detail.changes.count(where: \.isPending)
    return [
      drafts == 0
        ? nil : "\(drafts.counted("unfinished form")) (\(keys[.app(.show(.drafts))]))",
      failed == 0
        ? nil : "\(failed.counted("change")) not saved (\(keys[.app(.show(.outbox))]))",
      unsent == 0 ? nil : "\(unsent.counted("unsent change")), sent first",
    ].compactMap(\.self)
  }

  /// What has to be typed: the name, if every keyboard can type it and it is not long; otherwise a
  /// word.
  var word: String {
    let shown = record.name ?? ""
    let name = shown.searchWords.joined(separator: " ")
    let isEasy =
      name.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
      && !shown.unicodeScalars.contains(where: \.isInvisible)
    return name.isEmpty || !isEasy || name.utf8.count > Self.longestName ? "delete" : name
  }

  /// The question before a record is thrown away that the server does not have yet.
  func withdrawal(of create: Change) -> String {
    let others = detail.changes.count { $0.id != create.id }
    let rest = others == 0 ? "" : ", and \(others.counted("more change")) of it"
    return "Vitally does not have the new \(schema.singular) “\(title)” yet. Throw it away\(rest)?"
  }
}

extension Write.Action {
  /// What becomes of a record that it takes away: `archived`, `deleted`; nil for other writes.
  var removed: String? {
    switch self {
    case .create, .update: nil
    case .archive: "archived"
    case .destroy: "deleted"
    }
  }
}

extension KeyNames {
  /// How a removal that waits is taken back.
  var wayBack: String {
    "\(self[.app(.show(.outbox))]), then \(self[.outbox(.drop)]), takes it back"
  }

  /// How the last decision is taken back.
  var quickWayBack: String { "\(self[.app(.undo)]) takes it back" }
}

extension [String] {
  /// `a, b and c`.
  fileprivate var enumerated: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + self[count - 1]
  }
}
