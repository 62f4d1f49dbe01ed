// A question with yes and no. Enter means no: what is asked about is never done by accident.

import VitallyModel

/// What is done when a question is answered with yes.
enum Confirmation: Hashable, Sendable {
  case quit
  /// Saves the form, although it takes traits away or goes over what somebody else has written.
  case saveForm
  case discardForm
  /// Throws the draft with this name away.
  case discardDraft(String)
  case dropChange(ChangeID)
  /// Sends what waits with a key that may be another workspace's.
  case trustKey
}

/// A question and what yes does.
struct QuestionViewModel: Equatable, Sendable {
  /// The question.
  let text: String
  /// What yes does.
  let confirmation: Confirmation

  /// A question.
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
      return .close()
    case .news, .draftsChanged: return .notHandled
    case .command, .text, .appeared, .uncovered, .arranged, .keysWait, .answer, .reply, .row,
      .keepTyped:
      return []
    }
  }
}
