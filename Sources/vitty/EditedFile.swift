// A text file for an external editor, stored with its form so that the text survives a crash.

import Foundation
import Glibc
import ViewModels

/// A text in its own file and folder, which only the user can read.
struct EditedFile: Sendable {
  /// The prefix of the folders' names; a random part follows.
  static let prefix = "editing-"

  let edit: OutsideEdit
  var path: String { folder + "/vitty.txt" }
  let folder: String
  /// The lock file, locked while this program or the editor uses the text.
  let lock: Int32
  /// Whether the editor ended normally, so that other files it left can be deleted.
  var isDone = false

  /// Writes a text below an existing folder.
  init(_ edit: OutsideEdit, below parent: String) throws(SettingsError) {
    var template = Array((parent + "/" + Self.prefix + "XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw Self.noRoom(in: parent) }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.edit = edit
    lock = open(folder + "/lock", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, Self.write(edit.text, to: path),
      Self.write(edit.jsonText, to: folder + "/form.json")
    else {
      let error = Self.noRoom(in: parent)
      unlock()
      remove()
      throw error
    }
  }

  /// A file left in a folder by an earlier run; nil if there is none or it is still in use.
  init?(leftIn folder: String) {
    guard let bytes = FileManager.default.contents(atPath: folder + "/form.json"),
      let edit = OutsideEdit(jsonText: String(decoding: bytes, as: UTF8.self))
    else { return nil }
    lock = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    self.edit = edit
    self.folder = folder
    guard lock >= 0 else { return nil }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      return nil
    }
  }

  /// The bytes in the file now; nil if it is gone.
  func read() -> Data? { FileManager.default.contents(atPath: path) }

  /// Releases the lock.
  func unlock() {
    if lock >= 0 { close(lock) }
  }

  /// Removes the file once its text is stored or unchanged. Other files stay if the editor was
  /// killed: they may contain text that was typed but never saved.
  func remove() {
    if isDone {
      try? FileManager.default.removeItem(atPath: folder)
      return
    }
    for name in Self.own { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  /// The files that contain nothing beyond the text itself.
  private static let own = ["form.json", "vitty.txt", "vitty.txt~", "lock"]

  /// Whether the folder contains other files, such as the editor's swap file.
  var hasMore: Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { !Self.own.contains($0) }
  }

  private static func noRoom(in parent: String) -> SettingsError {
    SettingsError(
      description: "The text can't be written to \(parent) (\(SettingsError.systemReason())): "
        + "nothing was changed.")
  }

  private static func write(_ text: String, to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(text.utf8))
      return true
    } catch {
      return false
    }
  }
}
