// From what stands in a form to what is sent: only what was changed.

import VitallyModel

extension FormViewModel {
  /// One value that is to be sent.
  struct Sending: Equatable, Sendable {
    /// The field.
    var field: Field
    /// Its name on the wire.
    var path: FieldPath
    /// What it was.
    var old: JSONValue
    /// What it was, in words, where that is worked out once for all.
    var oldText: String?
    /// What it shall be; nil while what is typed means nothing yet.
    var new: JSONValue?
    /// Why it is sent although nobody typed it; empty for what was typed.
    var note = ""
    /// A new long text, which is not worked out with every key; nil for other values.
    var length: Int?
  }

  /// What would be sent now.
  func sendings(now: Now) -> [Sending] {
    var sendings = rows.compactMap { sending($0, now: now) }
    if !isNew, schema.resendsTags, !sendings.isEmpty,
      !sendings.contains(where: { $0.path == "tags" }), let field = schema.field("tags"),
      let tags = base["tags"], !tags.isBlank
    {
      sendings.append(
        Sending(field: field, path: "tags", old: tags, new: tags, note: "kept"))
    }
    return sendings + (isNew && hasTyping ? givens(beside: sendings, now: now) : [])
  }

  /// What vitty gives of itself with a new record.
  private func givens(beside sendings: [Sending], now: Now) -> [Sending] {
    var fields: JSONObject = [:]
    for sending in sendings { fields[sending.path.text] = sending.new ?? .bool(true) }
    let typed = Set(fields.keys)
    fillIn(&fields, now: now)
    return fields.members.filter { !typed.contains($0.key) }.compactMap { member in
      schema.field(FieldPath(member.key)).map {
        Sending(
          field: $0, path: $0.path, old: .null, new: member.value, note: "given by vitty")
      }
    }
  }

  private func sending(_ row: FormRow, now: Now) -> Sending? {
    guard row.isTouched else { return nil }
    if case .text(let editor) = row.value.input, editor.lineCount > 100 {
      return Sending(
        field: row.field, path: row.path, old: row.value.base, oldText: row.value.summary,
        new: nil, length: editor.paragraphCount)
    }
    let new = try? row.sent(now: now).get()
    if let new, !row.isChange(new) { return nil }
    return Sending(
      field: row.field, path: row.path, old: row.value.base, oldText: row.value.summary, new: new)
  }

  /// The traits that would be taken away.
  var removals: [String] { rows.filter(\.isRemoval).compactMap(\.traitKey) }

  /// The change that the form makes; nil when nothing differs from what was there. Only to be
  /// asked of a form in which nothing is wrong.
  func change(now: Now) -> NewChange? {
    var fields: JSONObject = [:]
    var traits: JSONObject = [:]
    for row in rows where row.isTouched {
      guard let value = try? row.sent(now: now).get(), row.isChange(value) else { continue }
      if row.isTrait {
        traits[row.path.traitKey ?? ""] = value
      } else {
        fields[row.path.text] = value
      }
    }
    if !traits.isEmpty { fields["traits"] = .object(traits) }
    guard isNew || !fields.isEmpty else { return nil }
    if isNew { fillIn(&fields, now: now) }
    var change = NewChange(
      isNew ? .create : .update, ref, fields: fields, replaces: replaces,
      endsDraft: others == nil)
    if !isNew { change.base = change.base(on: Record(ref: ref, body: base), for: fields) }
    if let tags = base["tags"], fields["tags"] != nil { change.base["tags"] = tags }
    return change
  }

  /// What vitty gives where the user gives nothing: an external id that nobody else has, and the
  /// present time. What is blank is not sent with a new record.
  private func fillIn(_ fields: inout JSONObject, now: Now) {
    for key in fields.keys where fields[key]?.isBlank == true { fields[key] = nil }
    for field in schema.fields where field.isFilledIn && fields[field.path.text] == nil {
      switch (field.kind, ref) {
      case (.moment, _): fields[field.path.text] = .string(now.moment.iso)
      case (.text, .made(_, let id)): fields[field.path.text] = .string(id)
      default: break
      }
    }
  }
}
