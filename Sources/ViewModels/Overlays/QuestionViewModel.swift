// A yes-or-no question. Enter means no, so that nothing is confirmed by accident.

import VitallyModel

/// What to do when a question is answered with yes.
enum Confirmation: Hashable, Sendable {
  case quit
  /// Saves the form, although it removes traits or overwrites somebody else's change.
  case saveForm
  case discardForm
  /// Edits a body although the server drops parts of it.
  case editPoorer
  /// Deletes the draft with this id.
  case discardDraft(String)
  case dropChange(ChangeID)
  /// Throws changes away that were made together.
  case dropChanges([ChangeID])
  /// Takes changes back, new records by archiving them.
  case undoByArchiving([ChangeID])
  /// Archives or deletes a record.
  case remove(Removal)
  /// Attaches a record to another one.
  case attach(Attachment)
  /// Throws away a record that the server does not have yet.
  case withdraw(ChangeID, saying: String)
  /// Keeps a line under the name of a view that is there.
  case saveView(ViewEdit)
  /// Deletes a saved view.
  case deleteView(String)
  /// Sends the outbox with a key that may belong to another workspace.
  case trustKey
}

extension Confirmation {
  /// What is said after no: that all is as it was; nil where that is to be seen.
  fileprivate var kept: String? {
    switch self {
    case .remove(let removal):
      "Not \(removal.change.action.removed ?? "taken away"): \(removal.title)"
    case .undoByArchiving: "Nothing was archived."
    case .attach: "Nothing was attached."
    case .saveView: "The view was not saved."
    case .deleteView: "The view was not deleted."
    case .discardDraft, .dropChange, .dropChanges, .withdraw: "Nothing was thrown away."
    case .quit, .saveForm, .discardForm, .editPoorer, .trustKey: nil
    }
  }
}

/// A question and what yes does.
struct QuestionViewModel: Equatable, Sendable {
  /// The question.
  let text: String
  /// What yes does.
  let confirmation: Confirmation

  /// Creates a question.
  init(_ text: String, to confirmation: Confirmation) {
    self.text = text
    self.confirmation = confirmation
  }
}

extension QuestionViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(contexts: [.confirm], hints: [.dialog(.yes), .dialog(.no)], place: .line)
  }

  func drawing(in shared: Shared) -> Drawing { .question(text) }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .command(.dialog(.yes)): return .close(.confirmed(confirmation))
    case .command(.dialog(.no)), .command(.dialog(.cancel)), .command(.dialog(.accept)):
      if let kept = confirmation.kept { shared.say(kept) }
      return .close()
    case .news, .draftsChanged: return .notHandled
    case .command, .text, .appeared, .uncovered, .arranged, .keysWait, .answer, .reply, .row,
      .keepTyped:
      return []
    }
  }
}
