// What stands in a form that has not been handed in.

/// An unfinished form. Each form writes a draft of its own, so that none takes away what stands in
/// another one: two programs may have forms of one record.
public struct Draft: Hashable, Sendable {
  /// A draft as it was read once.
  public struct Version: Hashable, Sendable {
    /// The draft.
    public var id: String
    /// When something was typed last, as it was read.
    public var updatedAt: Moment
  }

  /// What ends with a form: its own draft, and the one that it went on with, unless another form has
  /// gone on with that as well.
  public struct End: Hashable, Sendable {
    /// The form's own.
    public var id: String
    /// The one that was put back into the form.
    public var source: Version?

    /// An end.
    public init(_ id: String, source: Version? = nil) {
      self.id = id
      self.source = source
    }
  }

  /// The name of the form that writes it.
  public var id: String
  /// The draft that the form went on with; it is not kept on the disk.
  public var source: Version?
  /// The record that is edited; `.made` for one that is yet to be created.
  public var ref: Ref
  /// The record from which a new one was begun, nil for an edit.
  public var parent: Ref?
  /// The refused change that the form mends, nil for none.
  public var replaces: ChangeID?
  /// What stands in the fields that were touched, as typed, by the field's path.
  public var texts: JSONObject
  /// The record's body when editing began; empty for a new record.
  public var base: JSONObject
  /// The path of the field that has the cursor.
  public var focus: String
  /// When editing began.
  public var createdAt: Moment
  /// When something was typed last.
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

  /// The draft as it is now.
  public var version: Version { Version(id: id, updatedAt: updatedAt) }

  /// What ends with the form that wrote it.
  public var end: End { End(id, source: source) }
}

/// A draft as a list shows it.
public struct DraftEntry: Hashable, Sendable {
  /// The draft.
  public var draft: Draft
  /// The title of the record; nil for one that is yet to be created.
  public var title: String?
  /// The title of the record from which a new one was begun.
  public var parentTitle: String?

  /// A draft with its titles.
  public init(_ draft: Draft, title: String? = nil, parentTitle: String? = nil) {
    self.draft = draft
    self.title = title
    self.parentTitle = parentTitle
  }
}
