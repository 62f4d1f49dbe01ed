// Which failures affect one request only, and which all that follow.

import VitallyModel

extension Error {
  /// Whether further requests would fail too: the key, the network or the disk is at fault, or the
  /// work was cancelled.
  var stopsAll: Bool {
    switch (self as? VitallyError)?.kind {
    case .server, .unreadable, .tooLarge, .refused, .notFound, .duplicate, .forbidden: false
    case .unauthorized, .strangeKey, .rateLimited, .unreachable, .lost, .cancelled, nil: true
    }
  }
}
