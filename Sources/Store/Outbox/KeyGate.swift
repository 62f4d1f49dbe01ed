// Whether anything may be sent with the API key that is in use. A value: it asks nobody.

import VitallyModel

/// Lets changes out only with a key that belongs to this workspace.
struct KeyGate {
  private enum State {
    case unchecked
    case checking
    case open
    /// The server does not accept the key; any success shows that it does again.
    case refused
    /// The key works, but not for this workspace; only the user can say that it does.
    case strange
  }

  private var state = State.unchecked
  private var known: Ref?
  private var isTold = false
  /// Why changes wait, and what has to be checked; nil unless the key is at fault.
  private(set) var reason: String?
  private var attempts = 0

  /// A gate that asks for a known record before it opens; with none to ask for it opens.
  init(known: Ref?) { self.known = known }

  /// Whether changes may go out.
  var isOpen: Bool { state == .open }
  /// Whether the known record has to be asked for.
  var isUnchecked: Bool { state == .unchecked }
  /// How long to wait before asking again, in seconds.
  var pause: Double { attempts > 6 ? 60 : Double(1 << max(0, attempts - 1)) }

  /// Begins to ask: the record to ask for. Nil when the gate is open without it.
  mutating func beginCheck() -> Ref? {
    state = known == nil ? .open : .checking
    return known
  }

  /// The known record was found.
  mutating func pass() {
    state = .open
    reason = nil
  }

  /// The known record was not found; what the user has to be told.
  mutating func fail(_ error: VitallyError) -> Notice? {
    attempts += 1
    if error.isAboutTheKey { return shut(error) }
    if error.isPassing {
      state = .unchecked
      return nil
    }
    state = .strange
    let sentence =
      "A record that this workspace holds is not found with this API key: nothing is sent. "
      + "Check the key and the subdomain, then send again."
    reason = sentence
    return tell(sentence)
  }

  /// The server does not accept the key; what the user has to be told.
  mutating func shut(_ error: VitallyError) -> Notice? {
    state = .refused
    reason = error.sentence
    return tell("Your changes wait and nothing is sent. \(error.sentence)")
  }

  /// A change has got through.
  mutating func worked() { isTold = false }

  /// Something else has got through. Answers whether changes may be tried again because of it.
  mutating func reopen() -> Bool {
    guard state == .refused else { return false }
    state = .unchecked
    reason = nil
    return true
  }

  /// The user wants it tried again.
  mutating func reset(known: Ref?) {
    guard state != .open, state != .checking else { return }
    self = KeyGate(known: known)
  }

  /// One notice until something has got through.
  private mutating func tell(_ sentence: String) -> Notice? {
    guard !isTold else { return nil }
    isTold = true
    return Notice(.failure, sentence)
  }
}
