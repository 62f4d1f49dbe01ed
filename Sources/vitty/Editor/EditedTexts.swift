// Keeps the files of edited texts until the texts are on disk as drafts or changes.

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

  /// Removes and returns the files of a form, whose texts are about to be stored with it. Of a file
  /// that an editor may still write to, only the draft with its text takes it.
  func take(_ id: String, with draft: Draft? = nil) -> [EditedFile] {
    files.withLock { all in
      let files = all.removeValue(forKey: id) ?? []
      let stay = files.filter { $0.isLent && !($0.taken.map { draft?.has($0) ?? false } ?? true) }
      if !stay.isEmpty { all[id] = stay }
      return files.filter { file in !stay.contains { $0.folder == file.folder } }
    }
  }
}

extension Draft {
  /// Whether a text stands in it.
  fileprivate func has(_ text: String) -> Bool {
    texts.members.contains { Self.has(text, in: $0.value) }
  }

  private static func has(_ text: String, in value: JSONValue) -> Bool {
    if let elements = value.array { return elements.contains { has(text, in: $0) } }
    if let object = value.object { return object.members.contains { has(text, in: $0.value) } }
    return value == .string(text)
  }
}
