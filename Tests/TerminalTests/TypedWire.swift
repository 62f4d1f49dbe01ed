// A decoder at the end of a wire: bytes arrive at given milliseconds, and whoever waits for the
// rest of something is woken when its time is over, as the terminal does it.

@testable import Terminal

struct TypedWire {
  let start = ContinuousClock.now

  /// What comes of text that arrives at these milliseconds, and of the silence after it.
  func decode(_ batches: [(Int, String)]) -> [TerminalEvent] {
    decode(batches.map { ($0.0, Array($0.1.utf8)) })
  }

  /// What comes of bytes that arrive at these milliseconds, and of the silence after them.
  func decode(_ batches: [(Int, [UInt8])]) -> [TerminalEvent] {
    var decoder = InputDecoder()
    var events: [TerminalEvent] = []
    for (time, bytes) in batches {
      let arrival = start + .milliseconds(time)
      while let deadline = decoder.deadline, deadline < arrival {
        events += decoder.decode([], at: deadline)
      }
      events += decoder.decode(bytes, at: arrival)
    }
    while let deadline = decoder.deadline { events += decoder.decode([], at: deadline) }
    return events
  }
}
