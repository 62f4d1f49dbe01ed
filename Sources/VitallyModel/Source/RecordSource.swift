// The port to the server: what the store needs of it, and nothing of how it is done.

/// Where records come from and where changes go.
public protocol RecordSource: Sendable {
  /// One page of a list.
  func page(_ query: ListQuery, urgency: Urgency) async throws(VitallyError) -> Page

  /// One record by its id, or by its external id where the resource allows that. Resources that
  /// have no address of their own are searched for inside `parent`.
  func record(
    _ resource: Resource, id: String, parent: Ref?, urgency: Urgency
  ) async throws(VitallyError) -> Record

  /// The users or admins with a mail address.
  func people(
    _ resource: Resource, email: String, urgency: Urgency
  ) async throws(VitallyError) -> [Record]

  /// Sends a write. The answer is the record as the server has it now, nil when the server
  /// answered without a body. An error tells whether the write may have happened: see
  /// `VitallyError.delivery`.
  func send(_ write: Write) async throws(VitallyError) -> Record?
}

/// Who is waiting for an answer. What the user looks at overtakes what runs behind.
public enum Urgency: Int, Sendable, Comparable {
  case background
  case user

  /// Orders by urgency.
  public static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
}

/// One write request.
public struct Write: Hashable, Sendable {
  /// What is done.
  public enum Action: String, Hashable, Sendable, Codable {
    case create
    case update
    case archive
  }

  /// What is done.
  public var action: Action
  /// The kind of record.
  public var resource: Resource
  /// The server's id; nil for a create.
  public var id: String?
  /// The fields to send, as on the wire.
  public var body: JSONObject

  /// A write.
  public init(_ action: Action, _ resource: Resource, id: String? = nil, body: JSONObject = [:]) {
    self.action = action
    self.resource = resource
    self.id = id
    self.body = body
  }
}
