// What is kept of a form while it is being filled in.

import VitallyModel

extension FormViewModel {
  /// Where a draft keeps traits that the record does not have yet: their names may be unfinished.
  static let newTraits = "+traits"

  /// The form as a draft. A box adds its field to the draft of the whole record.
  func draft(now: Now) -> Draft {
    var texts = others?.texts ?? [:]
    var added: [JSONValue] = []
    for row in rows {
      guard let typed = row.kept(now: now) else { continue }
      if row.isTrait, !row.isKnownTrait {
        added.append(typed)
      } else {
        texts[row.path.text] = typed
      }
    }
    if !added.isEmpty { texts[Self.newTraits] = .array(added) }
    return Draft(
      ref: ref, parent: parent, replaces: replaces, texts: texts,
      base: others?.base ?? base, focus: focusedRow?.path.text ?? "", createdAt: startedAt,
      updatedAt: now.moment)
  }

  /// Keeps for a box what the draft says of other fields, and puts back what it says of this one.
  mutating func takeOthers(_ draft: Draft, now: Now) {
    var others = draft
    for index in rows.indices {
      let path = rows[index].path.text
      guard let typed = others.texts[path] else { continue }
      rows[index].restore(typed, now: now, measure: measure)
      others.texts[path] = nil
      isKept = true
      hasTyping = true
    }
    self.others = others.texts.isEmpty ? nil : others
    replaces = draft.replaces
    startedAt = draft.createdAt
  }
}
