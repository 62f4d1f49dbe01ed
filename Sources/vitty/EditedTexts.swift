// Keeps the files of edited texts until the texts are on disk as drafts or changes.

import Foundation
import Store
import Synchronization
import ViewModels
import VitallyModel

/// Editor files whose texts are not stored yet. Thread-safe.
final class EditedTexts: Sendable {
  private let files = Mutex<[String: [EditedFile]]>([:])

  /// Adds a file whose text came back from the editor, or could not be stored with its form.
  func add(_ file: EditedFile) {
    files.withLock { $0[file.edit.form.id, default: []].append(file) }
  }

  /// Removes and returns the files of a form, whose texts are about to be stored with it.
  func take(_ draft: String) -> [EditedFile] {
    files.withLock { $0.removeValue(forKey: draft) ?? [] }
  }
}

// MARK: - Recovery after a crash

extension EditedTexts {
  /// Puts texts that an earlier run left behind into the drafts of their forms. Returns notices
  /// about those that could not be recovered.
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

  /// Stores a text in the draft of its form; false if the draft has changed since.
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
