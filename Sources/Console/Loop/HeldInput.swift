// Holds input for a layer that is still opening, or for rows that are still being read.

/// Events that wait in order until a layer is open or rows are there, however long that takes.
struct HeldInput<Event> {
  private var events: [Event] = []
  private var endsWithEscape = false

  /// Whether nothing waits.
  var isEmpty: Bool { events.isEmpty }

  /// Holds an event. Esc as the first event, or twice in a row, cancels instead: it drops
  /// everything held and returns false.
  mutating func hold(_ event: Event, isEscape: Bool) -> Bool {
    if isEscape, events.isEmpty || endsWithEscape {
      drop()
      return false
    }
    events.append(event)
    endsWithEscape = isEscape
    return true
  }

  /// Returns and removes the held events.
  mutating func release() -> [Event] {
    defer { drop() }
    return events
  }

  /// Drops the held events.
  mutating func drop() {
    events = []
    endsWithEscape = false
  }
}
