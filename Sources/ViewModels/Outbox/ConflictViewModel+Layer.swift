// The conflict screen as a layer.

import VitallyModel

extension ConflictViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.conflict],
      hints: [
        .conflict(.left), .conflict(.right), .conflict(.type), .conflict(.send), .move(.down),
        .move(.up), .dialog(.cancel),
      ],
      title: "Conflict: \(title)", readiness: isSending ? .opening : isLoaded ? .ready : .awaitsRows
    )
  }

  func drawing(in shared: Shared) -> Drawing {
    .page(isLoaded ? ConflictPage(self, shared).page : Page())
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared: return [.read(.material, generation: 1, .material(change.ref, parent: nil))]
    case .arranged(let area): self.area = area
    case .answer(.read(_, _, .material(let material))): return take(material, in: &shared)
    case .answer(.submitted): return .close()
    case .answer(.notSubmitted):
      isSending = false
      return [.dropKeys]
    case .command(let command): return isSending ? [] : run(command, in: &shared)
    case .reply(.entered(.value, let text)): return take(typed: text, in: shared)
    case .answer, .news, .draftsChanged: return .notHandled
    case .text, .uncovered, .keysWait, .reply, .row, .keepTyped: break
    }
    return []
  }

  /// Takes the values, unless the conflict has been resolved meanwhile.
  private mutating func take(_ material: FormMaterial, in shared: inout Shared) -> Outcome {
    let current = material.changes.first { $0.id == change.id }
    guard current?.isChoice == true, material.body != nil else {
      shared.say("This is no longer in conflict.")
      return .close()
    }
    receive(material)
    return []
  }

  // MARK: Keys

  private mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    shared.clearNotice()
    switch command {
    case .dialog(.cancel): return .close()
    case .move(let command): move(by: command.distance(page: area.height))
    case .conflict(let command): return run(command, in: &shared)
    default:
      break
    }
    return []
  }

  private mutating func run(_ command: ConflictCommand, in shared: inout Shared) -> Outcome {
    switch command {
    case .left: step(by: -1)
    case .right: step(by: 1)
    case .type: return typeValue(in: &shared)
    case .send: return send(in: &shared)
    }
    return []
  }

  /// Opens a prompt for another value, prefilled with the user's.
  private func typeValue(in shared: inout Shared) -> Outcome {
    guard let row else { return [] }
    if case .longText = row.field.kind { return .close(.mends(forEditing)) }
    guard let text = row.cell(now: shared.now, measure: shared.measure)?.typed.text else {
      shared.say(
        "This can't be typed in one line: \(shared.choosingKeys) choose, \(shared.keys[.record(.edit)]) on the record edits it."
      )
      return []
    }
    return .push(.prompt(shared.prompt(.value, text: text)))
  }

  /// Takes a typed value. If it is invalid, the prompt stays open with the reason.
  private mutating func take(typed text: String, in shared: Shared) -> Outcome {
    guard var cell = row?.cell(now: shared.now, measure: shared.measure) else { return [] }
    cell.restore(.string(text))
    switch cell.value(now: shared.now) {
    case .failure(let error): return typeAgain(text, error.sentence, in: shared)
    case .success(let value) where value.isBlank && row?.field.canBeCleared == false:
      return typeAgain(text, "a value is required", in: shared)
    case .success(let value):
      take(value)
      return []
    }
  }

  private func typeAgain(_ text: String, _ problem: String, in shared: Shared) -> Outcome {
    var prompt = shared.prompt(.value, text: text)
    prompt.problem = problem
    return .push(.prompt(prompt))
  }

  private mutating func send(in shared: inout Shared) -> Outcome {
    guard isLoaded else { return [] }
    guard openCount == 0 else {
      moveToOpen()
      let label = row?.field.label ?? ""
      let what = row?.place?.isWhole == false ? "these lines" : "the value"
      shared.say("Not sent yet: \(shared.choosingKeys) choose \(what) of \(label).", .warning)
      return []
    }
    guard let new = resolution else {
      return [.drop(change.id, saying: "Kept their value: \(title).")] + .close()
    }
    // The screen closes once the change is saved: until then the choices exist nowhere else.
    isSending = true
    return [shared.submit(new, saying: "Saving \(title)…", thenSaying: "Saved \(title)")]
  }
}

extension Shared {
  /// The keys that step through the values of a field.
  fileprivate var choosingKeys: String {
    "\(keys[.conflict(.left)]) and \(keys[.conflict(.right)])"
  }
}

/// Choosing between conflicting values.
public enum ConflictCommand: CaseIterable, CommandGroup {
  case left
  case right
  case type
  case send

  var topic: CommandTopic { .change }

  var words: CommandWords {
    switch self {
    case .left:
      .init(
        "conflict.left", "left", "Takes the value to the left: theirs, yours, before.", .conflict)
    case .right:
      .init(
        "conflict.right", "right", "Takes the value to the right: before, yours, theirs.", .conflict
      )
    case .type:
      .init(
        "conflict.type", "edit", "Types another value, or edits a long text in its form.", .conflict
      )
    case .send: .init("conflict.send", "send", "Sends what you chose.", .conflict)
    }
  }
}
