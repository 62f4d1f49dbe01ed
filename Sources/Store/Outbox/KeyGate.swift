// Whether anything may be sent with the current API key. A plain value without I/O.

import VitallyModel

/// Holds changes back while the server rejects the key or the key is not this workspace's.
struct KeyGate {
  /// Why changes wait, and what the user has to check; nil while they may be sent.
  private(set) var reason: String?
  private var isTold = false

  /// Whether changes may be sent.
  var isOpen: Bool { reason == nil }

  /// Stops sending because of the key; returns what the user has to be told.
  mutating func shut(_ error: VitallyError) -> Notice? {
    reason = error.sentence
    guard !isTold else { return nil }
    // Only one notice until a change succeeds.
    isTold = true
    return Notice(.failure, "Your changes are waiting and nothing is sent. \(error.sentence)")
  }

  /// Notes that a change has succeeded.
  mutating func worked() { isTold = false }

  /// Allows sending again, because the user asks for it or a request has succeeded. Returns whether
  /// changes were held back.
  mutating func reopen() -> Bool {
    defer { reason = nil }
    return reason != nil
  }
}
