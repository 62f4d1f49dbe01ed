// The records of a list that the user has marked, for a decision about all of them.

public import VitallyModel

/// Marked records. They stay marked whatever the list is filtered and sorted by.
public struct Marks: Equatable, Sendable {
  /// The marked records.
  public private(set) var refs: Set<Ref> = []
  /// Where the range began that is being marked; nil for none.
  public internal(set) var rangeStart: Start?
  /// The groups of changes in which earlier ones were decided about, and which have not ended. What
  /// fails of them is marked again.
  var groups: Set<String> = []

  /// The record on which a range began, and its line as far as that is known.
  public struct Start: Equatable, Sendable {
    var ref: Ref
    var line: Int
  }

  /// Whether anything is marked, or is being marked.
  public var isEmpty: Bool { refs.isEmpty && rangeStart == nil }

  /// Marks a record, or no longer.
  mutating func toggle(_ ref: Ref) {
    if refs.remove(ref) == nil { refs.insert(ref) }
  }

  /// Marks records as well.
  mutating func add(_ all: [Ref]) { refs.formUnion(all) }

  /// Marks what has failed of a group that has ended, if it was decided about here.
  mutating func add(_ failed: [Ref], leftOf group: String) {
    if groups.remove(group) != nil { add(failed) }
  }

  /// Follows the record on which the range began.
  mutating func follow(_ window: ListingWindow) {
    if let ref = rangeStart?.ref, let line = window.line(of: ref) { rangeStart?.line = line }
  }

  /// Marks these records only.
  mutating func set(_ all: Set<Ref>) { refs = all }

  /// Marks what is not marked of these, and no longer what is.
  mutating func invert(_ all: [Ref]) { refs.formSymmetricDifference(all) }

  /// Marks nothing.
  mutating func clear() {
    refs = []
    rangeStart = nil
  }

  /// Gives a record its new ref.
  mutating func rename(_ old: Ref, to new: Ref) {
    if refs.remove(old) != nil { refs.insert(new) }
    if rangeStart?.ref == old { rangeStart?.ref = new }
  }

  /// The lines of the range that ends on a line.
  public func range(to line: Int) -> Range<Int>? {
    rangeStart.map { min($0.line, line)..<max($0.line, line) + 1 }
  }
}

/// Which records of a list are meant when it has told which it holds.
public enum Marking: Hashable, Sendable {
  /// All of them; none if all are marked already.
  case all
  /// Those that are not marked, and no longer those that are.
  case inverse
  /// Those from one to another, whichever stands first.
  case range(from: Ref, to: Ref)
  /// Those that a filter finds.
  case found(String)
}

extension ListViewModel {
  /// Whether a row is marked, or would be by the end of the range.
  public func isMarked(_ row: ListingRow, on line: Int) -> Bool {
    if marks.refs.contains(row.record.ref) { return true }
    return marks.range(to: selected)?.contains(line) == true
  }

  /// The marked records, with those of the range that is being marked.
  var markedRefs: Set<Ref> {
    let range = marks.range(to: selected) ?? 0..<0
    return marks.refs.union(range.compactMap { row($0)?.record.ref })
  }

  /// `3 marked`, for the header; nil for nothing.
  public var markedWords: String? {
    if let range = marks.range(to: selected) {
      let others = marks.refs.isEmpty ? "" : "\(NumberText.grouped(marks.refs.count)) marked + "
      return "\(others)range of \(NumberText.grouped(range.count))"
    }
    return marks.refs.isEmpty ? nil : "\(NumberText.grouped(marks.refs.count)) marked"
  }
}
