// The line prefixes that come from enclosing lists and quotes.

/// The open list items and quotes, from the outermost to the innermost.
struct PrefixStack {
  private struct Frame {
    /// The prefix outside the frame.
    var lead: String
    /// The prefix of the first line inside, with all markers not shown yet.
    var first: String
    /// The prefix of all later lines.
    var rest: String
    var isTight: Bool
  }

  /// Deeper levels are not indented further, so that 100,000 levels don't make long prefixes.
  private static let maximumDepth = 12

  private var frames: [Frame] = []
  /// How many frames, counted from the outermost, have shown their marker.
  private var shown = 0

  /// The number of open frames.
  var depth: Int { frames.count }

  /// Whether the innermost frame has no empty lines between its blocks.
  var isTight: Bool { frames.last?.isTight ?? false }

  /// The prefix of all lines but the first at the current depth.
  var rest: String { rest(at: depth) }

  /// The prefix of all lines but the first inside the outermost `depth` frames.
  func rest(at depth: Int) -> String {
    depth == 0 ? "" : frames[depth - 1].rest
  }

  /// Opens a frame; `marker` is the prefix of its first line, `hanging` of the others.
  mutating func push(marker: String, hanging: String, isTight: Bool) {
    let outer = frames.last ?? Frame(lead: "", first: "", rest: "", isTight: false)
    let isTooDeep = depth >= Self.maximumDepth
    let lead = isTooDeep ? outer.lead : outer.rest
    let first = !isTooDeep && shown < depth ? outer.first : lead
    frames.append(
      Frame(lead: lead, first: first + marker, rest: lead + hanging, isTight: isTight))
  }

  /// Closes the innermost frame.
  mutating func pop() {
    frames.removeLast()
    shown = min(shown, depth)
  }

  /// The prefix of the next line. Each marker appears only once.
  mutating func next() -> String {
    guard let frame = frames.last else { return "" }
    defer { shown = depth }
    return shown < depth ? frame.first : frame.rest
  }
}
