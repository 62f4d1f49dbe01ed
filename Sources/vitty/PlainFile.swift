// Reads files that others may have put there: no pipe blocks, and nothing is read without end.

import Foundation
import Glibc

/// Regular files.
enum PlainFile {
  /// The bytes of a regular file of at most so many bytes; nil for anything else.
  static func read(_ path: String, limit: Int) -> Data? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limit
    else { return nil }
    return try? file.readToEnd() ?? Data()
  }
}
