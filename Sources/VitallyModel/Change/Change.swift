// A create, update or archive that the user has made, and what a record looks like with it: every
// list, sort and filter sees records this way, so this is the only place that does it. It lives in
// the outbox until the server has it.

/// What the user wants to be done, before it has a place in the outbox.
public struct NewChange: Hashable, Sendable {
  /// The record concerned; `.made` for a create.
  public var ref: Ref
  /// What is done.
  public var action: Write.Action
  /// What it does to the fields, each once and in order; a trait is a field of its own.
  public var edits: [FieldEdit]
  /// What the base in a file holds of fields that are not changed. It is compared with nothing; a
  /// record that is not here may be named by it.
  var alsoKnown: JSONObject = [:]
  /// The change that this one replaces: one that was refused and has been mended.
  public var replaces: ChangeID?
  /// What was typed in the form that made it; it ends with the change. Nil where none was.
  public var draft: Draft.End?

  /// A change from its edits: see the makers, which say what is wanted.
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

  /// A change as it stands in a file: with its fields as they are on the wire, and their values
  /// before.
  public init(
    _ action: Write.Action, _ ref: Ref, fields: JSONObject, base: JSONObject = [:],
    replaces: ChangeID? = nil, draft: Draft.End? = nil
  ) {
    self.init(
      action, ref, edits: FieldEdit.all(of: fields, from: base), replaces: replaces,
      draft: draft)
    alsoKnown = base
    for key in fields.keys { alsoKnown[key] = nil }
  }

  /// The fields as they shall be: keys on the wire; traits as an object of the changed ones.
  public var fields: JSONObject { edits.fields }

  /// The same fields as they were shown when editing began, as far as that is known.
  public var base: JSONObject {
    var base = edits.base
    for member in alsoKnown.members { base[member.key] = member.value }
    return base
  }

  /// The fields that it changes, each trait for itself.
  public var paths: Set<FieldPath> { Set(edits.map(\.path)) }

  /// What it does to a field, nil for one that it leaves alone.
  public subscript(path: FieldPath) -> FieldEdit? { edits.first { $0.path == path } }

  // MARK: What it makes of a record

  /// The body with the change laid over it. Traits merge; a null among them removes the key. To
  /// what only grows the new is added.
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

  /// The body as it was when editing began: what was there before is laid over it.
  public func before(in body: JSONObject) -> JSONObject {
    var former = self
    former.edits = edits.compactMap { edit in edit.base.map { FieldEdit(edit.path, value: $0) } }
    return former.apply(to: body)
  }

  /// Adds ids where the field is read from: behind the records that are embedded there.
  private func add(_ added: JSONValue, to field: Field, of body: inout JSONObject) {
    let present = field.source.value(in: body)
    let known = FieldKind.ids(present)
    let new = FieldKind.ids(added).filter { !known.contains($0) }.map(JSONValue.string)
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

  /// An object embedded beside an id is of the former id: without it the name is looked up.
  private func dropEmbedded(beside path: FieldPath, from body: inout JSONObject) {
    guard let field = ref.resource.schema.field(path),
      case .lookUp = field.kind, case .first(let sources) = field.source
    else { return }
    for case .path(let other) in sources where other != path { body[other.text] = nil }
  }

  // MARK: What it is compared with

  /// The change, compared with a record as far as it changes fields with these paths. Tags keep
  /// their base: what counts of them is only what the change adds and removes.
  public func rebased(on record: Record, for paths: Set<FieldPath>) -> NewChange {
    var new = self
    for (index, edit) in edits.enumerated() where paths.contains(edit.path) {
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

    /// Whether the server has yet to get it.
    public var isPending: Bool {
      switch self {
      case .waiting, .sending, .unknown: true
      case .answered, .refused, .conflict, .dropped: false
      }
    }
  }

  /// Its number, in the order in which changes were made.
  public var id: ChangeID
  /// The name that its maker gave it, so that it knows news of it from the first moment; nil for one
  /// of an earlier vitty.
  public var madeID: String?
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
    id: ChangeID, madeID: String? = nil, new: NewChange, state: State = .waiting,
    createdAt: Moment, notBefore: Moment? = nil, sentAt: Moment? = nil, attempts: Int = 0,
    sentence: String = "", fieldMessages: [VitallyError.FieldMessage] = [], rival: Ref? = nil
  ) {
    self.id = id
    self.madeID = madeID
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
  public var isPending: Bool { state.isPending }

  /// Whether the user has to look at it.
  public var needsAttention: Bool { state == .refused || state == .conflict }
}
