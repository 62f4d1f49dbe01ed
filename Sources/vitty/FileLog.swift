// The log of a workspace: a file that only its user can read. Nothing goes to the screen.

import Foundation
import Glibc
import Logging
import Synchronization
import VitallyModel

/// A file that lines are appended to.
final class FileLog: Sendable {
  /// Above this size the file is set aside, and one older file is kept.
  private static let limit = 1_000_000

  let path: String
  let descriptor: Int32

  /// Opens the log in a folder, which is made when it is missing.
  init(folder: String) throws {
    path = folder + "/vitty.log"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    if size > Self.limit { rename(path, path + ".old") }
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw SettingsError(
        description: "\(path) cannot be written: check the permissions of the folder.")
    }
  }

  deinit { close(descriptor) }

  func write(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }

  /// A logger that writes here.
  func logger(_ label: String, level: Logger.Level = .info) -> Logger {
    var logger = Logger(label: label) { label in FileLogHandler(log: self, label: label) }
    logger.logLevel = level
    return logger
  }
}

private struct FileLogHandler: LogHandler {
  let log: FileLog
  let label: String
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  init(log: FileLog, label: String) {
    self.log = log
    self.label = label
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let details = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    log.write("\(SystemEnvironment.now().iso) \(event.level) \(label): \(event.message)\(details)")
  }
}
