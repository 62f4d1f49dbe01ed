// Which failures concern one request, and which all that would follow.

import VitallyModel

extension Error {
  /// Whether what comes next would fail as well: the key, the network or the disk is at fault, or
  /// nobody wants the answer any more.
  var stopsAll: Bool {
    switch (self as? VitallyError)?.kind {
    case .server, .unreadable, .tooLarge, .refused, .notFound, .duplicate, .forbidden: false
    case .unauthorized, .strangeKey, .rateLimited, .unreachable, .lost, .cancelled, nil: true
    }
  }
}
