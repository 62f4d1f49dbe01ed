// The temporary folder of a made-up workspace, removed at exit, or by the next demo after a crash.

import Foundation
import Glibc

/// A folder used by this process alone.
struct DemoFolder {
  private static let prefix = "vitty-demo-"

  let path: String
  /// A lock that the system releases when the process ends, however it ends.
  private let lock: Int32

  /// Makes a folder, after removing those whose process has ended.
  init(in parent: SystemEnvironment.Place) throws(SettingsError) {
    Self.clear(parent.path)
    for _ in 1...8 {
      let path = parent.path + "/" + Self.prefix + UUID().uuidString
      guard mkdir(path, 0o700) == 0 else {
        throw SettingsError(
          description: "\(path) can't be created (\(SettingsError.systemReason())): set "
            + "\(parent.variable) to a folder that you can write to.")
      }
      // Another demo may have removed it as abandoned before it was locked.
      guard let lock = Self.locked(path) else { continue }
      if Self.isAt(path, lock) {
        self.path = path
        self.lock = lock
        return
      }
      close(lock)
    }
    throw SettingsError(
      description: "No folder can be used in \(parent.path): set \(parent.variable) to another "
        + "folder.")
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
    close(lock)
  }

  private static func clear(_ parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard UUID(uuidString: String(name.dropFirst(prefix.count))) != nil,
        let lock = locked(parent + "/" + name)
      else { continue }
      try? FileManager.default.removeItem(atPath: parent + "/" + name)
      close(lock)
    }
  }

  /// Locks a folder of the user's; nil while another process holds the lock.
  private static func locked(_ path: String) -> Int32? {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    var status = stat()
    guard fstat(folder, &status) == 0, status.st_uid == geteuid(),
      flock(folder, LOCK_EX | LOCK_NB) == 0
    else {
      close(folder)
      return nil
    }
    return folder
  }

  private static func isAt(_ path: String, _ folder: Int32) -> Bool {
    var (here, there) = (stat(), stat())
    return fstat(folder, &here) == 0 && lstat(path, &there) == 0 && here.st_ino == there.st_ino
      && here.st_dev == there.st_dev
  }
}
