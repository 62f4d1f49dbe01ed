// Whether the server is reached: what is told of it, and how its return is noticed while nobody asks
// for anything.

import Synchronization
import VitallyModel

extension Workspace {
  /// The seconds between two looks for a server that is not reached; the last one repeats.
  private static let pauses: [Double] = [5, 10, 20, 30]

  /// Call when the server is not reached by a request that will be tried again.
  public func noteSilence() { pulse.noteSilence() }

  /// Called when the server is not reached any more, or is again: then what waits for it goes on.
  func follow(isReached: Bool) {
    emit(.reached(isReached))
    guard isReached else { return lookForServer() }
    endSearch()
    reads.run { [sync] in await sync.reachedAgain() }
    guard let editor else { return }
    writes.run { [pulse] in
      // It may be gone again by now.
      if pulse.isReached { await editor.outbox.networkWorks() }
    }
  }

  /// Stops looking for the server.
  func endSearch() {
    search.withLock { search in
      search?.cancel()
      search = nil
    }
  }

  /// Asks for a single record now and then, until there is an answer of any kind.
  private func lookForServer() {
    search.withLock { search in
      search?.cancel()
      search = Task.detached { [timing, connection, pulse, reads] in
        var number = 0
        while true {
          let pause = Self.pauses[min(number, Self.pauses.count - 1)]
          guard (try? await timing.sleep(pause)) != nil, let source = connection.source,
            !pulse.isReached
          else { return }
          number += 1
          await reads.run {
            _ = try? await source.page(ListQuery(.account, limit: 1), urgency: .background)
          }.value
        }
      }
    }
  }
}
