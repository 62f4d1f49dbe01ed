// Turns text into glyphs, and makes hostile text harmless: control characters become visible
// symbols, invisible scalars are dropped, and grapheme clusters are reduced to what curses, tmux
// and old and new terminals all show in the same number of columns.

private import CNcurses

/// The glyphs of a text. Works on scalars, since terminals disagree on anything larger.
struct GlyphReader: Sequence, IteratorProtocol {
  private let scalars: Substring.UnicodeScalarView
  private var index: String.Index
  private var pending: Glyph?
  /// The last spacing scalar, shown or not.
  private var base: Unicode.Scalar?
  /// Whether a joiner attaches the next spacing scalar to an emoji, so that it is not shown.
  private var isGlued = false
  /// Whether marks belong to a scalar that is not shown.
  private var isHidden = false

  init(_ text: some StringProtocol) {
    scalars = Substring(text).unicodeScalars
    index = scalars.startIndex
  }

  mutating func next() -> Glyph? {
    while index < scalars.endIndex {
      let start = index
      let scalar = scalars[start]
      index = scalars.index(after: start)
      switch role(of: scalar) {
      case .nothing:
        break
      case .mark:
        if !isHidden { pending?.marks.append(scalar) }
      case .hidden:
        base = scalar
        isHidden = true
      case .spacing(let shown, let width):
        base = scalar
        isHidden = false
        let done = finished(at: start)
        pending = Glyph(scalar: shown, width: width, range: start..<index)
        if let done { return done }
      }
    }
    let done = finished(at: scalars.endIndex)
    pending = nil
    return done
  }

  private func finished(at end: String.Index) -> Glyph? {
    guard var glyph = pending else { return nil }
    glyph.range = glyph.range.lowerBound..<end
    return glyph
  }

  private enum Role {
    case nothing
    case mark
    case hidden
    case spacing(Unicode.Scalar, Int)
  }

  private mutating func role(of scalar: Unicode.Scalar) -> Role {
    if scalar.value < 0x7F { return .spacing(scalar.value < 0x20 ? picture(scalar) : scalar, 1) }
    switch scalar.value {
    case 0x7F: return .spacing("\u{2421}", 1)
    case 0x85, 0x2028, 0x2029: return .spacing(" ", 1)
    case 0x200D:
      isGlued = base.map(isEmoji) ?? false
      return .nothing
    case 0x1F3FB...0x1F3FF where base?.properties.isEmojiModifierBase ?? false: return .nothing
    default: break
    }
    if isInvisible(scalar) { return .nothing }
    let width = Int(vt_width(scalar.value))
    if width == 0 { return .mark }
    if isGlued {
      isGlued = false
      return .hidden
    }
    if let letter = regionalLetter(scalar) { return .spacing(letter, 1) }
    return width < 0 ? .spacing("\u{FFFD}", 1) : .spacing(scalar, width)
  }

  /// A tab becomes a space, any other control character its symbol: ESC becomes U+241B.
  private func picture(_ control: Unicode.Scalar) -> Unicode.Scalar {
    control == "\t" ? " " : Unicode.Scalar(0x2400 + control.value) ?? "\u{FFFD}"
  }

  /// Excludes digits, which Unicode counts as emoji too.
  private func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFF && scalar.properties.isEmoji
  }

  /// The letter of a regional indicator. Two of them form a flag, which terminals draw in two
  /// columns or in four.
  private func regionalLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return nil }
    return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41)
  }

  /// Joiners, direction marks, variation selectors and fillers, which would shift the columns.
  private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x20E3, 0x3164, 0xFFA0: true
    default:
      scalar.properties.isVariationSelector || scalar.properties.generalCategory == .format
    }
  }
}
