// The log file of a workspace, which only the user can read.

import Glibc
import Logging
import Synchronization
import VitallyModel

/// A log file.
final class FileLog: Sendable {
  /// Above this size the file is rotated; one old file is kept.
  private static let limit = 1_000_000

  let path: String
  let descriptor: Int32

  /// Opens the log in an existing folder. Does not follow a symbolic link: somebody else may have
  /// planted it.
  init(folder: String) throws(SettingsError) {
    path = folder + "/vitty.log"
    var status = stat()
    if lstat(path, &status) == 0, status.st_size > Self.limit { rename(path, path + ".old") }
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else {
      let reason =
        errno == ELOOP ? "it is a link, which vitty does not follow" : SettingsError.systemReason()
      throw SettingsError(description: "\(path) can't be written (\(reason)): move it away.")
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
