// A change in words: what it does, to which fields, and where it stands. The same wherever changes
// are listed.

import Markup
public import VitallyModel

extension Change {
  /// What is done to what: `edit account`, `new task`, `complete task`.
  public var doing: String {
    let schema = ref.resource.schema
    let verb =
      switch new.action {
      case .create: "new"
      case .update: completing ?? "edit"
      case .archive: "archive"
      }
    return "\(verb) \(schema.singular)"
  }

  /// The verb of a change that only ticks a record off, nil for any other.
  private var completing: String? {
    guard let completion = ref.resource.schema.completion,
      let done = new.fields[completion.at.text],
      Set(new.fields.keys).isSubset(of: [completion.at.text, completion.by.text])
    else { return nil }
    return done.isBlank ? "reopen" : "complete"
  }

  /// What the fields are called, those of traits by their keys.
  public var fieldLabels: [String] {
    let schema = ref.resource.schema
    return new.fields.members.flatMap { member -> [String] in
      guard let field = schema.field(FieldPath(member.key)) else { return [member.key] }
      guard field.kind == .traits, let traits = member.value.object else { return [field.label] }
      return traits.keys
    }
  }

  /// Where it stands, in one word.
  public var standing: Formatted {
    switch state {
    case .waiting: Formatted("waiting", .pending)
    case .sending: Formatted("sending", .pending)
    case .unknown: Formatted("unknown", .warning, mark: "?")
    case .answered: Formatted("sent", .good)
    case .refused: Formatted("refused", .bad, mark: "!")
    case .conflict: Formatted("conflict", .bad, mark: "!")
    case .dropped: Formatted("dropped", .dim)
    }
  }

  /// Whether somebody else has changed the same fields, so that the user can choose field by
  /// field. A create in conflict has nothing to choose from.
  var isChoice: Bool { state == .conflict && new.action == .update }
}
