// A request body that counts how often it was read. If it never was, the server can't have acted,
// whatever the error says.

import NIOCore
import Synchronization

/// A buffer that is sent once and counts the reads.
struct CountedBody: AsyncSequence, Sendable {
  /// The number of reads.
  final class Pulls: Sendable {
    private let number = Mutex(0)

    /// The number of reads so far.
    var count: Int { number.withLock { $0 } }

    fileprivate func add() { number.withLock { $0 += 1 } }
  }

  /// Yields the buffer, then ends.
  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var left: ByteBuffer?
    fileprivate let pulls: Pulls

    mutating func next() async -> ByteBuffer? {
      pulls.add()
      defer { left = nil }
      return left
    }
  }

  /// The bytes to send.
  let bytes: ByteBuffer
  /// The read counter.
  let pulls: Pulls

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(left: bytes, pulls: pulls) }
}
