// Turns bytes into keys, pastes and reports, however they were cut on their way.
// Reads no clock and no terminal: the time comes with the bytes.

/// The decoder of a terminal's input. It remembers what is unfinished from one call to the next.
struct InputDecoder {
  typealias Instant = ContinuousClock.Instant

  /// When `decode` must be called again even if nothing comes; nil if nothing is unfinished.
  private(set) var deadline: Instant?

  private var state = State.ground
  private var character = CharacterAssembler()
  private var pasted: [UInt8] = []
  private var events: [TerminalEvent] = []

  /// A slow line may cut a sequence after its escape. What follows within this time belongs to it.
  private static let joinTime = Duration.milliseconds(250)
  /// A paste whose end was lost ends after this silence.
  private static let pasteSilence = Duration.seconds(2)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)
  private static let longestSequence = 64

  private enum State: Equatable {
    case ground
    /// An escape came in this batch: alone it is Esc, with something behind it more.
    case escape
    /// Esc was reported a moment ago, and may yet turn out to be the start of a sequence.
    case escaped(until: Instant)
    /// Inside a sequence; late if its escape was reported as Esc already.
    case sequence([UInt8], isLate: Bool)
    case paste
  }

  /// Decodes all that came in at once. Whoever reads it has waited long enough after an escape.
  mutating func decode(_ input: [RawInput], at now: Instant) -> [TerminalEvent] {
    events = []
    if let deadline, now >= deadline { giveUp() }
    for piece in input {
      switch piece {
      case .byte(let byte): take(byte, at: now)
      case .key(let key): take(key)
      }
    }
    if state == .escape {
      emit(.escape)
      state = .escaped(until: now + Self.joinTime)
    }
    if !input.isEmpty || state == .ground { deadline = nextDeadline(after: now) }
    return events
  }

  private func nextDeadline(after now: Instant) -> Instant? {
    switch state {
    case .ground, .escape, .escaped: nil
    case .sequence: now + Self.joinTime
    case .paste: now + Self.pasteSilence
    }
  }

  /// The rest of a sequence or paste never came.
  private mutating func giveUp() {
    if state == .paste { finishPaste() }
    abandonSequence()
  }

  /// A sequence of one byte was Alt with a character, or a character typed soon after Esc.
  private mutating func abandonSequence() {
    if case .sequence(let bytes, let isLate) = state, bytes.count == 1 {
      let character = Character(Unicode.Scalar(bytes[0]))
      emit(isLate ? .character(character) : .alt(character))
    }
    state = .ground
  }

  private mutating func take(_ key: Key) {
    switch state {
    case .paste: return
    case .escape: emit(.escape)
    case .sequence: abandonSequence()
    case .ground, .escaped: break
    }
    state = .ground
    emit(key)
  }

  private mutating func take(_ byte: UInt8, at now: Instant) {
    switch state {
    case .ground: takePlain(byte)
    case .escape: takeAfterEscape(byte)
    case .escaped(let end):
      state = .ground
      if now < end, Self.opensSequence(byte) {
        state = .sequence([byte], isLate: true)
      } else {
        takePlain(byte)
      }
    case .sequence(let bytes, let isLate): extend(bytes, isLate: isLate, with: byte)
    case .paste: extendPaste(with: byte)
    }
  }

  private mutating func takePlain(_ byte: UInt8) {
    if byte == 0x1B {
      state = .escape
    } else if byte >= 0x80 {
      if let character = character.add(byte) { emit(.character(character)) }
    } else {
      emit(Key(ascii: byte))
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8) {
    state = .ground
    switch byte {
    case _ where Self.opensSequence(byte): state = .sequence([byte], isLate: false)
    case 0x0D, 0x20...0x7F: emit(.alt(Character(Unicode.Scalar(byte))))
    default:
      emit(.escape)
      takePlain(byte)
    }
  }

  private mutating func extend(_ bytes: [UInt8], isLate: Bool, with byte: UInt8) {
    switch byte {
    case 0x20...0x3F where bytes.count < Self.longestSequence:
      state = .sequence(bytes + [byte], isLate: isLate)
    case 0x40...0x7E: finish(EscapeSequence(bytes: bytes + [byte]))
    default:
      abandonSequence()
      takePlain(byte)
    }
  }

  private mutating func finish(_ sequence: EscapeSequence) {
    state = .ground
    switch sequence.meaning {
    case .key(let key): emit(key)
    case .pasteBegins: state = .paste
    case .report: events.append(.report(sequence.text))
    case .nothing: break
    }
  }

  private mutating func extendPaste(with byte: UInt8) {
    pasted.append(byte)
    guard byte == Self.pasteEnd.last, pasted.suffix(Self.pasteEnd.count) == Self.pasteEnd[...]
    else { return }
    pasted.removeLast(Self.pasteEnd.count)
    finishPaste()
  }

  private mutating func finishPaste() {
    let text = String(decoding: pasted, as: UTF8.self)
    events.append(.paste(String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })))
    pasted = []
    state = .ground
  }

  private mutating func emit(_ key: Key) {
    events.append(.key(key))
  }

  private static func opensSequence(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O")
  }
}

extension Key {
  /// The key that sends an ASCII character.
  init(ascii byte: UInt8) {
    switch byte {
    case 0x00: self = .control(" ")
    case 0x08, 0x7F: self = .backspace
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x01...0x1A: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: self = .control(Character(Unicode.Scalar(byte + 0x40)))
    default: self = .character(Character(Unicode.Scalar(byte)))
    }
  }
}
