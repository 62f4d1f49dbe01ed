// A create, update, archive or deletion by the user, and how a record looks with it applied.

/// A change before it is in the outbox.
public struct NewChange: Hashable, Sendable {
  /// The record to change; `.made` for a create.
  public var ref: Ref
  /// The kind of write.
  public var action: Write.Action
  /// The edits of fields, in order and one per field; each trait is a separate field.
  public var edits: [FieldEdit]
  /// Stored base values of fields that are not changed. They are not compared with anything, but
  /// may name a record that is not in the cache.
  var alsoKnown: JSONObject = [:]
  /// The refused change that this one corrects and replaces.
  public var replaces: ChangeID?
  /// The draft that ends with this change; nil if it was not made in a form.
  public var draft: Draft.End?
  /// The group that it belongs to; nil if it was made alone.
  public var group: ChangeGroup?
  /// The change that this one undoes, which the server has or is about to get; nil for any other.
  public var undoes: ChangeID?
  /// The change that has to be answered before this one is sent: refused, it holds this one back, and
  /// thrown away, it takes this one with it. Nil for one that stands alone.
  public var follows: ChangeID?

  /// A change from its edits. Use the factories instead.
  init(
    _ action: Write.Action, _ ref: Ref, edits: [FieldEdit], replaces: ChangeID? = nil,
    draft: Draft.End? = nil
  ) {
    self.ref = ref
    self.action = action
    self.edits = edits
    self.replaces = replaces
    self.draft = draft
  }

  /// A change as stored: its fields in wire format, and their previous values.
  public init(
    _ action: Write.Action, _ ref: Ref, fields: JSONObject, base: JSONObject = [:],
    replaces: ChangeID? = nil, draft: Draft.End? = nil, group: ChangeGroup? = nil,
    undoes: ChangeID? = nil
  ) {
    self.init(
      action, ref, edits: FieldEdit.all(of: fields, from: base), replaces: replaces,
      draft: draft)
    self.group = group
    self.undoes = undoes
    alsoKnown = base
    for key in fields.keys { alsoKnown[key] = nil }
  }

  /// The new values in wire format; traits are an object of those that change.
  public var fields: JSONObject { edits.fields }

  /// The values of the same fields when editing began, as far as known.
  public var base: JSONObject {
    var base = edits.base
    for member in alsoKnown.members { base[member.key] = member.value }
    return base
  }

  /// The fields that it changes, with each trait separate.
  public var paths: Set<FieldPath> { Set(edits.map(\.path)) }

  /// The edit of a field; nil if it is not changed.
  public subscript(path: FieldPath) -> FieldEdit? { edits.first { $0.path == path } }

  // MARK: Applying to a record

  /// The body with the change applied. Every list, sort and filter sees records this way. Traits
  /// are merged, and null removes a trait; values that only grow are extended.
  public func apply(to body: JSONObject) -> JSONObject {
    var result = body
    for edit in edits {
      if let changed = edit.traits {
        result["traits"] = .object(Self.merged(changed, into: result["traits"]?.object ?? [:]))
      } else if let field = ref.resource.schema.field(edit.path), field.onlyGrows {
        add(edit.value, to: field, of: &result)
      } else {
        result[edit.path.text] = edit.value
        dropEmbedded(beside: edit.path, from: &result)
      }
    }
    return result
  }

  /// The body with the values that its fields had when editing began.
  public func before(in body: JSONObject) -> JSONObject {
    var former = self
    former.edits = edits.compactMap { edit in edit.base.map { FieldEdit(edit.path, value: $0) } }
    return former.apply(to: body)
  }

  /// Appends to the list that the field is read from, after what is there. To a list that was left
  /// out nothing is added: it would look complete.
  private func add(_ added: JSONValue, to field: Field, of body: inout JSONObject) {
    if case .objects = field.kind, action != .create, body[field.path.text] == nil { return }
    let present = field.source.value(in: body)
    let new = field.kind.added(added, to: present)
    let place = field.source.paths.first { !$0.value(in: body).isBlank } ?? field.path
    body[place.text] = .array((present.array ?? []) + new)
  }

  private static func merged(_ changed: JSONObject, into traits: JSONObject) -> JSONObject {
    var traits = traits
    for member in changed.members {
      traits[member.key] = member.value.isNull ? nil : member.value
    }
    return traits
  }

  /// Removes the object embedded beside a changed id, which describes the old record. The name is
  /// then looked up.
  private func dropEmbedded(beside path: FieldPath, from body: inout JSONObject) {
    guard let field = ref.resource.schema.field(path),
      case .lookUp = field.kind, case .first(let sources) = field.source
    else { return }
    for case .path(let other) in sources where other != path { body[other.text] = nil }
    // What the list of all holds after that is for the server to say.
    for list in ref.resource.schema.fields where list.extends == path {
      body[list.path.text] = nil
    }
  }

  // MARK: Rebasing

  /// Whether it completes a record that was open.
  public var completes: Bool {
    guard let path = ref.resource.schema.completion?.at, let edit = self[path] else { return false }
    return !edit.value.isBlank && (edit.base ?? .null).isBlank
  }

  /// The change with its base taken from a record for these paths. Tags keep their base, since only
  /// the tags that the change adds and removes count.
  public func rebased(on record: Record, for paths: Set<FieldPath>) -> NewChange {
    var new = self
    for (index, edit) in edits.enumerated() where paths.contains(edit.path) {
      // Whoever completes what another change has completed still takes back by opening it.
      if completes, record.schema.completion?.isAbout(edit.path) == true { continue }
      guard let field = record.schema.field(edit.path), field.kind != .tags else { continue }
      new.edits[index].base = record[field]
    }
    return new
  }
}

/// The number of a change in the outbox.
public typealias ChangeID = Int64

/// A change in the outbox.
public struct Change: Hashable, Sendable, Identifiable {
  /// The state of a change.
  public enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// It waits for its turn or for the network.
    case waiting
    /// It is being sent; after a crash the outcome is unknown.
    case sending
    /// It was sent but got no response; the outcome will be looked up.
    case unknown
    /// The server has it.
    case answered
    /// The server refused it; the user has to act.
    case refused
    /// Somebody else changed the same fields; the user has to choose.
    case conflict
    /// The user took it back, threw it away or replaced it.
    case dropped

    /// Whether the server does not have it yet.
    public var isPending: Bool {
      switch self {
      case .waiting, .sending, .unknown: true
      case .answered, .refused, .conflict, .dropped: false
      }
    }
  }

  /// Its number, in the order in which changes were made.
  public var id: ChangeID
  /// The name given by whoever made it, by which that layer recognizes its events; nil in rows of
  /// an earlier version.
  public var madeID: String?
  /// The change itself.
  public var new: NewChange
  /// Its state.
  public var state: State
  /// When it was made.
  public var createdAt: Moment
  /// When to try it next; nil for at once.
  public var notBefore: Moment?
  /// Until when it is held back, so that it can be taken back for nothing; nil once it may be sent.
  public var heldUntil: Moment?
  /// When it was last sent.
  public var sentAt: Moment?
  /// How often it was sent.
  public var attempts: Int
  /// When it was taken back or thrown away; nil for one that was replaced or made again.
  public var droppedAt: Moment?
  /// The last failure, as a sentence.
  public var sentence: String
  /// The server's messages about fields.
  public var fieldMessages: [VitallyError.FieldMessage]
  /// The record that blocks this change because it has the same external id.
  public var rival: Ref?

  /// A change from the outbox.
  public init(
    id: ChangeID, madeID: String? = nil, new: NewChange, state: State = .waiting,
    createdAt: Moment, notBefore: Moment? = nil, heldUntil: Moment? = nil, sentAt: Moment? = nil,
    attempts: Int = 0,
    sentence: String = "", fieldMessages: [VitallyError.FieldMessage] = [], rival: Ref? = nil
  ) {
    self.id = id
    self.madeID = madeID
    self.new = new
    self.state = state
    self.createdAt = createdAt
    self.notBefore = notBefore
    self.heldUntil = heldUntil
    self.sentAt = sentAt
    self.attempts = attempts
    self.sentence = sentence
    self.fieldMessages = fieldMessages
    self.rival = rival
  }

  /// The changed record.
  public var ref: Ref { new.ref }

  /// The group that it belongs to; nil if it was made alone.
  public var group: ChangeGroup? { new.group }

  /// Whether the server does not have it yet, so that it is applied on top of the server's record.
  public var isPending: Bool { state.isPending }

  /// Whether it is held back at a moment, before it is sent for the first time.
  public func isHeld(at now: Moment) -> Bool {
    guard state == .waiting, let heldUntil else { return false }
    return heldUntil > now
  }

  /// Until when a change is held back that the user has paused: for ever.
  public static let untilResumed = Moment(milliseconds: 253_402_300_799_000)

  /// Whether the user has paused it: it is not sent, nor looked for on the server.
  public var isPaused: Bool {
    (state == .waiting || state == .unknown) && heldUntil == Self.untilResumed
  }

  /// Whether the user has paused it, or wants it to be held back if its sending fails.
  public var isPauseWanted: Bool {
    isPending && heldUntil == Self.untilResumed
  }

  /// Whether the server certainly has not seen it, so that throwing it away undoes it.
  public var canBeTakenBack: Bool { state == .waiting && sentAt == nil }

  /// Whether the user has to act.
  public var needsAttention: Bool { state == .refused || state == .conflict }
}
