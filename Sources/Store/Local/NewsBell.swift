// Tells all other vitty processes on the same workspace that changes have moved: a byte through a
// named pipe of each of them, so that nobody polls.

import Dispatch
import Foundation
import Synchronization

/// The named pipes of the processes of a workspace. Safe to use from any thread.
final class NewsBell: Sendable {
  /// How long news are collected before they are told, in milliseconds.
  private static let patience = 100
  private static let prefix = "news-"

  private let folder: String
  /// The name of this one's pipe.
  private let name = prefix + UUID().uuidString.lowercased()
  private let cancel = Mutex<(@Sendable () -> Void)?>(nil)
  private let isRinging = Mutex(false)

  /// A bell in an existing folder.
  init(folder: String) { self.folder = folder }

  deinit { stop() }

  /// Calls `heard` whenever others have rung.
  func listen(_ heard: @escaping @Sendable () -> Void) {
    let (path, hidden) = (folder + "/" + name, folder + "/." + name)
    guard mkfifo(hidden, 0o600) == 0 else { return }
    // Opened for writing too: otherwise it would reach end of file when the first writer leaves.
    let file = open(hidden, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    // It gets its name only now: a pipe that nobody reads is taken for one that was left.
    guard file >= 0, rename(hidden, path) == 0 else {
      unlink(hidden)
      return
    }
    nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: file)
    source.setEventHandler {
      var bytes = [UInt8](repeating: 0, count: 64)
      while read(file, &bytes, bytes.count) > 0 {}
      heard()
    }
    source.setCancelHandler { close(file) }
    source.activate()
    cancel.withLock { cancel in
      cancel = {
        source.cancel()
        unlink(path)
      }
    }
  }

  /// Tells the others in a moment, once for all news until then.
  func ring() {
    let isFirst = isRinging.withLock { isRinging in
      defer { isRinging = true }
      return !isRinging
    }
    guard isFirst else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Self.patience)) {
      [weak self] in
      self?.ringNow()
    }
  }

  /// Stops listening, and tells what was not told yet.
  func stop() {
    if isRinging.withLock({ $0 }) { ringNow() }
    cancel.withLock { cancel in
      cancel?()
      cancel = nil
    }
  }

  private func ringNow() {
    isRinging.withLock { $0 = false }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for other in names where other.hasPrefix(Self.prefix) && other != name {
      let path = folder + "/" + other
      let file = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else {
        // Its process was killed.
        if errno == ENXIO { unlink(path) }
        continue
      }
      _ = withUnsafeBytes(of: UInt8(1)) { write(file, $0.baseAddress, 1) }
      close(file)
    }
  }
}
