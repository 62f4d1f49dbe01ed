// What the lists and quotes around a block put before its lines.
// It must not know blocks or text.

/// The open list items and quotes, from the outermost to the innermost.
struct PrefixStack {
  private struct Frame {
    /// What stood before the frame was opened.
    var lead: String
    /// The prefix of the first line inside, with all markers that no line has shown yet.
    var first: String
    /// The prefix of all later lines.
    var rest: String
    var isTight: Bool
  }

  /// Deeper levels are not indented further. Keeps the prefixes of a text with 100,000 levels small.
  private static let maximumDepth = 12

  private var frames: [Frame] = []
  /// How many of the frames, from the outermost on, have shown their marker.
  private var shown = 0

  /// How many frames are open.
  var depth: Int { frames.count }

  /// Whether the innermost frame wants no empty lines between its blocks.
  var isTight: Bool { frames.last?.isTight ?? false }

  /// The prefix of all but the first line at the current depth.
  var rest: String { rest(at: depth) }

  /// The prefix of all but the first line inside the outermost `depth` frames.
  func rest(at depth: Int) -> String {
    depth == 0 ? "" : frames[depth - 1].rest
  }

  /// Opens a frame: `marker` stands before its first line, `hanging` before the others.
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

  /// The prefix of the line that is about to be written. Markers appear in it once.
  mutating func next() -> String {
    guard let frame = frames.last else { return "" }
    defer { shown = depth }
    return shown < depth ? frame.first : frame.rest
  }
}
