// A file for another program to edit. Only its user can read it. It lies with the files of the
// workspace and says which form it belongs to, so that the text is found again whatever happens to
// this program meanwhile.

import Foundation
import Glibc
import ViewModels

/// A text in a file of its own, in a folder of its own.
struct EditedFile: Sendable {
  /// How the folders of such files are called, before the part that tells them apart.
  static let prefix = "editing-"

  let edit: OutsideEdit
  var path: String { folder + "/vitty.txt" }
  let folder: String
  /// Locked as long as this program or the editor is at work on the file.
  let lock: Int32
  /// Whether the editor has ended by itself: what it left beside the file is of no use then.
  var isDone = false

  /// Writes a text below a folder that exists.
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

  /// A file that an earlier run of the program has left in a folder. Nil while somebody is at work
  /// on it, and for a folder without one.
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

  /// The bytes that are in the file now; nil if it is gone.
  func read() -> Data? { FileManager.default.contents(atPath: path) }

  /// Nobody is at work on the file any more.
  func unlock() {
    if lock >= 0 { close(lock) }
  }

  /// Removes the file, whose text is safe or was nothing new. What an editor that was ended has
  /// left beside it stays, since it may hold what was typed and never saved.
  func remove() {
    if isDone {
      try? FileManager.default.removeItem(atPath: folder)
      return
    }
    for name in Self.own { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  /// The names in the folder that hold nothing but the text as it was or is.
  private static let own = ["form.json", "vitty.txt", "vitty.txt~", "lock"]

  /// Whether there is more in the folder than the text.
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
