// Decodes bytes into keys, pastes and reports, however they are split on the way; sequences that
// are not keys never become keys.

/// A decoder of terminal input. Keeps unfinished sequences between calls. The caller passes the
/// time.
struct InputDecoder {
  typealias Instant = ContinuousClock.Instant

  /// When to call `decode` again even without input; nil if nothing is unfinished.
  private(set) var deadline: Instant?

  /// How long an ESC byte waits for the rest of a sequence before it counts as the Esc key.
  private let escapeDelay: Duration
  private var state = State.ground
  /// The sequence so far, without the leading ESC.
  private var sequence: [UInt8] = []
  /// Whether two ESC bytes came in a row: Alt with the key of a sequence.
  private var hasAlt = false
  /// Whether Esc was reported already and the next byte came alone, so that it may be a key.
  private var isLate = false
  /// When Esc was reported for a byte that may still turn out to be the start of a sequence.
  private var toldAt: Instant?
  private var stringStart: Instant?
  private var character = CharacterAssembler()
  private var pasted: [UInt8] = []
  /// How many bytes of the end marker had arrived when a paste stalled.
  private var cutEnd = 0
  private var events: [TerminalEvent] = []

  private enum State: Equatable {
    case ground
    /// After ESC: alone it is the Esc key, otherwise the start of a sequence.
    case escape
    /// After ESC, inside a multi-byte character.
    case altCharacter
    /// In a control sequence: `ESC [`, parameters, final character.
    case control
    /// In a keypad sequence: `ESC O` and a character.
    case single
    /// In a terminal response: `ESC ]`, `ESC P` and similar, up to BEL or `ESC \`.
    case string(sawEscape: Bool)
    /// In mouse coordinates that are sent as characters, not numbers.
    case mouse(left: Int, isInCharacter: Bool)
    /// In a paste; the tail is what comes after a long silence.
    case paste(isTail: Bool)
  }

  /// Input within this time after a reported Esc, or after Alt, belongs to it.
  private static let joinTime = Duration.milliseconds(250)
  /// The same for several bytes at once, which nobody can type that fast.
  private static let burstJoinTime = Duration.seconds(2)
  /// A sequence whose end was lost is abandoned after this silence.
  private static let sequenceSilence = Duration.seconds(1)
  private static let stringSilence = Duration.seconds(2)
  /// A response whose end was lost swallows input for no longer than this.
  private static let longestString = Duration.seconds(5)
  /// After the first silence a stalled paste is delivered; after the second it is over.
  private static let pasteSilence = Duration.seconds(2)
  private static let pasteTailSilence = Duration.seconds(10)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)
  /// Bytes beyond this length are dropped: no key is that long.
  private static let longestSequence = 64

  init(escapeDelay: Duration = .milliseconds(25)) { self.escapeDelay = escapeDelay }

  /// Decodes the bytes that arrived together; pass none when the deadline has passed.
  mutating func decode(_ bytes: [UInt8], at now: Instant) -> [TerminalEvent] {
    events = []
    let isOver = deadline.map { now >= $0 } ?? false
    if isOver { giveUp(at: now) }
    if let toldAt, now >= toldAt + Self.burstJoinTime { self.toldAt = nil }
    for (index, byte) in bytes.enumerated() {
      take(byte, isAlone: index == bytes.count - 1, at: now)
    }
    if !bytes.isEmpty || isOver { deadline = nextDeadline(after: now) }
    return events
  }

  // MARK: Timeouts

  private func nextDeadline(after now: Instant) -> Instant? {
    switch state {
    case .ground: nil
    case .escape: now + escapeDelay
    case .altCharacter, .mouse: now + Self.sequenceSilence
    case .control, .single:
      now + (sequence.count == 1 ? Self.joinTime : Self.sequenceSilence)
    case .string:
      sequence.count == 1
        ? now + Self.joinTime
        : min(now + Self.stringSilence, (stringStart ?? now) + Self.longestString)
    case .paste(isTail: true):
      now + (hasOnlyEscape ? escapeDelay : Self.pasteTailSilence)
    case .paste(isTail: false): now + Self.pasteSilence
    }
  }

  /// Ends an unfinished sequence whose rest never came.
  private mutating func giveUp(at now: Instant) {
    switch state {
    case .ground: break
    case .escape:
      tellEscape()
      toldAt = now
      state = .ground
    case .paste(let isTail): pause(isTail: isTail, at: now)
    case .altCharacter, .control, .single, .string, .mouse: abandon()
    }
  }

  /// Reports Esc, twice if two ESC bytes came in a row.
  private mutating func tellEscape() {
    if hasAlt { events.append(.key(.escape)) }
    events.append(.key(.escape))
    hasAlt = false
  }

  /// Abandons an incomplete sequence. A single byte was Alt with a character, or a character typed
  /// soon after Esc; anything longer was no key.
  private mutating func abandon() {
    let bytes = sequence
    let (wasLate, wasAlt) = (isLate, hasAlt)
    reset()
    guard bytes.count == 1 else { return }
    if wasAlt { events.append(.key(.escape)) }
    let typed = Character(Unicode.Scalar(bytes[0]))
    events.append(.key(wasLate ? .character(typed) : .alt(typed)))
  }

  private mutating func reset() {
    state = .ground
    sequence = []
    hasAlt = false
    isLate = false
  }

  // MARK: Bytes

  /// - Parameter isAlone: Whether the byte was the last of those that arrived together.
  private mutating func take(_ byte: UInt8, isAlone: Bool, at now: Instant) {
    switch state {
    case .ground: takeFirst(byte, isAlone: isAlone, at: now)
    case .escape: takeAfterEscape(byte, at: now)
    case .altCharacter: takeAltCharacter(byte)
    case .control: takeControl(byte)
    case .single: takeSingle(byte)
    case .string(let sawEscape): takeString(byte, sawEscape: sawEscape, at: now)
    case .mouse(let left, let isInCharacter): takeMouse(byte, left, isInCharacter)
    case .paste: takePaste(byte)
    }
  }

  private mutating func takeFirst(_ byte: UInt8, isAlone: Bool, at now: Instant) {
    defer { toldAt = nil }
    if let toldAt, let opened = Self.opened(by: byte),
      now < toldAt + (isAlone ? Self.joinTime : Self.burstJoinTime)
    {
      isLate = isAlone
      open(opened, with: byte, at: now)
    } else {
      takePlain(byte)
    }
  }

  private mutating func takePlain(_ byte: UInt8) {
    if byte == 0x1B {
      state = .escape
    } else if byte >= 0x80 {
      if let character = character.add(byte) { events.append(.key(.character(character))) }
    } else {
      character = CharacterAssembler()
      events.append(.key(Key(ascii: byte)))
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8, at now: Instant) {
    if byte == 0x1B {
      if hasAlt { events.append(.key(.escape)) }
      hasAlt = true
    } else if let opened = Self.opened(by: byte) {
      open(opened, with: byte, at: now)
    } else {
      if hasAlt { events.append(.key(.escape)) }
      reset()
      if byte >= 0x80 {
        state = .altCharacter
        takeAltCharacter(byte)
      } else if let key = Key(ascii: byte).withAlt {
        events.append(.key(key))
      }
    }
  }

  private mutating func takeAltCharacter(_ byte: UInt8) {
    guard byte >= 0x80 else {
      reset()
      return takePlain(byte)
    }
    guard let character = character.add(byte) else { return }
    reset()
    events.append(.key(.alt(character)))
  }

  private static func opened(by byte: UInt8) -> State? {
    switch Unicode.Scalar(byte) {
    case "[": .control
    case "O": .single
    case "]", "P", "_", "^", "X": .string(sawEscape: false)
    default: nil
    }
  }

  private mutating func open(_ opened: State, with byte: UInt8, at now: Instant) {
    state = opened
    sequence = [byte]
    stringStart = now
  }

  private mutating func takeControl(_ byte: UInt8) {
    switch byte {
    case 0x20...0x3F:
      if sequence.count < Self.longestSequence { sequence.append(byte) }
      // rxvt ends Shift sequences with a character that others use as an intermediate.
      if byte == UInt8(ascii: "$"), sequence.dropFirst().dropLast().allSatisfy(Self.isDigit),
        sequence.count > 2
      {
        finish()
      }
    case UInt8(ascii: "[") where sequence.count == 1: sequence.append(byte)
    case 0x40...0x7E:
      sequence.append(byte)
      let left = Self.coordinates(after: sequence)
      if left > 0 { state = .mouse(left: left, isInCharacter: false) } else { finish() }
    case 0x7F: break
    default:
      abandon()
      takePlain(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// How many coordinate characters follow a mouse report.
  private static func coordinates(after sequence: [UInt8]) -> Int {
    switch String(decoding: sequence, as: UTF8.self) {
    case "[M": 3
    case "[t": 2
    case "[T": 6
    default: 0
    }
  }

  private mutating func takeSingle(_ byte: UInt8) {
    switch byte {
    case 0x30...0x3F where sequence.count < Self.longestSequence: sequence.append(byte)
    case 0x40...0x7E:
      // Old xterms put the modifier in the middle: "O5A" is "[1;5A" elsewhere.
      let modifiers = sequence.dropFirst()
      if !modifiers.isEmpty { sequence = Array("[1;".utf8) + modifiers }
      sequence.append(byte)
      finish()
    default:
      abandon()
      takePlain(byte)
    }
  }

  private mutating func takeString(_ byte: UInt8, sawEscape: Bool, at now: Instant) {
    switch byte {
    case UInt8(ascii: "\\") where sawEscape, 0x07, 0x18, 0x1A: reset()
    case _ where sawEscape:
      // The string was cut off, and the ESC begins something else.
      abandon()
      state = .escape
      takeAfterEscape(byte, at: now)
    case 0x1B: state = .string(sawEscape: true)
    default:
      if sequence.count == 1, isLate, !Self.beginsAnswer(byte) {
        abandon()
        return takePlain(byte)
      }
      if sequence.count == 1 { sequence.append(byte) }
    }
  }

  /// Whether a response can begin with this byte. After Esc it might be a typed key instead.
  private static func beginsAnswer(_ byte: UInt8) -> Bool {
    isDigit(byte) || "><=?$+!|GlLI".utf8.contains(byte)
  }

  /// Coordinates are single bytes, or beyond column 95 also two-byte characters. Ambiguous bytes
  /// are read as two-byte characters.
  private mutating func takeMouse(_ byte: UInt8, _ left: Int, _ isInCharacter: Bool) {
    if isInCharacter, (0x80...0xBF).contains(byte) {
      state = .mouse(left: left, isInCharacter: false)
      if left == 0 { reset() }
    } else if byte == 0x1B || left == 0 {
      reset()
      takePlain(byte)
    } else {
      let opensCharacter = (0xC2...0xDF).contains(byte)
      state = .mouse(left: left - 1, isInCharacter: opensCharacter)
      if left == 1, !opensCharacter { reset() }
    }
  }

  // MARK: Complete sequences

  private mutating func finish() {
    let whole = EscapeSequence(bytes: sequence)
    let (wasLate, wasAlt) = (isLate, hasAlt)
    reset()
    switch whole.meaning {
    case .key(let key):
      if let key = wasAlt ? key.withAlt : key { events.append(.key(key)) }
    case .pasteBegins: state = .paste(isTail: false)
    case .report: events.append(.report(whole.text))
    case .nothing where wasLate && whole.bytes.count == 2 && !whole.isFocus:
      // No parameters, no meaning, and after Esc: the user typed it.
      for byte in whole.bytes { takePlain(byte) }
    case .nothing: break
    }
  }

  // MARK: Pastes

  private mutating func takePaste(_ byte: UInt8) {
    pasted.append(byte)
    guard byte == Self.pasteEnd.last, pasted.suffix(Self.pasteEnd.count) == Self.pasteEnd[...]
    else { return }
    pasted.removeLast(Self.pasteEnd.count)
    handOnPaste()
    state = .ground
  }

  /// Handles a stalled paste. On a slow line its rest may follow much later and must not become
  /// keys. If the end marker was lost, Esc or a longer silence ends the paste.
  private mutating func pause(isTail: Bool, at now: Instant) {
    if isTail, pasted.count == cutEnd || hasOnlyEscape {
      toldAt = hasOnlyEscape ? now : nil
      pasted = []
      state = .ground
    } else {
      // The end marker may have been split.
      cutEnd = (0..<Self.pasteEnd.count).last { pasted.suffix($0) == Self.pasteEnd.prefix($0) } ?? 0
      pasted.removeLast(cutEnd)
      handOnPaste()
      pasted = Array(Self.pasteEnd.prefix(cutEnd))
      state = .paste(isTail: true)
    }
  }

  /// Whether only an ESC byte has arrived since the paste stalled.
  private var hasOnlyEscape: Bool { pasted.count == cutEnd + 1 && pasted.last == 0x1B }

  private mutating func handOnPaste() {
    let text = String(decoding: pasted, as: UTF8.self)
    pasted = []
    if !text.isEmpty {
      events.append(.paste(String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })))
    }
  }
}

extension EscapeSequence {
  /// Whether it reports that the window gained or lost focus.
  fileprivate var isFocus: Bool { text == "[I" || text == "[O" }
}
