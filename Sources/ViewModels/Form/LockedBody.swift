// A body that the server would not keep as it is: it is not edited before the user has chosen what
// to do with it.

import Markup
import VitallyModel

/// A body that can't be edited without losing parts of it.
struct LockedBody: Equatable, Sendable {
  /// What the user may choose.
  enum Choice: Hashable, Sendable {
    /// Edit what the server would keep.
    case edit
    /// Write a new note beside it.
    case noteBeside
    /// Edit it on the web.
    case openOnWeb
    /// Leave it as it is.
    case leave
  }

  /// What the server would drop, or why the text can't be edited.
  let reason: String
  /// What the server would drop; nil if the text can't be edited at all.
  let losses: String?
  /// What would be left; nil if it can't be edited at all.
  let editor: TextEditor?

  /// A body with losses; nil for one without.
  init?(_ editing: BodyEditing, _ measure: TextMeasure) {
    switch editing {
    case .markdown: return nil
    case .lossy(let markdown, let losses):
      editor = TextEditor(markdown, measure: measure)
      self.losses = losses
      reason = "contains \(losses), which Vitally drops when the text is saved"
    case .refused(let words):
      editor = nil
      losses = nil
      reason = words
    }
  }
}
