// Looks again and again whether an editor has saved, without reading the file each time.

import Glibc
import ViewModels

/// What an editor has saved in a file. It may write in place or put another file there.
struct SavedText {
  /// What changes when a file is written or replaced.
  private struct Stamp: Equatable {
    var file: ino_t
    var size: off_t
    var seconds: time_t
    var nanoseconds: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (file, size) = (status.st_ino, status.st_size)
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }

  private let file: EditedFile
  /// The file as it was read last.
  private var read: Stamp?
  /// The file as it was at the last look.
  private var seen: Stamp?
  /// The text that was taken last: from the editor, or the one it was given.
  private(set) var text: String
  /// Whether the editor has touched the file.
  private(set) var isTouched = false

  /// Begins with a file. A fresh one was not given to the editor yet; any other may have been
  /// written since it was read.
  init(_ file: EditedFile, isFresh: Bool = false) {
    self.file = file
    text = file.taken ?? file.edit.text
    read = isFresh ? Stamp(file.path) : nil
    seen = read
  }

  /// A text that was saved since the last one; nil if there is none. A file that is just being
  /// written, or is empty, is left for the next look, unless this is the last one.
  mutating func look(isLast: Bool = false) -> String? {
    guard let stamp = Stamp(file.path), stamp != read else { return nil }
    isTouched = true
    defer { seen = stamp }
    guard isLast || stamp == seen, let bytes = file.read() else { return nil }
    read = stamp
    guard let saved = EditedText.read(bytes, before: file.edit.text),
      !saved.utf8.elementsEqual(text.utf8), isLast || !saved.isEmpty
    else { return nil }
    text = saved
    return saved
  }
}
