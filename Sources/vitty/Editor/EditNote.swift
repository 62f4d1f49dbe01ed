// What is written down beside a text in an editor, as JSON: the form around it, and what was taken.

import Foundation
import ViewModels
import VitallyModel

/// What a later run has to know about a file of an editor.
struct EditNote {
  var edit: OutsideEdit
  /// The name of the file.
  var file: String
  /// The text that was taken from it last, and is in the draft; nil for none.
  var taken: String?
  /// Whether an editor that has returned may still write to it.
  var isLent: Bool
}

extension EditNote {
  /// Reads the note in a folder; nil if there is none.
  init?(in folder: String) {
    guard let bytes = PlainFile.read(folder + "/form.json", limit: 1 << 28) else { return nil }
    self.init(jsonText: String(decoding: bytes, as: UTF8.self))
  }

  /// The note as JSON.
  var jsonText: String {
    let form = edit.form
    return JSONObject([
      ("file", .string(file)),
      ("taken", taken.map { .string($0) } ?? .null),
      ("isLent", .bool(isLent)),
      ("name", .string(edit.name)),
      ("isMarkdown", .bool(edit.isMarkdown)),
      ("text", .string(edit.text)),
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

  /// Reads the output of `jsonText`, also of earlier versions; nil for anything else.
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
    edit = OutsideEdit(
      text, in: form, named: object["name"]?.text ?? "",
      isMarkdown: object["isMarkdown"]?.bool ?? false)
    file = object["file"]?.text ?? "vitty.txt"
    taken = object["taken"]?.text
    isLent = object["isLent"]?.bool ?? false
    if file.contains("/") || file.isEmpty { return nil }
  }
}
