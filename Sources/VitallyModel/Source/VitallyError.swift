// Errors in the communication with the server.

/// A failed request. Never contains secrets or headers.
public struct VitallyError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// 401: the key is missing, wrong or revoked.
    case unauthorized
    /// 403: the key does not permit this.
    case forbidden
    /// The key works but may belong to another workspace. Nothing was requested or sent.
    case strangeKey
    /// 404.
    case notFound
    /// 409: such a record already exists.
    case duplicate
    /// 400, 422 and other 4xx: the server rejects the request.
    case refused
    /// 429 after all retries.
    case rateLimited
    /// 5xx after all retries.
    case server
    /// The server could not be reached.
    case unreachable
    /// The connection broke, or no response came in time.
    case lost
    /// The response could not be decoded.
    case unreadable
    /// The response exceeds the size limit.
    case tooLarge
    /// The request was cancelled.
    case cancelled
  }

  /// Whether the server may have acted on the request.
  public enum Delivery: String, Hashable, Sendable, Codable {
    /// The request was not sent; it is safe to send it again.
    case neverSent
    /// The server responded.
    case answered
    /// It was sent but got no response: check before sending it again.
    case unknown
  }

  /// The server's message about a field.
  public struct FieldMessage: Hashable, Sendable {
    /// The field.
    public var path: FieldPath
    /// The message.
    public var message: String

    /// A message about a field.
    public init(path: FieldPath, message: String) {
      self.path = path
      self.message = message
    }
  }

  /// What went wrong.
  public var kind: Kind
  /// The HTTP status, if there was a response.
  public var status: Int?
  /// What happened and what to do, in one sentence.
  public var sentence: String
  /// The server's message; empty if there is none.
  public var serverWords: String
  /// The server's messages about fields.
  public var fields: [FieldMessage]
  /// Whether the server may have acted.
  public var delivery: Delivery

  /// An error.
  public init(
    _ kind: Kind, status: Int? = nil, sentence: String, serverWords: String = "",
    fields: [FieldMessage] = [], delivery: Delivery = .answered
  ) {
    self.kind = kind
    self.status = status
    self.sentence = sentence
    self.serverWords = serverWords
    self.fields = fields
    self.delivery = delivery
  }

  /// Whether the error is transient, so that the same request may succeed later.
  public var isPassing: Bool {
    switch kind {
    case .rateLimited, .server, .unreachable, .lost, .unreadable, .tooLarge, .cancelled: true
    case .unauthorized, .forbidden, .strangeKey, .notFound, .duplicate, .refused: false
    }
  }
}
