// Remembers the footer as it was drawn: it is the same for most keys.

import Terminal
import ViewModels

/// The last drawn line of hints. Used from one thread.
final class DrawnHints {
  private var hints: [Binding] = []
  private var line: Surface?

  /// The line of these hints as it was drawn before, or as it is drawn now.
  func line(_ hints: [Binding], width: Int, draw: () -> Surface) -> Surface {
    if let line, line.size.width == width, self.hints == hints { return line }
    let line = draw()
    self.hints = hints
    self.line = line
    return line
  }
}
