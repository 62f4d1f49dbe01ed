// A response and how it is delivered. Knows nothing about sockets.

/// A response to be sent.
struct DemoReply: Sendable {
  /// How much of the response reaches the client.
  enum Delivery: Sendable {
    case whole
    /// The head and half of the body, then the connection is closed.
    case half
    /// Nothing: the connection is closed.
    case nothing
  }

  var response: DemoResponse
  var delivery = Delivery.whole
  /// Milliseconds to wait first.
  var delay = 0
}
