// A create, update or archive that the user has made. It lives in the outbox until the server
// has it.

/// What the user wants to be done, before it has a place in the outbox.
public struct NewChange: Hashable, Sendable {
  /// The record concerned; `.made` for a create.
  public var ref: Ref
  /// What is done.
  public var action: Write.Action
  /// The fields as they shall be: keys on the wire; traits as an object of the changed ones.
  public var fields: JSONObject
  /// The same fields as they were shown when editing began.
  public var base: JSONObject
  /// The change that this one replaces: one that was refused and has been mended.
  public var replaces: ChangeID?
  /// Whether it was made in a form: the draft of its record ends with it.
  public var endsDraft: Bool

  /// A change.
  public init(
    _ action: Write.Action, _ ref: Ref, fields: JSONObject, base: JSONObject = [:],
    replaces: ChangeID? = nil, endsDraft: Bool = false
  ) {
    self.ref = ref
    self.action = action
    self.fields = fields
    self.base = base
    self.replaces = replaces
    self.endsDraft = endsDraft
  }
}

/// The number of a change in the outbox.
public typealias ChangeID = Int64

/// A change in the outbox.
public struct Change: Hashable, Sendable, Identifiable {
  /// Where a change stands.
  public enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// Waits for its turn, or for the network.
    case waiting
    /// Is on its way; after a crash its outcome is unknown.
    case sending
    /// Was sent, and no answer came: it will be looked up.
    case unknown
    /// The server has it.
    case answered
    /// The server refuses it; the user has to look.
    case refused
    /// Somebody else has changed the same fields; the user has to choose.
    case conflict
    /// The user has thrown it away, or replaced it.
    case dropped
  }

  /// Its number, in the order in which changes were made.
  public var id: ChangeID
  /// What the user wants.
  public var new: NewChange
  /// Where it stands.
  public var state: State
  /// When it was made.
  public var createdAt: Moment
  /// When it is tried next, nil for at once.
  public var notBefore: Moment?
  /// When it was last sent.
  public var sentAt: Moment?
  /// How often it was sent.
  public var attempts: Int
  /// Why it is where it is: the last failure as a sentence.
  public var sentence: String
  /// The server's words about single fields.
  public var fieldMessages: [VitallyError.FieldMessage]
  /// The record that stands in the way: it has the same external id already.
  public var rival: Ref?

  /// A change as the outbox holds it.
  public init(
    id: ChangeID, new: NewChange, state: State = .waiting, createdAt: Moment,
    notBefore: Moment? = nil, sentAt: Moment? = nil, attempts: Int = 0, sentence: String = "",
    fieldMessages: [VitallyError.FieldMessage] = [], rival: Ref? = nil
  ) {
    self.id = id
    self.new = new
    self.state = state
    self.createdAt = createdAt
    self.notBefore = notBefore
    self.sentAt = sentAt
    self.attempts = attempts
    self.sentence = sentence
    self.fieldMessages = fieldMessages
    self.rival = rival
  }

  /// The record concerned.
  public var ref: Ref { new.ref }

  /// Whether the server has yet to get it: its fields are laid over what the server has.
  public var isPending: Bool {
    switch state {
    case .waiting, .sending, .unknown: true
    case .answered, .refused, .conflict, .dropped: false
    }
  }

  /// Whether the user has to look at it.
  public var needsAttention: Bool { state == .refused || state == .conflict }
}
