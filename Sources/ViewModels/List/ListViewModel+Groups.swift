// The groups of a list: what the cursor stops on, folding, and going from group to group.

public import VitallyModel

extension ListViewModel {
  /// Whether the list is divided into groups.
  public var isGrouped: Bool { query.grouping != nil }

  /// Whether its rows are of different kinds, so that they have their own columns.
  var isMixed: Bool { isGrouped }

  /// The group whose heading stands on a line; nil where a row does.
  public func heading(_ line: Int) -> ListGroup? { window.heading(at: line) }

  /// The folded group under the cursor; nil for none.
  var foldedGroup: ListGroup? {
    heading(selected).flatMap { $0.isFolded ? $0 : nil }
  }

  /// The line nearest to one on which the cursor can rest: it passes the headings of open groups.
  func stop(near line: Int, turning step: Int) -> Int {
    guard let group = heading(line), !group.isFolded, group.count > 0 else { return line }
    return step < 0 && line > 0 ? line - 1 : line + 1
  }

  /// The line of the next record in a direction, past folded groups; nil if there is none.
  func nextRecord(_ step: Int) -> Int? {
    var line = selected + step
    while let group = heading(line) {
      line = step > 0 ? (group.isFolded ? group.lines.upperBound : line + 1) : line - 1
    }
    return (0..<window.total).contains(line) ? line : nil
  }

  /// Selects another record, past folded groups; stays where there is none. Returns how urgently rows
  /// are needed.
  mutating func step(by distance: Int) -> RowNeed {
    guard isGrouped else { return move(by: distance) }
    return nextRecord(distance < 0 ? -1 : 1).map { move(to: $0) } ?? .nothing
  }

  /// Goes on to the next record that is still to be done, past what is done, folded or of another
  /// kind; stays where there is none. Returns how urgently rows are needed.
  mutating func goOn() -> RowNeed {
    guard isGrouped else { return move(by: 1) }
    guard let kind = selectedRow?.record.resource else { return .nothing }
    var line = selected + 1
    while line < window.total {
      if let group = heading(line) {
        line = group.isFolded ? group.lines.upperBound : line + 1
      } else if let row = row(line), row.record.resource != kind || row.record.isEnded {
        line += 1
      } else {
        return move(to: line)
      }
    }
    return .nothing
  }

  /// Goes to the first row of the next group, or of the previous one: from within a group, back to
  /// its own first row. Returns how urgently rows are needed.
  mutating func moveGroup(by step: Int) -> RowNeed {
    guard let here = window.group(at: selected) else { return .nothing }
    let next = window.groups.map(\.firstStop).stop(from: selected, by: step)
    return move(to: next ?? (step > 0 ? here.lines.upperBound - 1 : here.firstStop))
  }

  /// Folds the group of the cursor, or opens it again, with the cursor where it was. False if there
  /// is none.
  mutating func toggleFold() -> Bool {
    guard isCurrent, let group = window.group(at: selected), var grouping = base.grouping
    else { return false }
    if group.isFolded {
      grouping.folded.remove(group.id)
      selected = group.line + 1
      selectedGroup = nil
      selectedRef = leftInGroup.removeValue(forKey: group.id)
    } else {
      leftInGroup[group.id] = selectedRow?.record.ref
      grouping.folded.insert(group.id)
      selected = group.line
      selectedGroup = group.id
      selectedRef = nil
    }
    isPinned = true
    // Its lines are others now.
    marks.rangeStart = nil
    base.grouping = grouping
    query.grouping?.folded = grouping.folded
    ends.drop()
    return true
  }
}

extension ListGroup {
  /// The first of its lines on which the cursor rests.
  fileprivate var firstStop: Int { isFolded ? line : line + 1 }
}

extension Record {
  /// Whether it is done, if its kind can be.
  fileprivate var isEnded: Bool { schema.completion.map { !self[$0.at].isBlank } ?? false }
}
