// The contents of a form that has not been submitted.

/// An unfinished form. Each form has its own draft, so that two programs can edit the same record
/// without overwriting each other's text.
public struct Draft: Hashable, Sendable {
  /// A draft at the time it was read.
  public struct Version: Hashable, Sendable {
    /// The draft.
    public var id: String
    /// When something was last typed, at the time of reading.
    public var updatedAt: Moment
  }

  /// What ends with a form: its own draft, and the one it continued from, unless another form has
  /// continued that as well.
  public struct End: Hashable, Sendable {
    /// The form's own draft.
    public var id: String
    /// The draft that the form continued from.
    public var source: Version?

    /// An end.
    public init(_ id: String, source: Version? = nil) {
      self.id = id
      self.source = source
    }
  }

  /// The id of the form that writes it.
  public var id: String
  /// The draft that the form continued from; not stored on disk.
  public var source: Version?
  /// The record being edited; `.made` for a new one.
  public var ref: Ref
  /// The record from which a new one was started; nil for an edit.
  public var parent: Ref?
  /// The refused change that the form corrects, if any.
  public var replaces: ChangeID?
  /// The contents of edited fields as typed, by field path.
  public var texts: JSONObject
  /// The record's body when editing began; empty for a new record.
  public var base: JSONObject
  /// The path of the field that has the cursor.
  public var focus: String
  /// When editing began.
  public var createdAt: Moment
  /// When something was last typed.
  public var updatedAt: Moment

  /// A draft.
  public init(
    _ id: String, ref: Ref, parent: Ref? = nil, source: Version? = nil, replaces: ChangeID? = nil,
    texts: JSONObject,
    base: JSONObject = [:], focus: String = "", createdAt: Moment, updatedAt: Moment
  ) {
    self.id = id
    self.ref = ref
    self.parent = parent
    self.source = source
    self.replaces = replaces
    self.texts = texts
    self.base = base
    self.focus = focus
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }

  /// The current version.
  public var version: Version { Version(id: id, updatedAt: updatedAt) }

  /// The record that is done once the form is saved; nil for none. It is kept beside the fields, and
  /// like a record that is chosen in one it gets its new ref.
  public var completes: Ref? {
    get { texts[Self.completesKey]?.text.flatMap(Ref.init) }
    set { texts[Self.completesKey] = newValue.map { .string($0.description) } }
  }

  /// No field is called like this.
  private static let completesKey = "+completes"

  /// What ends with the form that wrote it.
  public var end: End { End(id, source: source) }
}

/// A draft as a list shows it.
public struct DraftEntry: Hashable, Sendable {
  /// The draft.
  public var draft: Draft
  /// The title of the record; nil for a new one.
  public var title: String?
  /// The title of the record from which a new one was started.
  public var parentTitle: String?

  /// A draft with its titles.
  public init(_ draft: Draft, title: String? = nil, parentTitle: String? = nil) {
    self.draft = draft
    self.title = title
    self.parentTitle = parentTitle
  }
}
