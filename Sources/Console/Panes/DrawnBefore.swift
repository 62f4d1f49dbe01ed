// What is kept of the frames before, so that a key draws only what it changes.

/// Drawn lines. Used from one thread.
final class DrawnBefore {
  /// The rows of lists.
  let rows = DrawnRows()
  /// The footer.
  let hints = DrawnHints()
}
