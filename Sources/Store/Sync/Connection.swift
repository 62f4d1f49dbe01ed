// The connection to the server, if there is one yet. It is set synchronously, so that a request
// made right afterwards is not lost.

import Synchronization
import VitallyModel

/// The current server and how it is used. Safe to use from any thread.
final class Connection: Sendable {
  private struct State {
    var source: ProvenSource?
    var sweeps = false
  }

  private let state = Mutex(State())

  /// The server; nil before there is a connection and after it is closed.
  var source: ProvenSource? { state.withLock { $0.source } }
  /// Whether whole resources are swept over it, or only what the user looks at is fetched.
  var sweeps: Bool { state.withLock { $0.sweeps } }

  /// Opens the connection, or replaces it.
  func open(_ source: ProvenSource) { state.withLock { $0.source = source } }

  /// Sets whether whole resources are swept.
  func setSweeps(_ sweeps: Bool) { state.withLock { $0.sweeps = sweeps } }

  /// Closes the connection.
  func close() { state.withLock { $0.source = nil } }
}
