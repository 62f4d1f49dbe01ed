// Tells of unfinished forms, and takes what editors save when nobody waits for them any more.

import VitallyModel

extension AppViewModel {
  /// Tells the user about unfinished forms, first about those that have a text from an editor.
  mutating func offer(_ drafts: [DraftEntry], _ rescued: [String]) {
    shared.drafts = Set(drafts.map(\.draft.id))
    let open = Set(stack.flatMap(\.layer.draftIDs))
    let drafts = drafts.filter { !open.contains($0.draft.id) }
    guard let latest = drafts.first else { return }
    let key = shared.keys[.app(.show(.drafts))]
    let saved = drafts.filter { rescued.contains($0.draft.id) }
    if let entry = saved.first {
      shared.say(
        saved.count == 1
          ? "What your editor has saved is in a draft (\(entry.what)). \(key) opens it."
          : "What your editor has saved is in \(saved.count) drafts. \(key) lists them.")
      return
    }
    let age = DateText(now: now).ago(latest.draft.updatedAt)
    shared.say(
      drafts.count == 1
        ? "You have an unfinished form from \(age). \(key) opens it."
        : "You have \(drafts.count) unfinished forms, the last from \(age). \(key) lists them.")
  }

  /// Takes a text that an editor has saved after it had returned: into the form that it was opened
  /// from, or else into a draft.
  mutating func take(_ text: String, of edit: OutsideEdit, after last: String?) -> [Job] {
    let form = (stack + ahead).first { $0.layer.form?.draftID == edit.form.id }
    if let form {
      let (jobs, isHandled) = send(.answer(.savedOutside(edit, text)), to: form.id)
      if isHandled { return jobs }
    }
    let key = shared.keys[.app(.show(.drafts))]
    let name = edit.name.isEmpty ? "" : " of “\(edit.name)”"
    return [
      .ofNobody(
        .keepSaved(
          edit, text, after: last,
          saying: "What your editor has saved\(name) is in a draft. \(key) opens it."))
    ]
  }
}
