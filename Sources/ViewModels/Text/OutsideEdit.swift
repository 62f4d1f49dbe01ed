// A text in an external editor, with the form around it: even if this program crashes meanwhile,
// the text can be restored to its place.

public import VitallyModel

/// A text for the user's editor.
public struct OutsideEdit: Equatable, Sendable {
  /// The text in the form.
  public var text: String
  /// The form as a draft, with `place` instead of the text.
  public var form: Draft
  /// What the record is called: the file is named after it.
  public var name: String
  /// Whether the text is Markdown.
  public var isMarkdown: Bool

  /// The placeholder for the text in the draft.
  public static let place = "{{the text that is edited outside}}"

  /// Creates an edit of a text, with the form around it.
  public init(
    _ text: String, in form: Draft, named name: String = "", isMarkdown: Bool = false
  ) {
    self.text = text
    self.form = form
    self.name = name
    self.isMarkdown = isMarkdown
  }

  /// The form as a draft with another text.
  public func draft(with text: String) -> Draft {
    var draft = form
    draft.texts = JSONObject(form.texts.members.map { ($0.key, Self.filled($0.value, text)) })
    return draft
  }

  /// A draft with a text that was saved when the form may have gone on, or has ended: the draft of
  /// the form as it is now with this text, if nobody has typed in its place since; otherwise one of
  /// its own.
  /// - Parameter last: The text that was taken from the editor before; nil for none.
  public func draft(with text: String, after last: String?, in current: Draft?) -> Draft {
    var own = draft(with: text)
    own.source = nil
    guard var current, current.id == form.id else {
      own.id += Self.ownMark
      return own
    }
    let former = [self.text, last].compactMap(\.self).map { draft(with: $0).texts }
    for member in form.texts.members where Self.filled(member.value, text) != member.value {
      let key = member.key
      let typed = current.texts[key]
      guard typed == nil || typed == own.texts[key] || former.contains(where: { $0[key] == typed })
      else {
        own.id += Self.ownMark
        return own
      }
      current.texts[key] = own.texts[key]
    }
    return current
  }

  /// What the id of a draft ends with that is not its form's, but begun by what an editor saved.
  private static let ownMark = "+"

  private static func filled(_ value: JSONValue, _ text: String) -> JSONValue {
    if value == .string(place) { return .string(text) }
    if let elements = value.array { return .array(elements.map { filled($0, text) }) }
    if let object = value.object {
      return .object(JSONObject(object.members.map { ($0.key, filled($0.value, text)) }))
    }
    return value
  }
}
