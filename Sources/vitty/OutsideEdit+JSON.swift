// Encodes a text being edited, together with its form, as JSON.

import ViewModels
import VitallyModel

extension OutsideEdit {
  /// The text and the form around it.
  var jsonText: String {
    JSONObject([
      ("text", .string(text)),
      ("draft", .string(form.id)),
      ("ref", .string(form.ref.description)),
      ("parent", form.parent.map { .string($0.description) } ?? .null),
      ("replaces", form.replaces.map { .string(String($0)) } ?? .null),
      ("texts", .object(form.texts)),
      ("base", .object(form.base)),
      ("focus", .string(form.focus)),
      ("createdAt", .string(String(form.createdAt.milliseconds))),
      ("updatedAt", .string(String(form.updatedAt.milliseconds))),
    ]).jsonText
  }

  /// Reads the output of `jsonText`; nil for anything else.
  init?(jsonText: String) {
    guard let object = try? JSONReader.read(jsonText).object, let text = object["text"]?.text,
      let id = object["draft"]?.text, let ref = object["ref"]?.text.flatMap(Ref.init),
      let texts = object["texts"]?.object,
      let base = object["base"]?.object, let focus = object["focus"]?.text,
      let createdAt = object["createdAt"]?.text.flatMap(Int64.init),
      let updatedAt = object["updatedAt"]?.text.flatMap(Int64.init)
    else { return nil }
    let form = Draft(
      id, ref: ref, parent: object["parent"]?.text.flatMap(Ref.init),
      replaces: object["replaces"]?.text.flatMap(ChangeID.init), texts: texts, base: base,
      focus: focus, createdAt: Moment(milliseconds: createdAt),
      updatedAt: Moment(milliseconds: updatedAt))
    self.init(text, in: form)
  }
}
