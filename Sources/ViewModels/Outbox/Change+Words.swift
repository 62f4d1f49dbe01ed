// A change as text: what it does, to which fields, and its state. The same wherever changes are
// listed.

import Markup
import VitallyModel

extension Change {
  /// The action and its object: `edit account`, `new task`, `complete task`.
  var doing: String {
    let noun = ref.resource.schema.singular
    return new.undoes == nil ? "\(verb) \(noun)" : "undo: \(undoneVerb) \(noun)"
  }

  /// The action of the change that this one undoes.
  var undoneVerb: String {
    switch (new.action, completing) {
    case (.archive, _): "new"
    case (_, "complete"): "reopen"
    case (_, "reopen"): "complete"
    default: verb
    }
  }

  /// The action in one word: `edit`, `new`, `complete`.
  var verb: String {
    switch new.action {
    case .create: "new"
    case .update: completing ?? "edit"
    case .archive: "archive"
    case .destroy: "delete"
    }
  }

  /// The verb of a change that only completes a record, nil for any other.
  private var completing: String? {
    guard let completion = ref.resource.schema.completion,
      let done = new[completion.at], new.paths.isSubset(of: [completion.at, completion.by])
    else { return nil }
    return done.value.isBlank ? "reopen" : "complete"
  }

  /// What has not happened when it failed: `Not saved`, `Not archived`.
  var failed: String { "Not \(new.action.removed ?? "saved")" }

  /// The message while it waits for longer than a moment.
  func waiting(_ keys: KeyNames) -> String {
    guard let removed = new.action.removed else { return "Saved on this computer. \(sentence)" }
    guard canBeTakenBack else { return "Not known yet whether it is \(removed). \(sentence)" }
    return "It waits to be \(removed); \(keys.quickWayBack). \(sentence)"
  }

  /// The labels of the fields; those of traits as far as they are known.
  func fieldLabels(_ traits: [FieldPath: Field] = [:]) -> [String] {
    new.edits.map { edit in
      let field = traits[edit.path] ?? ref.resource.schema.field(edit.path)
      return field?.label ?? edit.path.text
    }
  }

  /// The state at a moment, in one word.
  func standing(at now: Moment) -> Formatted {
    switch state {
    case .waiting:
      Formatted(isPaused ? "paused" : isHeld(at: now) ? "held" : "waiting", .pending)
    case .sending: Formatted("sending", .pending)
    case .unknown: Formatted(isPaused ? "paused" : "unknown", .warning, mark: "?")
    case .answered: Formatted("sent", .good)
    case .refused: Formatted("refused", .bad, mark: "!")
    case .conflict: Formatted("conflict", .bad, mark: "!")
    case .dropped: Formatted("taken back", .dim)
    }
  }

  /// When it ended, if it has: when the server had it, or when it was taken back.
  var endedAt: Moment { droppedAt ?? sentAt ?? createdAt }

  /// Whether somebody else has changed the same fields, so that the user can choose field by
  /// field. A create in conflict has nothing to choose from.
  var isChoice: Bool { state == .conflict && new.action == .update }
}

extension OutboxEntry {
  /// The state at a moment, in one or two words.
  func standing(at now: Moment) -> Formatted {
    switch undoing?.state {
    case .answered: Formatted("undone", .dim)
    case .waiting, .sending, .unknown: Formatted("undoing", .pending)
    case .refused, .conflict: Formatted("not undone", .warning)
    case .dropped, nil: change.standing(at: now)
    }
  }
}
