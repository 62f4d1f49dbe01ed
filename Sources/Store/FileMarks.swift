// What is known about the soundness of a database file, as empty files beside it: they outlive a
// crash, and the database itself can't be asked.

import Foundation

/// The marks of a database file.
struct FileMarks: Sendable {
  /// The database file.
  let path: String

  private var doubt: String { path + ".doubt" }
  private var damage: String { path + ".damage" }

  /// Whether the file may be damaged: it was not closed, or a check of it was not finished. The WAL
  /// is empty after a clean end. Ask before opening the file.
  var isInDoubt: Bool { hasOpenLog || exists(doubt) }

  /// Whether damage was met in the file, which may have been repaired or replaced since.
  var saysDamaged: Bool { exists(damage) }

  /// Notes that the file has to be checked.
  func markDoubt() { create(doubt) }

  /// Notes that the file is damaged: the next start checks it before it does anything else.
  func markDamage() { create(damage) }

  /// Notes that the file is sound, or another one.
  func clear() {
    for mark in [doubt, damage] where exists(mark) {
      try? FileManager.default.removeItem(atPath: mark)
    }
  }

  private var hasOpenLog: Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    return (attributes?[.size] as? Int ?? 0) > 0
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Creates a file with private permissions unless it exists.
  private func create(_ path: String) { FileMarks.createPrivate(path) }

  /// Creates an empty file that only the user can read, unless it exists. SQLite gives the companion
  /// files of a database the same permissions.
  static func createPrivate(_ path: String) {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    _ = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
  }
}
