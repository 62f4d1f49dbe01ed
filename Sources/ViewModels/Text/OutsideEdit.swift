// A text in an external editor, with the form around it: even if this program crashes meanwhile,
// the text can be restored to its place.

public import VitallyModel

/// A text for the user's editor.
public struct OutsideEdit: Equatable, Sendable {
  /// The text in the form.
  public var text: String
  /// The form as a draft, with `place` instead of the text.
  public var form: Draft

  /// The placeholder for the text in the draft.
  public static let place = "{{the text that is edited outside}}"

  /// Creates an edit of a text, with the form around it.
  public init(_ text: String, in form: Draft) {
    self.text = text
    self.form = form
  }

  /// The form as a draft with another text.
  public func draft(with text: String) -> Draft {
    var draft = form
    draft.texts = JSONObject(form.texts.members.map { ($0.key, Self.filled($0.value, text)) })
    return draft
  }

  private static func filled(_ value: JSONValue, _ text: String) -> JSONValue {
    if value == .string(place) { return .string(text) }
    if let elements = value.array { return .array(elements.map { filled($0, text) }) }
    if let object = value.object {
      return .object(JSONObject(object.members.map { ($0.key, filled($0.value, text)) }))
    }
    return value
  }
}
