// A request body that knows whether it was asked for. When it never was, the server cannot have
// acted, whatever the error says.

import NIOCore
import Synchronization

/// One buffer that is sent once and counts how often it was pulled.
struct CountedBody: AsyncSequence, Sendable {
  /// How often bytes were asked for.
  final class Pulls: Sendable {
    private let number = Mutex(0)

    /// The number so far.
    var count: Int { number.withLock { $0 } }

    fileprivate func add() { number.withLock { $0 += 1 } }
  }

  /// Gives the buffer, then the end.
  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var left: ByteBuffer?
    fileprivate let pulls: Pulls

    mutating func next() async -> ByteBuffer? {
      pulls.add()
      defer { left = nil }
      return left
    }
  }

  /// What is sent.
  let bytes: ByteBuffer
  /// The count.
  let pulls: Pulls

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(left: bytes, pulls: pulls) }
}
