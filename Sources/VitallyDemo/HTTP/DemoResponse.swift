// One HTTP response, before it is sent. Knows nothing of sockets.

/// A response of the server.
struct DemoResponse: Sendable {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  init(status: Int, text: String = "", type: String = "text/plain; charset=utf-8") {
    self.status = status
    body = Array(text.utf8)
    if !text.isEmpty { headers = [("Content-Type", type)] }
  }

  init(status: Int = 200, _ value: JSON) {
    self.status = status
    body = JSONWriter.bytes(of: value)
    headers = [("Content-Type", "application/json; charset=utf-8")]
  }

  init(_ refusal: Refusal) {
    self.init(status: refusal.status, ["error": refusal.error])
  }

  static let notFound = DemoResponse(Refusal(404, "Not found"))
}
