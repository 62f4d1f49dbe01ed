// What is typed for a layer that is still opening waits here, in its order and however long it takes.

/// Events that wait for a layer to open.
struct HeldInput<Event> {
  private var events: [Event] = []
  private var endsWithEscape = false

  /// Holds an event back. An Esc at the very beginning, and one right after another, is not held but
  /// calls the opening off, and all that was typed for it; false is returned then.
  mutating func hold(_ event: Event, isEscape: Bool) -> Bool {
    if isEscape, events.isEmpty || endsWithEscape {
      drop()
      return false
    }
    events.append(event)
    endsWithEscape = isEscape
    return true
  }

  /// Gives back what has waited.
  mutating func release() -> [Event] {
    defer { drop() }
    return events
  }

  /// What has waited is for nobody.
  mutating func drop() {
    events = []
    endsWithEscape = false
  }
}
