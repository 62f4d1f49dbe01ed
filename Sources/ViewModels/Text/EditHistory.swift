// What was done to a long text, as edits that can be taken back. It holds what an edit took out
// and where it put something in, never a whole text.

/// An edit that can be taken back.
struct Edit: Equatable, Sendable {
  /// What kind of edit it is: edits of one kind that follow each other may be one step.
  enum Kind: Equatable, Sendable {
    /// One character was typed.
    case typing(isBlank: Bool)
    /// One character was deleted.
    case deleting
    /// Anything else; it's a step of its own.
    case other
  }

  var kind: Kind
  /// Where the new text stands.
  var range: Range<TextPosition>
  /// What stood there before.
  var removed: String
  /// Where the cursor was before.
  var cursor: TextPosition
}

/// The edits of a text, the last one at the end.
struct EditHistory: Equatable, Sendable {
  private var steps: [Edit] = []
  /// Whether the next edit may still become a part of the last step.
  private var isOpen = false

  /// Remembers an edit: as a part of the last step when it goes on with it.
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

  /// Takes out the last step; nil when there is none.
  mutating func takeLast() -> Edit? {
    isOpen = false
    return steps.popLast()
  }
}

extension Edit {
  /// This edit and the next as one: letters of a word and the blank after it, deletes in a row.
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
