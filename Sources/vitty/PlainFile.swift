// Reads files that others may have put there: no pipe blocks, and nothing is read without end.

import Foundation
import Glibc

/// Regular files.
enum PlainFile {
  /// The bytes of a regular file of at most so many bytes; nil for anything else.
  static func read(_ path: String, limit: Int) -> Data? { try? bytes(path, limit: limit) }

  /// The text of a file of at most so many bytes; nil if there is none. Throws a sentence for anything
  /// that can't be read as text.
  static func text(_ path: String, limit: Int) throws(SettingsError) -> String? {
    guard let bytes = try bytes(path, limit: limit) else { return nil }
    guard let text = String(bytes: bytes, encoding: .utf8) else {
      throw unreadable(path, "it is not UTF-8 text")
    }
    return text
  }

  private static func bytes(_ path: String, limit: Int) throws(SettingsError) -> Data? {
    // Without a wait for a writer, if it is a pipe.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw unreadable(path, SettingsError.systemReason())
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw unreadable(path, "it is not a file")
    }
    guard status.st_size <= limit else {
      let size = limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit >> 10) kB"
      throw unreadable(path, "it is larger than \(size)")
    }
    do {
      return try file.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw unreadable(path, SettingsError.systemReason())
    }
  }

  private static func unreadable(_ path: String, _ reason: String) -> SettingsError {
    SettingsError(description: "\(path) can't be read: \(reason).")
  }
}
