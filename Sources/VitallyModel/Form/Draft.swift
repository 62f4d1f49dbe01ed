// What stands in a form that has not been handed in.

/// An unfinished form. A record has at most one.
public struct Draft: Hashable, Sendable {
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
    ref: Ref, parent: Ref? = nil, replaces: ChangeID? = nil, texts: JSONObject,
    base: JSONObject = [:], focus: String = "", createdAt: Moment, updatedAt: Moment
  ) {
    self.ref = ref
    self.parent = parent
    self.replaces = replaces
    self.texts = texts
    self.base = base
    self.focus = focus
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
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
