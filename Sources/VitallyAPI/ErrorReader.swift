// Reads error responses, which come in several shapes, as HTML or empty. The result always has a
// sentence and never contains the key.

import NIOCore
import NIOHTTP1
import VitallyModel

/// Turns responses other than 2xx into errors.
struct ErrorReader: Sendable {
  /// The maximum length of the server's message, in characters.
  static let longestWords = 300

  /// The key to redact from the server's message.
  var credentials: Credentials

  /// The error for a response.
  func error(_ response: Response, for request: Request) -> VitallyError {
    let said = ServerWords(
      try? response.json(), text: String(buffer: response.body))
    let words = clean(said.text)
    let kind = Self.kind(response.status)
    return VitallyError(
      kind, status: response.status,
      sentence: Self.sentence(kind, response.status, words: words, request: request),
      serverWords: words.isEmpty ? Self.reason(response.status) : words,
      fields: said.fields.map { .init(path: $0.path, message: clean($0.message)) },
      // After a gateway error nobody knows whether the write got through.
      delivery: kind == .server && request.isWrite ? .unknown : .answered)
  }

  /// One line of printable text, truncated and without the key.
  private func clean(_ text: String) -> String {
    let visible = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
    let line = String(String.UnicodeScalarView(visible))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(credentials.redacting(line).prefix(Self.longestWords))
  }

  private static func kind(_ status: Int) -> VitallyError.Kind {
    switch status {
    case 401: .unauthorized
    case 403: .forbidden
    case 404: .notFound
    case 409: .duplicate
    case 429: .rateLimited
    case 500...: .server
    default: .refused
    }
  }

  private static func sentence(
    _ kind: VitallyError.Kind, _ status: Int, words: String, request: Request
  ) -> String {
    let one = request.resource.schema.singular
    switch kind {
    case .unauthorized:
      return "Vitally rejected the API key: check VITALLY_API_KEY or api_key_command "
        + "(Settings → Integrations → Vitally REST API)."
    case .forbidden:
      return "Vitally does not let this API key do that: ask whoever manages the keys."
    case .notFound:
      let missing = request.missing?.schema.singular ?? one
      return "Vitally does not have this \(missing): it may have been deleted."
    case .duplicate where request.body?["externalId"] != nil:
      return "Vitally has such a record: choose another external ID for this \(one)."
    case .duplicate:
      return "Vitally says that another record is in the way: "
        + (words.isEmpty ? reason(status) : words)
    case .rateLimited:
      return "Vitally's rate limit is reached; vitty tries again later."
    case .server:
      return "Vitally answers \(status); vitty tries again later."
    default:
      if (300..<400).contains(status) {
        return "Vitally redirects to another address, which vitty does not follow: "
          + "check the subdomain or the base URL."
      }
      let what = request.isWrite ? "accept this \(one)" : "answer this request"
      return "Vitally does not \(what): \(words.isEmpty ? reason(status) : words)"
    }
  }

  private static func reason(_ status: Int) -> String {
    HTTPResponseStatus(statusCode: status).reasonPhrase
  }
}
