// A text file for an external editor, stored with its form so that the text survives a crash.

import Foundation
import Glibc
import ViewModels

/// A text in its own file and folder, which only the user can read.
struct EditedFile: Sendable {
  /// The prefix of the folders' names; a random part follows.
  static let prefix = "editing-"

  let edit: OutsideEdit
  let folder: String
  /// The name of the file, after the record.
  let name: String
  var path: String { folder + "/" + name }
  /// The lock that the editor inherits: somebody has it while this program or the editor uses the
  /// text.
  let lock: EditLock
  /// The lock of the program that takes what is saved.
  private let owner: EditLock
  /// Whether the editor ended normally, so that other files it left can be deleted.
  var isDone = false
  /// Whether an editor may still write to it, so that it has to stay.
  var isLent = false
  /// Whether it stays until the next start tells of it: nobody reads now what is said.
  var isUntold = false
  /// The text that was taken from the editor last; nil for none.
  var taken: String?

  /// Writes a text below an existing folder.
  init(_ edit: OutsideEdit, below parent: String) throws(SettingsError) {
    var template = Array((parent + "/" + Self.prefix + "XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw Self.noRoom(in: parent) }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    name =
      FileName.readable(edit.name, otherwise: "Text") + (edit.isMarkdown ? ".md" : ".txt")
    self.edit = edit
    lock = EditLock(folder + "/lock")
    owner = EditLock(folder + "/owner")
    guard lock.isHeld, owner.isHeld, Self.write(edit.text, to: path), note() else {
      let error = Self.noRoom(in: parent)
      unlock()
      remove()
      throw error
    }
  }

  /// A file that an earlier run has left in a folder, with what was noted about it. If an editor
  /// still uses it, its lock is not held.
  private init(leftIn folder: String, _ note: EditNote, owner: EditLock) {
    edit = note.edit
    name = note.file
    taken = note.taken
    isLent = note.isLent
    self.folder = folder
    self.owner = owner
    lock = EditLock(folder + "/lock")
  }

  /// What is in a folder of an earlier run.
  enum Left {
    /// A file that no program takes care of any more.
    case file(EditedFile)
    /// Another program takes care of it.
    case inUse
    /// No file.
    case nothing
  }

  /// Looks into a folder of an earlier run.
  static func left(in folder: String) -> Left {
    guard let note = EditNote(in: folder) else { return .nothing }
    let owner = EditLock(folder + "/owner")
    guard owner.isHeld else { return .inUse }
    return .file(EditedFile(leftIn: folder, note, owner: owner))
  }

  /// Notes in the folder, for a later run, what is known about the file. False if that fails.
  @discardableResult
  func note() -> Bool {
    let next = folder + "/form.json.new"
    unlink(next)
    let note = EditNote(edit: edit, file: name, taken: taken, isLent: isLent)
    return Self.write(note.jsonText, to: next) && rename(next, folder + "/form.json") == 0
  }

  /// The bytes in the file now; nil if it is gone, is no file, or is far too large.
  func read() -> Data? { PlainFile.read(path, limit: 1 << 26) }

  /// When the file was made.
  var age: Duration {
    var status = stat()
    guard lstat(folder + "/owner", &status) == 0 else { return .zero }
    return .seconds(max(0, time(nil) - status.st_ctim.tv_sec))
  }

  /// Releases the locks.
  func unlock() {
    lock.release()
    owner.release()
  }

  /// What was taken from the file is stored: it is removed, unless the editor may still write to it.
  func settle() {
    if isLent || isUntold { note() } else { remove() }
  }

  /// Removes the file once its text is stored or unchanged. Other files stay if the editor was
  /// killed: they may contain text that was typed but never saved.
  func remove() {
    if isDone {
      try? FileManager.default.removeItem(atPath: folder)
      return
    }
    for name in own { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  /// The files that contain nothing beyond the text itself.
  private var own: [String] { ["form.json", "form.json.new", name, name + "~", "lock", "owner"] }

  /// Whether the folder contains other files, such as the editor's swap file.
  var hasMore: Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { !own.contains($0) }
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
