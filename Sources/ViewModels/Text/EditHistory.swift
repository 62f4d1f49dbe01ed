// The undo history of a long text. It holds what each edit removed and where it inserted, never a
// whole text.

/// An edit that can be undone.
struct Edit: Equatable, Sendable {
  /// The kind of an edit: consecutive edits of one kind may form one undo step.
  enum Kind: Equatable, Sendable {
    /// One character was typed.
    case typing(isBlank: Bool)
    /// One character was deleted.
    case deleting
    /// Anything else; it's a step of its own.
    case other
  }

  var kind: Kind
  /// The range of the new text.
  var range: Range<TextPosition>
  /// The text that it replaced.
  var removed: String
  /// The position of the cursor before the edit.
  var cursor: TextPosition
}

/// The edits of a text, the last one at the end.
struct EditHistory: Equatable, Sendable {
  private var steps: [Edit] = []
  /// Whether the next edit may still join the last step.
  private var isOpen = false

  /// Records an edit, as part of the last step if it continues that.
  mutating func record(_ edit: Edit) {
    if isOpen, let last = steps.last, let joined = last.joined(with: edit) {
      steps[steps.count - 1] = joined
    } else {
      steps.append(edit)
    }
    isOpen = true
  }

  /// Ends the last step: the cursor moved away.
  mutating func endStep() { isOpen = false }

  /// Removes and returns the last step; nil when there is none.
  mutating func takeLast() -> Edit? {
    isOpen = false
    return steps.popLast()
  }
}

extension Edit {
  /// Joins this edit with the next: the letters of a word and the space after it, or consecutive
  /// deletes.
  fileprivate func joined(with next: Edit) -> Edit? {
    var joined = self
    switch (kind, next.kind) {
    case (.typing(isBlank: true), .typing(isBlank: false)): return nil
    case (.typing, .typing):
      guard range.upperBound == next.range.lowerBound else { return nil }
      joined.kind = next.kind
      joined.range = range.lowerBound..<next.range.upperBound
    case (.deleting, .deleting):
      if range.lowerBound == next.range.lowerBound {
        joined.removed += next.removed
      } else {
        joined.range = next.range
        joined.removed = next.removed + removed
      }
    default: return nil
    }
    return joined
  }
}
