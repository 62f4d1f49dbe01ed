// Tells another vitty process on the same workspace that there is something to send: a byte through
// a named pipe, so that nobody polls.

import Dispatch
import Foundation
import Synchronization

/// A named pipe in the workspace's folder, read by the process that holds the lock.
final class OutboxSignal: Sendable {
  private let path: String
  private let cancel = Mutex<(@Sendable () -> Void)?>(nil)

  /// The pipe of an existing folder.
  init(folder: String) { path = folder + "/bell" }

  deinit { stop() }

  /// Wakes the listening process, if there is one.
  func ring() {
    let file = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = withUnsafeBytes(of: UInt8(1)) { write(file, $0.baseAddress, 1) }
    close(file)
  }

  /// Calls `heard` whenever another process rings.
  func listen(_ heard: @escaping @Sendable () -> Void) {
    guard let file = openPipe() else { return }
    nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: file)
    source.setEventHandler {
      var bytes = [UInt8](repeating: 0, count: 64)
      while read(file, &bytes, bytes.count) > 0 {}
      heard()
    }
    source.setCancelHandler { close(file) }
    source.activate()
    cancel.withLock { $0 = { source.cancel() } }
  }

  /// Opens the pipe, and makes it first if there is none. A backup gives back a plain file in its
  /// place, which would seem to ring without end.
  private func openPipe() -> Int32? {
    for _ in 1...2 {
      mkfifo(path, 0o600)
      // Opened for writing too: otherwise it would reach end of file when the first writer leaves.
      let file = open(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
      guard file >= 0 else { return nil }
      var status = stat()
      if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFIFO { return file }
      close(file)
      unlink(path)
    }
    return nil
  }

  /// Stops listening.
  func stop() {
    cancel.withLock { cancel in
      cancel?()
      cancel = nil
    }
  }
}
