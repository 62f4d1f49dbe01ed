// Where the user was when the last session ended: a file in the folder of the workspace, which may be
// missing, damaged or newer without any harm.

import Foundation
import Glibc
import ViewModels

/// The file with a place.
struct PlaceFile: Sendable {
  private let path: String

  /// The most bytes of a file that is read.
  private static let limit = 4 << 20

  /// What was found.
  enum Found {
    case place(ResumePoint)
    case nothing
    /// There is a file that can't be understood.
    case unreadable
  }

  /// The file in the folder of a workspace.
  init(folder: String) { path = folder + "/place.json" }

  /// Reads the file.
  func read() -> Found {
    do throws(SettingsError) {
      guard let text = try PlainFile.text(path, limit: Self.limit) else { return .nothing }
      return ResumePoint(jsonText: text).map(Found.place) ?? .unreadable
    } catch {
      return .unreadable
    }
  }

  /// Removes the file: a start that fails because of it does so only once.
  func remove() { unlink(path) }

  /// Replaces the file as a whole. It need not outlive the computer, so nothing waits for the disk.
  func write(_ place: ResumePoint) {
    let next = path + ".new"
    unlink(next)
    let descriptor = open(next, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard (try? file.write(contentsOf: Data(place.jsonText.utf8))) != nil,
      (try? file.close()) != nil, rename(next, path) == 0
    else {
      unlink(next)
      return
    }
  }
}
