// A file for another program to edit: only its user can read it, and it does not stay.

import Foundation
import Glibc

/// A text in a file of its own, in a folder of its own. `remove` removes both.
struct EditedFile {
  let path: String
  private let folder: String

  /// Writes a text below the first of some folders in which that is possible.
  init?(_ text: String, below parents: [String]) {
    guard let folder = Self.makeFolder(below: parents) else { return nil }
    self.folder = folder
    path = folder + "/vitty.txt"
    guard write(text) else {
      remove()
      return nil
    }
  }

  /// The bytes that are in the file now; nil if it is gone.
  func read() -> Data? { FileManager.default.contents(atPath: path) }

  /// Removes the file, the folder, and what the other program left there.
  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// A new folder with mode 0700.
  private static func makeFolder(below parents: [String]) -> String? {
    for parent in parents {
      var path = Array((parent + "/vitty-XXXXXX").utf8CString)
      if mkdtemp(&path) != nil {
        return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
    return nil
  }

  private func write(_ text: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    return (try? file.write(contentsOf: Data(text.utf8))) != nil
  }
}
