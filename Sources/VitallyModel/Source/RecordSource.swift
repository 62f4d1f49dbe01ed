// The interface to the server that the store needs.

/// Where records come from and where changes go.
public protocol RecordSource: Sendable {
  /// The request budget of the key, as last seen; nil if there is none.
  var budget: Budget? { get }

  /// One page of a list.
  func page(_ query: ListQuery, urgency: Urgency) async throws(VitallyError) -> Page

  /// One record by its id, or by its external id if the resource allows that. Resources without a
  /// path of their own are searched within `parent`.
  func record(
    _ resource: Resource, id: String, parent: Ref?, urgency: Urgency
  ) async throws(VitallyError) -> Record

  /// The users or admins with an email address.
  func people(
    _ resource: Resource, email: String, urgency: Urgency
  ) async throws(VitallyError) -> [Record]

  /// The records with an external id among those that another one holds, for resources that are
  /// searched there. Several may have the same.
  func records(
    _ resource: Resource, externalID: String, in holder: Ref, urgency: Urgency
  ) async throws(VitallyError) -> [Record]

  /// Sends a write. Returns the record as the server has it now; nil if the response has no body.
  /// An error says whether the write may have happened: see `VitallyError.delivery`.
  func send(_ write: Write) async throws(VitallyError) -> Record?
}

extension RecordSource {
  /// No budget.
  public var budget: Budget? { nil }
}

/// The priority of a request: what the user is looking at overtakes background work.
public enum Urgency: Int, Sendable, Comparable {
  case background
  case user

  /// Orders by urgency.
  public static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
}

/// One write request.
public struct Write: Hashable, Sendable {
  /// The kind of write.
  public enum Action: String, Hashable, Sendable, Codable {
    case create
    case update
    /// Hides a record in Vitally, where it can be brought back.
    case archive
    /// Deletes a record for ever.
    case destroy

    /// Whether it takes the whole record away, and changes no field of it.
    public var removes: Bool {
      switch self {
      case .create, .update: false
      case .archive, .destroy: true
      }
    }
  }

  /// The kind of write.
  public var action: Action
  /// The kind of record.
  public var resource: Resource
  /// The server's id; nil for a create.
  public var id: String?
  /// The record below which it lies on the server; nil for resources with a path of their own.
  public var parent: Ref?
  /// The fields to send, in wire format.
  public var body: JSONObject

  /// Why nothing is deleted for ever, and how to change that.
  public static let deletingIsOff =
    "Deleting is off: allow_delete = true in this profile (config.toml) allows it."

  /// A write.
  public init(
    _ action: Action, _ resource: Resource, id: String? = nil, parent: Ref? = nil,
    body: JSONObject = [:]
  ) {
    self.action = action
    self.resource = resource
    self.id = id
    self.parent = parent
    self.body = body
  }
}
