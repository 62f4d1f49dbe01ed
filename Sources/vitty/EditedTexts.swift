// The texts that came back from editors and are not on the disk as drafts or changes yet: until
// they are, the editor's files stay.

import Foundation
import Store
import Synchronization
import ViewModels
import VitallyModel

/// The files whose texts have to be kept first. Safe to use from any thread.
final class EditedTexts: Sendable {
  private let files = Mutex<[String: [EditedFile]]>([:])

  /// A text has come back for a form, or could not be written with it.
  func add(_ file: EditedFile) {
    files.withLock { $0[file.edit.form.id, default: []].append(file) }
  }

  /// Takes the files of a form out: what is written next has their texts.
  func take(_ draft: String) -> [EditedFile] {
    files.withLock { $0.removeValue(forKey: draft) ?? [] }
  }
}

// MARK: - What an earlier run has left

extension EditedTexts {
  /// Puts texts that an earlier run of the program could not take back into the drafts of their
  /// forms. What is to be said about the rest.
  static func recover(in folder: String, to workspace: Workspace) -> [Notice] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(EditedFile.prefix) }.sorted().compactMap {
      recover(folder + "/" + $0, to: workspace)
    }
  }

  private static func recover(_ folder: String, to workspace: Workspace) -> Notice? {
    let hasForm = FileManager.default.fileExists(atPath: folder + "/form.json")
    guard let file = EditedFile(leftIn: folder) else {
      if hasForm { return Notice(.info, "An editor still has a text open in \(folder).") }
      if rmdir(folder) == 0 { return nil }
      return Notice(
        .info, "Your editor has left something in \(folder): look at it, then delete it.")
    }
    defer { file.unlock() }
    guard let bytes = file.read() else {
      file.remove()
      return nil
    }
    guard let text = EditedText.read(bytes, before: file.edit.text) else {
      return Notice(.warning, "The text in \(file.path) is not UTF-8 and stays there.")
    }
    do throws(StoreError) {
      guard try keep(text, of: file, in: workspace) else {
        return Notice(
          .warning, "The text in \(file.path) stays there: its form has been changed since.")
      }
      file.remove()
      return nil
    } catch {
      return Notice(.warning, "A text from your editor waits in \(file.path). \(error.sentence)")
    }
  }

  /// Keeps a text as a part of the draft of its form; false where that has become another one.
  private static func keep(
    _ text: String, of file: EditedFile, in workspace: Workspace
  ) throws(StoreError) -> Bool {
    let edit = file.edit
    if text.utf8.elementsEqual(edit.text.utf8) { return true }
    var draft = edit.draft(with: text)
    let kept = try workspace.material(
      edit.form.ref, parent: edit.form.parent, draft: edit.form.id
    ).draft
    if let kept, kept.updatedAt > edit.form.updatedAt,
      kept.texts != edit.draft(with: edit.text).texts
    {
      return kept.texts == draft.texts
    }
    draft.updatedAt = SystemEnvironment.now()
    try workspace.keep(draft)
    return true
  }
}
