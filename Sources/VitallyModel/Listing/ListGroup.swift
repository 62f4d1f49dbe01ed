// A group of a list or of a text: its heading, its lines, and where keys stop that go from group to
// group.

/// A group of a listing or of a text: a heading, and the rows or lines below it.
public struct ListGroup: Hashable, Sendable {
  /// What tells it from the other groups.
  public var id: String
  /// Its heading.
  public var title: String
  /// The line of its heading.
  public var line: Int
  /// How many rows or lines it has, whether or not they are shown.
  public var count: Int
  /// How many of them are done; nil where nothing can be.
  public var done: Int?
  /// Whether only its heading is shown.
  public var isFolded: Bool
  /// Whether it has lines of a text rather than rows.
  public var isText: Bool

  /// A group.
  public init(
    _ id: String, _ title: String, line: Int, count: Int, done: Int? = nil, isFolded: Bool = false,
    isText: Bool = false
  ) {
    self.isText = isText
    self.done = done
    self.id = id
    self.title = title
    self.line = line
    self.count = count
    self.isFolded = isFolded
  }

  /// The lines of its heading and of what is shown below it.
  public var lines: Range<Int> { line..<line + 1 + (isFolded ? 0 : count) }
}

extension [ListGroup] {
  /// The group of a line, its heading included; nil where there is none.
  public func group(at line: Int) -> ListGroup? { index(at: line).map { self[$0] } }

  /// The index of the group of a line.
  public func index(at line: Int) -> Int? {
    lastIndex { $0.line <= line }.flatMap { self[$0].lines.contains(line) ? $0 : nil }
  }

  /// The group whose heading stands on a line; nil anywhere else.
  public func heading(at line: Int) -> ListGroup? {
    group(at: line).flatMap { $0.line == line ? $0 : nil }
  }
}

extension Sequence<Int> {
  /// Where keys lead that go from group to group: of these lines, the next one in a direction. From
  /// within a group, back is its own beginning. Nil if there is none.
  public func stop(from line: Int, by step: Int) -> Int? {
    step > 0 ? filter { $0 > line }.min() : filter { $0 < line }.max()
  }
}
