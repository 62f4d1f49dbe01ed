// The connection to the server, if there is one by now. It is set at once, so that what the user asks
// for right afterwards is not lost.

import Synchronization
import VitallyModel

/// Where the server is reached, and what for. Safe to use from any thread.
final class Connection: Sendable {
  private struct State {
    var source: ProvenSource?
    var sweeps = false
  }

  private let state = Mutex(State())

  /// The server; nil before there is a connection and after the end.
  var source: ProvenSource? { state.withLock { $0.source } }
  /// Whether whole resources are swept by it, or only what is looked at.
  var sweeps: Bool { state.withLock { $0.sweeps } }

  /// Opens the connection, or exchanges it for another.
  func open(_ source: ProvenSource) { state.withLock { $0.source = source } }

  /// Sets whether whole resources are swept.
  func setSweeps(_ sweeps: Bool) { state.withLock { $0.sweeps = sweeps } }

  /// Ends the connection.
  func close() { state.withLock { $0.source = nil } }
}
