// Decides what to do with an update once the record has been read: a pure decision.

import VitallyModel

import struct VitallyModel.Record

/// The decision about one update.
enum UpdatePlan: Equatable {
  /// The server already has these values.
  case alreadyThere
  /// Nobody else has changed these fields: send this.
  case send(JSONObject)
  /// Somebody else has changed other lines of the same texts, which these labels name: this has
  /// both changes, and takes the place of the user's.
  case merge(NewChange, labels: [String])
  /// Somebody else has changed a field: the user has to choose.
  case conflict(sentence: String, messages: [VitallyError.FieldMessage])

  /// Decides about a change, given the record as the server has it now.
  init(
    _ change: Change, current: Record, mergeHTML: HTMLMerging = { _, _, _ in nil }
  ) {
    let edits = Edit.all(of: change.new, current: current)
    let tags = TagMerge(change.new, current: current)
    let mayHaveBeenSent = change.sentAt != nil
    let isUntouched = edits.allSatisfy(\.isUntouched)

    if edits.allSatisfy(\.isThere), tags.isThere {
      self = .alreadyThere
    } else if !isUntouched, mayHaveBeenSent, edits.allSatisfy(\.isKept), tags.isThere {
      self = .alreadyThere
    } else if edits.contains(where: \.isInConflict) {
      let merged = edits.filter(\.isInConflict).map { ($0, $0.merged(mergeHTML)) }
      let clashes = merged.filter { $0.1 == nil }.map(\.0)
      guard let edit = clashes.first else {
        var new = change.new
        for (edit, text) in merged {
          guard let text, let index = new.edits.firstIndex(where: { $0.path == edit.path })
          else { continue }
          new.edits[index] = FieldEdit(edit.path, base: edit.current, value: .string(text))
        }
        self = .merge(new, labels: merged.map(\.0.label))
        return
      }
      self = .conflict(
        sentence: edit.sentence(of: current),
        messages: clashes.map {
          VitallyError.FieldMessage(path: $0.path, message: $0.message)
        })
    } else {
      var fields = change.new.fields
      for edit in edits where edit.onlyGrows { fields[edit.path.text] = edit.missing }
      self = .send(tags.completing(fields))
    }
  }
}

/// One field of an update: its value before, on the server now, and as wanted.
private struct Edit {
  let path: FieldPath
  let label: String
  let kind: FieldKind
  let onlyGrows: Bool
  let base: JSONValue
  let current: JSONValue
  let wanted: JSONValue

  /// The edits of a change, except tags, which are merged, and computed fields, which nobody edits.
  static func all(of new: NewChange, current: Record) -> [Edit] {
    // What somebody else has completed meanwhile is done: by whom and when is not changed.
    let completion = current.schema.completion.flatMap { completion in
      new.completes && !current[completion.at].isBlank ? completion : nil
    }
    return new.fields.members.flatMap { member -> [Edit] in
      guard let field = current.schema.field(FieldPath(member.key)) else { return [] }
      if field.isComputed || field.kind == .tags { return [] }
      if completion?.isAbout(field.path) == true { return [] }
      let base = new.base[member.key] ?? .null
      guard field.kind == .traits else {
        return [Edit(field, base: base, current: current, wanted: member.value)]
      }
      return (member.value.object ?? [:]).members.map { trait in
        Edit(
          Field.trait(trait.key), base: base.object?[trait.key] ?? .null,
          current: current, wanted: trait.value)
      }
    }
  }

  private init(_ field: Field, base: JSONValue, current: Record, wanted: JSONValue) {
    path = field.path
    label = field.label
    kind = field.kind
    onlyGrows = field.onlyGrows
    self.base = base
    self.current = current[field]
    self.wanted = wanted
  }

  /// The elements still to be added, nil when there are none.
  var missing: JSONValue? {
    let new = kind.added(wanted, to: current)
    return new.isEmpty ? nil : .array(new)
  }

  var isThere: Bool { onlyGrows ? missing == nil : kind.isSame(wanted, current) }
  var isKept: Bool { onlyGrows ? missing == nil : kind.isKept(wanted, as: current) }
  var isUntouched: Bool { onlyGrows || kind.isSame(current, base) }
  var isInConflict: Bool { !isThere && !isUntouched }

  /// A long text with both changes; nil if they clash, or one has emptied it.
  func merged(_ mergeHTML: HTMLMerging) -> String? {
    guard case .longText(let isHTML) = kind, let base = base.text, let mine = wanted.text,
      let theirs = current.text, !mine.isEmpty, !theirs.isEmpty
    else { return nil }
    return isHTML
      ? mergeHTML(base, mine, theirs) : LineMerge.merged(base: base, mine: mine, theirs: theirs)
  }

  /// What happened, in one sentence. A long text is not quoted: it may be full of markup.
  func sentence(of record: Record) -> String {
    // A record whose name was changed is not called by the new one: the user may not know it.
    let isName = record.schema.titlePaths.contains(path)
    let whose = isName ? "this \(record.schema.singular)" : record.title
    if case .longText = kind { return "Somebody else has also changed \(label) of \(whose)." }
    return "Somebody else has changed \(label) of \(whose) to \(current.shortText); "
      + "yours is \(wanted.shortText)."
  }

  /// The current value, in a sentence.
  var message: String {
    if case .longText = kind { return "The text on the server is different now." }
    return "It is now \(current.shortText) on the server."
  }
}

/// Merges tags: the server takes them as one set, while people add and remove single ones.
private struct TagMerge {
  private let current: [String]
  private let added: [String]
  private let removed: Set<String>
  private let isSent: Bool

  init(_ new: NewChange, current record: Record) {
    let base = FieldKind.ids(new.base["tags"] ?? .null)
    let wanted = new.fields["tags"].map(FieldKind.ids)
    current = FieldKind.ids(record.body["tags"] ?? .null)
    added = (wanted ?? []).filter { !base.contains($0) }
    removed = wanted.map { Set(base).subtracting($0) } ?? []
    isSent = wanted != nil || (record.schema.resendsTags && record.body["tags"] != nil)
  }

  /// Whether there is nothing left to add or remove.
  var isThere: Bool { added.allSatisfy(current.contains) && removed.isDisjoint(with: current) }

  /// The fields with the full set of tags, where it has to be sent.
  func completing(_ fields: JSONObject) -> JSONObject {
    guard isSent else { return fields }
    let kept = current.filter { !removed.contains($0) }
    var fields = fields
    fields["tags"] = .array((kept + added.filter { !kept.contains($0) }).map(JSONValue.string))
    return fields
  }
}

extension JSONValue {
  /// The value as part of a sentence: short, and in words where nothing can be quoted.
  var shortText: String {
    switch self {
    case _ where isBlank: "empty"
    case .bool(let flag): flag ? "yes" : "no"
    case .object(let members): members["name"]?.text ?? members["id"]?.text ?? "another value"
    case .array(let elements): elements.map(\.shortText).joined(separator: ", ")
    default: Self.shortened(text ?? "")
    }
  }

  private static func shortened(_ text: String) -> String {
    text.count > 40 ? text.prefix(39) + "…" : text
  }
}
