// One response of the server, whatever its status.

import NIOCore
import NIOHTTP1
import VitallyModel

/// Status, headers and body.
struct Response: Sendable {
  /// The HTTP status.
  var status: Int
  /// The headers.
  var headers: HTTPHeaders
  /// The whole body.
  var body: ByteBuffer

  /// Whether the request succeeded.
  var isSuccess: Bool { (200..<300).contains(status) }

  /// The body as JSON.
  func json() throws(JSONError) -> JSONValue { try JSONReader.read(body.readableBytesView) }

  /// Whether the body is only white space.
  var isBlank: Bool { body.readableBytesView.allSatisfy { $0 <= 0x20 } }
}
