// What can go wrong with the server, as one sentence that says what happened and what to do.
// No secret and no header ever gets in here.

/// A request that did not succeed.
public struct VitallyError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// 401: the key is missing, wrong or revoked.
    case unauthorized
    /// 403: the key may not do this.
    case forbidden
    /// The key works, but it may be another workspace's. Nothing was asked or sent.
    case strangeKey
    /// 404.
    case notFound
    /// 409: there is such a record already.
    case duplicate
    /// 400, 422 and other 4xx: the server does not accept what was sent.
    case refused
    /// 429 after all retries.
    case rateLimited
    /// 5xx after all retries.
    case server
    /// The server could not be reached.
    case unreachable
    /// The connection broke, or no answer came in time.
    case lost
    /// The answer could not be read.
    case unreadable
    /// The answer is larger than what is read.
    case tooLarge
    /// Nobody wants the answer any more.
    case cancelled
  }

  /// Whether the server can have acted on the request.
  public enum Delivery: String, Hashable, Sendable, Codable {
    /// The request never left: it is safe to send it again.
    case neverSent
    /// The server answered.
    case answered
    /// It was sent, and no answer came: look before sending it again.
    case unknown
  }

  /// What the server says about one field.
  public struct FieldMessage: Hashable, Sendable {
    /// The field.
    public var path: FieldPath
    /// The server's words.
    public var message: String

    /// A message about a field.
    public init(path: FieldPath, message: String) {
      self.path = path
      self.message = message
    }
  }

  /// What went wrong.
  public var kind: Kind
  /// The HTTP status, if there was an answer.
  public var status: Int?
  /// What happened and what to do, in one sentence.
  public var sentence: String
  /// The server's own words, empty when it gave none.
  public var serverWords: String
  /// The server's words about single fields.
  public var fields: [FieldMessage]
  /// Whether the server can have acted.
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

  /// Whether the same request may succeed later without anybody doing anything.
  public var isPassing: Bool {
    switch kind {
    case .rateLimited, .server, .unreachable, .lost, .unreadable, .tooLarge, .cancelled: true
    case .unauthorized, .forbidden, .strangeKey, .notFound, .duplicate, .refused: false
    }
  }
}
