// Where saved views lie: vitty's own file in the folder of the workspace, and one beside config.toml
// that it only reads.

import Foundation
import Glibc
import VitallyModel

/// The files with the saved views of a workspace. Several programs may change them.
struct ViewsFolder: Sendable {
  /// The folder of vitty's own file.
  let folder: String
  /// The file for all workspaces; nil for none.
  let configured: String?

  private var path: String { folder + "/views.toml" }

  /// The most bytes of a file that is read.
  private static let limit = 1 << 20

  /// Reads all views. What can't be read is said in the library.
  func library() -> ViewLibrary {
    var problems: [String] = []
    let others = configured.flatMap { path -> ViewsFile? in
      do throws(SettingsError) {
        return try PlainFile.text(path, limit: Self.limit).map {
          ViewsFile($0, name: path, source: .configured)
        }
      } catch {
        problems.append(error.description)
        return nil
      }
    }
    var own = ViewsFile("", name: "", source: .own)
    do throws(SettingsError) {
      own = try file()
    } catch {
      problems.append(error.description)
    }
    var library = own.library(with: others)
    library.problems += problems
    return library
  }

  /// Makes a change, on top of what another program may have changed meanwhile, and returns all
  /// views. The file is replaced as a whole.
  func edit(_ edit: ViewEdit) throws(SettingsError) -> ViewLibrary {
    let lock = open(folder + "/views.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else { throw unwritable() }
    defer { close(lock) }
    var file = try file()
    try file.apply(edit)
    try write(file.text)
    return library()
  }

  private func file() throws(SettingsError) -> ViewsFile {
    ViewsFile(try PlainFile.text(path, limit: Self.limit) ?? "", name: path, source: .own)
  }

  private func write(_ text: String) throws(SettingsError) {
    let next = path + ".new"
    unlink(next)
    let descriptor = open(next, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable() }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(text.utf8))
      try file.synchronize()
      try file.close()
    } catch {
      let problem = unwritable()
      unlink(next)
      throw problem
    }
    guard rename(next, path) == 0 else { throw unwritable() }
  }

  private func unwritable() -> SettingsError {
    SettingsError(
      description:
        "\(path) can't be written (\(SettingsError.systemReason())): nothing was changed.")
  }
}
