// The first and the last rows of a list, held beside the window on its middle: a jump to an end
// reads nothing.

import VitallyModel

/// The windows on the ends of a list.
struct ListEnds: Equatable, Sendable {
  private var windows: [ListingWindow] = []
  private var generation = 0
  private var isAsked = false

  /// How many screens of rows an end has.
  private static let screens = 2

  /// The window that has these rows, with the state that the list has now; nil where none does.
  func window(with rows: Range<Int>, of current: ListingWindow) -> ListingWindow? {
    var window = windows.first { $0.total == current.total && $0.holds(rows) }
    window?.status = current.status
    window?.parts = current.parts
    window?.traits = current.traits
    return window
  }

  /// A row of an end; nil where it is not known.
  func row(_ number: Int, of current: ListingWindow) -> ListingRow? {
    let window = windows.first { $0.total == current.total && $0.holds(number..<number + 1) }
    return window?.row(at: number)
  }

  /// Keeps a window if it is on an end.
  mutating func keep(_ window: ListingWindow, height: Int) {
    for rows in Self.ends(of: window, height) where window.holds(rows) {
      windows.removeAll { $0.total != window.total || $0.holds(rows) }
      windows.append(window)
    }
  }

  /// The rows of an end that neither a window on it nor the current one has; nil while an answer is
  /// awaited.
  func missing(beside current: ListingWindow, height: Int) -> Range<Int>? {
    guard !isAsked else { return nil }
    return Self.ends(of: current, height).last { rows in
      !current.holds(rows) && !windows.contains { $0.total == current.total && $0.holds(rows) }
    }
  }

  /// Drops all rows, and those of an answer that is still on its way: everything may have changed.
  mutating func drop() {
    windows = []
    isAsked = false
    generation += 1
  }

  /// The number of a new request.
  mutating func ask() -> Int {
    generation += 1
    isAsked = true
    return generation
  }

  /// Takes the answer to the last request.
  mutating func receive(_ window: ListingWindow, generation: Int, height: Int) {
    guard generation == self.generation, isAsked else { return }
    isAsked = false
    keep(window, height: height)
  }

  private static func ends(of window: ListingWindow, _ height: Int) -> [Range<Int>] {
    let count = min(window.total, screens * height)
    return count == 0 ? [] : [0..<count, window.total - count..<window.total]
  }
}

/// How urgently a list needs rows.
public enum RowNeed: Hashable, Sendable {
  /// It has those in sight, and those around them.
  case nothing
  /// It has those in sight, but is close to the end of what it has.
  case soon
  /// It lacks rows that are in sight.
  case now
}
