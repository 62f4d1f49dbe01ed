// Makes sure that only the user can read and change a folder and its files.

import Foundation
import Glibc

/// A folder that was checked before use. Permissions that are too wide are tightened; files that
/// somebody else may have planted are refused.
struct PrivateFolder {
  let path: String
  /// Whether others had access to the folder or to a file in it.
  private(set) var wasOpen = false
  /// Whether others could create files in it.
  private var wasWritable = false
  private let variable: String

  /// Creates a folder if it is missing, and makes it private.
  /// - Parameter variable: The environment variable that selects another folder.
  init(_ path: String, variable: String) throws(SettingsError) {
    self.path = path
    self.variable = variable
    try make()
    try checkWay()
    try check()
  }

  /// Makes all files in the folder private.
  mutating func checkFiles() throws(SettingsError) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw refusal("\(path) can't be read (\(SettingsError.systemReason()))")
    }
    for name in names.sorted() { try checkFile(path + "/" + name) }
  }

  // MARK: The folder

  private func make() throws(SettingsError) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) == 0 || isFolder(made) { continue }
      let reason = errno == EEXIST || errno == ENOTDIR ? "it is not a folder" : nil
      throw refusal("\(made) can't be created (\(reason ?? SettingsError.systemReason()))")
    }
  }

  private func isFolder(_ path: String) -> Bool {
    let number = errno
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      errno = number
      return false
    }
    return true
  }

  /// Checks the parent folders: whoever can rename one of them can replace this folder.
  private mutating func checkWay() throws(SettingsError) {
    guard let resolved = realpath(path, nil) else {
      throw refusal("\(path) can't be used (\(SettingsError.systemReason()))")
    }
    defer { free(resolved) }
    var way = ""
    for part in String(cString: resolved).split(separator: "/").dropLast() {
      way += "/" + part
      var status = stat()
      guard stat(way, &status) == 0 else { continue }
      guard status.st_mode & S_IWOTH != 0, status.st_mode & S_ISVTX == 0 else { continue }
      guard status.st_uid == geteuid(), chmod(way, status.st_mode & 0o7775) == 0 else {
        throw refusal("Any user can change what is in \(way)")
      }
      (wasOpen, wasWritable) = (true, true)
    }
  }

  private mutating func check() throws(SettingsError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw refusal("\(path) can't be used (\(SettingsError.systemReason()))")
    }
    if status.st_mode & S_IFMT == S_IFLNK { try checkOwner(status, of: path) }
    guard stat(path, &status) == 0 else {
      throw refusal("\(path) can't be used (\(SettingsError.systemReason()))")
    }
    try checkOwner(status, of: path)
    if status.st_mode & 0o022 != 0 { wasWritable = true }
    try close(path, status)
    guard access(path, W_OK | X_OK) == 0 else {
      throw refusal("\(path) can't be written (\(SettingsError.systemReason()))")
    }
  }

  // MARK: Files

  private mutating func checkFile(_ file: String) throws(SettingsError) {
    var status = stat()
    guard lstat(file, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFLNK:
      throw SettingsError(
        description: "\(file) is a link, which vitty does not follow: move it away.")
    case S_IFREG, S_IFDIR, S_IFIFO: break
    default:
      throw SettingsError(description: "\(file) is not a file: move it away.")
    }
    try checkOwner(status, of: file)
    // A hard link to one of the user's files can be planted like a symbolic link.
    if wasWritable, status.st_mode & S_IFMT == S_IFREG, status.st_nlink > 1 {
      throw SettingsError(
        description: "\(file) is a hard link, which another user could have made: move it "
          + "away.")
    }
    try close(file, status)
  }

  /// Removes all permissions of group and others.
  private mutating func close(_ file: String, _ status: stat) throws(SettingsError) {
    guard status.st_mode & 0o077 != 0 else { return }
    wasOpen = true
    var after = stat()
    if chmod(file, status.st_mode & 0o700) == 0, stat(file, &after) == 0,
      after.st_mode & 0o077 == 0
    {
      return
    }
    throw refusal("Others can access \(file), and its permissions can't be changed")
  }

  private func checkOwner(_ status: stat, of file: String) throws(SettingsError) {
    guard status.st_uid != geteuid() else { return }
    let owner = getpwuid(status.st_uid).map { String(cString: $0.pointee.pw_name) }
    throw refusal("\(file) belongs to \(owner ?? "user \(status.st_uid)"), not to you")
  }

  private func refusal(_ what: String) -> SettingsError {
    let way = variable == "HOME" ? "check HOME, or set XDG_STATE_HOME" : "set \(variable)"
    return SettingsError(description: "\(what): \(way) to a folder of yours.")
  }
}
