// Draws surfaces through curses, which sends only what differs from the terminal's contents.

private import CNcurses
private import Glibc

/// An open curses screen.
struct CursesScreen {
  /// The terminal type in use.
  let type: String
  /// The number of colours: 256, 16, 8, or 0 for none.
  let colors: Int

  private let usesUnicode: Bool
  private var pairs: ColorPairs
  private var shown: Surface?

  /// Starts curses. Treats an unknown terminal type as xterm; throws for one that can't position
  /// the cursor.
  init(options: NcursesTerminal.Options, usesUnicode: Bool) throws(TerminalError) {
    let wanted = options.type ?? getenv("TERM").map { String(cString: $0) } ?? ""
    var known: String?
    for type in [wanted, "xterm-256color"] where known == nil {
      switch vt_fits(type, options.output) {
      case 0: continue
      case 1: known = vt_open(type, options.input, options.output) ? type : nil
      default: throw .cannotPlaceCursor(type)
      }
    }
    guard let known else { throw .unknownType(wanted) }
    type = known
    colors = options.usesColor ? Int(vt_start_colors()) : 0
    pairs = ColorPairs(palette: Palette(colors: colors), limit: vt_pair_limit())
    self.usesUnicode = usesUnicode
  }

  /// The current size of the window.
  func measured() -> Size {
    var width: Int32 = 0
    var height: Int32 = 0
    vt_measure(&width, &height)
    return Size(width: Int(width), height: Int(height))
  }

  /// Shows a surface, clipped to the window if that is smaller.
  mutating func present(_ surface: Surface) {
    if surface.size.width < 2 || surface.size.height < 2 { return }
    let former = shown?.size == surface.size ? shown : nil
    let lines = (0..<surface.size.height).filter { y in
      former.map { !surface.hasSameLine(y, as: $0) } ?? true
    }
    if lines.isEmpty, former?.cursor == surface.cursor { return }
    shown = surface
    if former == nil { vt_clear() }
    for y in lines {
      vt_clear_line(Int32(y))
      for x in 0..<surface.size.width { put(surface[x, y], x: x, y: y) }
    }
    if let cursor = surface.cursor, Rect(surface.size).contains(cursor) {
      vt_show(Int32(cursor.y), Int32(cursor.x))
    } else {
      vt_show(-1, -1)
    }
  }

  /// Makes the next surface be sent completely, whatever the terminal seems to show.
  mutating func forget() {
    shown = nil
    vt_forget()
  }

  /// Marks the shown surface as outdated: curses itself drew after a resize or a resume.
  mutating func invalidate() {
    shown = nil
  }

  private mutating func put(_ cell: Cell, x: Int, y: Int) {
    if cell.width == 0 { return }
    let marks = cell.marks.values
    let isShowable = usesUnicode || cell.scalar.isASCII
    let packed = vt_cell(
      scalars: isShowable
        ? (cell.scalar.value, marks.0, marks.1, marks.2, marks.3) : (0x3F, 0, 0, 0, 0),
      attributes: UInt32(cell.style.attributes.rawValue),
      pair: colors > 0 ? pairs.number(for: cell.style) : 0)
    vt_put(Int32(y), Int32(x), packed)
  }
}
