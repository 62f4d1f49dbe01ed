// Finds texts that an earlier run has left with an editor, and puts them into drafts.

import Foundation
import Glibc
import Store
import ViewModels
import VitallyModel

/// What was found of an earlier run.
struct EditorRecovery {
  /// What to say about texts that are not in a draft.
  private(set) var notices: [Notice] = []
  /// The drafts that have a text from an editor.
  private(set) var drafts: [String] = []
  /// The files that an editor may still write to.
  private(set) var lent: [EditedFile] = []

  /// Puts texts that an earlier run has left in a folder into the drafts of their forms.
  init(in folder: String, to workspace: Workspace) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasPrefix(EditedFile.prefix) {
      recover(folder + "/" + name, to: workspace)
    }
  }

  private mutating func recover(_ folder: String, to workspace: Workspace) {
    switch EditedFile.left(in: folder) {
    case .inUse: break
    case .file(let file): recover(file, to: workspace)
    case .nothing:
      if rmdir(folder) == 0 { return }
      say(.info, "Your editor has left something in \(folder): look at it, then delete it.")
    }
  }

  private mutating func recover(_ left: EditedFile, to workspace: Workspace) {
    var file = left
    let isOpen = !file.lock.isHeld
    if isOpen {
      file.isLent = true
      file.note()
      say(.info, "An editor still has a text open: what it saves comes into its draft.")
    }
    guard let bytes = file.read() else {
      if isOpen { return lent.append(file) }
      defer { file.unlock() }
      guard file.taken == nil || keep(file.taken ?? "", of: &file, in: workspace) else { return }
      return file.remove()
    }
    guard let text = EditedText.read(bytes, before: file.edit.text) else {
      say(.warning, "The text in \(file.path) is not UTF-8 and stays there.")
      return isOpen ? lent.append(file) : file.unlock()
    }
    let isKept = keep(text, of: &file, in: workspace)
    if isOpen || file.isLent && file.age < LentTexts.patience { return lent.append(file) }
    if isKept { file.remove() }
    file.unlock()
  }

  /// Stores a text in a draft, unless it is there; false if that fails.
  private mutating func keep(
    _ text: String, of file: inout EditedFile, in workspace: Workspace
  ) -> Bool {
    let former = file.taken ?? file.edit.text
    do throws(StoreError) {
      if text.utf8.elementsEqual(former.utf8) {
        let id = file.edit.form.id
        // Without a draft the text was sent, or thrown away.
        guard file.taken != nil, try workspace.drafts().contains(where: { $0.draft.id == id })
        else { return true }
        if !file.isLent { drafts.append(id) }
        return true
      }
      let draft = try workspace.keep(text, of: file.edit, after: file.taken)
      drafts.append(draft.id)
      file.taken = text
      file.note()
      return true
    } catch {
      say(.warning, "A text from your editor waits in \(file.path). \(error.sentence)")
      return false
    }
  }

  private mutating func say(_ level: Notice.Level, _ sentence: String) {
    notices.append(Notice(level, sentence))
  }
}

extension Workspace {
  /// Stores a text of an editor in the draft of its form as it is now, or in one of its own.
  func keep(
    _ text: String, of edit: OutsideEdit, after last: String?
  ) throws(StoreError) -> Draft {
    let form = edit.form
    let current = try material(form.ref, parent: form.parent, draft: form.id).draft
    var draft = edit.draft(with: text, after: last, in: current)
    draft.updatedAt = SystemEnvironment.now()
    try keep(draft)
    return draft
  }
}
