// Whether anything may be sent with the API key that is in use. A value: it asks nobody.

import VitallyModel

/// Keeps changes back while the server, or the workspace, does not accept the key.
struct KeyGate {
  /// Why changes wait, and what has to be checked; nil while they may go out.
  private(set) var reason: String?
  private var isTold = false

  /// Whether changes may go out.
  var isOpen: Bool { reason == nil }

  /// The key is not accepted; what the user has to be told.
  mutating func shut(_ error: VitallyError) -> Notice? {
    reason = error.sentence
    guard !isTold else { return nil }
    // One notice until something has got through.
    isTold = true
    return Notice(.failure, "Your changes are waiting and nothing is sent. \(error.sentence)")
  }

  /// A change has got through.
  mutating func worked() { isTold = false }

  /// It may be tried again: the user wants it, or something else has got through. Answers whether
  /// anything has waited for that.
  mutating func reopen() -> Bool {
    defer { reason = nil }
    return reason != nil
  }
}
