// Reading a detail: moving, folding and searching, and how much of it is laid out.

import Markup
import VitallyModel

extension DetailViewModel {
  /// Goes to the IDs and dates of the record itself, which stand at the end, or hides them and goes
  /// back.
  mutating func toggleIdentity(now: Now) {
    if let place = placeBeforeIdentity {
      placeBeforeIdentity = nil
      layOut(now: now)
      (top, cursor) = (place.top, place.cursor)
    } else {
      placeBeforeIdentity = Place(top: top, cursor: cursor)
      layOut(now: now)
      readAll()
      top = content.lines.count
      let heading = content.lines.lastIndex { $0.line.spans.first?.role == .heading }
      cursor = heading ?? cursor
      if isReader { top = heading ?? top }
    }
    keepInSight()
  }

  /// Lays out lines up to one and what is seen behind it.
  private mutating func reach(_ line: Int) {
    guard let now, let recordDetail, let row = recordDetail.row else { return }
    let (wanted, isFar) = line.addingReportingOverflow(max(1, height) * 2)
    while content.isPartial, isFar || content.lines.count < wanted {
      limit = isFar || limit > .max / 8 ? .max : limit * 8
      content = content(row, recordDetail, now: now)
    }
  }

  /// Lays out all lines, so that all of its links are known.
  public mutating func readAll() { reach(.max) }

  // MARK: Moving

  /// Moves the cursor, or scrolls in a reader.
  public mutating func move(by distance: Int) {
    followed = nil
    if distance > 0 { reach(max(top, cursor) + min(distance, .max / 2)) }
    if isReader {
      scroll(by: distance)
    } else {
      cursor = abs(distance) == 1 ? nextStop(distance) : cursor + distance
    }
    keepInSight()
  }

  /// Scrolls. Where nothing is left to scroll, single steps go from group to group; larger ones go
  /// to the last one, and above the first one.
  private mutating func scroll(by distance: Int) {
    let (before, goal, end) = (top, top + distance, max(0, content.lines.count - height))
    top = max(0, min(goal, end))
    guard let last = content.groups.last else { return }
    if abs(distance) == 1 {
      guard top == before else { return }
      let next = content.groups.map(\.line).stop(from: cursor, by: distance)
      cursor = next ?? (distance < 0 ? 0 : cursor)
    } else if distance < 0, goal <= 0 {
      cursor = 0
    } else if distance > 0, goal >= end {
      cursor = last.line
    }
  }

  /// The target of one step: the next line that can be opened, if it is within a screen; otherwise
  /// the next line.
  private func nextStop(_ step: Int) -> Int {
    let near = (1...max(1, height - 1)).map { cursor + $0 * step }
    return near.first { content.lines.indices.contains($0) && content.lines[$0].target != nil }
      ?? cursor + step
  }

  /// Goes to the next or the previous heading, and shows what is below it.
  public mutating func moveSection(by step: Int) {
    followed = nil
    reach(cursor + height)
    var found = stops.stop(from: cursor, by: step)
    if step > 0, found == nil, content.isPartial {
      readAll()
      found = stops.stop(from: cursor, by: step)
    }
    guard let line = found else { return move(by: step > 0 ? .max / 2 : -.max / 2) }
    cursor = line
    top = max(0, min(line, content.lines.count - height))
    keepInSight()
  }

  /// The headings, those of groups too. One right above a group has nothing of its own.
  private var stops: [Int] {
    let groups = Set(content.groups.map(\.line))
    return content.lines.indices.filter { line in
      let isHeading = content.lines[line].line.spans.first?.role == .heading
      return groups.contains(line) || isHeading && !groups.contains(line + 1)
    }
  }

  /// From the line of a record that was decided about, goes on to the next one of which that can be
  /// decided as well, and stays with it; where there is none, the line stays.
  mutating func goOn(from ref: Ref) {
    guard target == .record(ref), ref != self.ref else { return }
    let others = (recordDetail?.highlights.joined().filter { $0.schema.completion != nil } ?? [])
      .map { Target.record($0.ref) }
    let next = content.lines.indices.dropFirst(cursor + 1).first { line in
      content.lines[line].target.map { $0 != .record(ref) && others.contains($0) } ?? false
    }
    guard let next, case .record(let record)? = content.lines[next].target else { return }
    follow(record)
  }

  /// Goes to the line of a record that has come back, and stays with it. Where there is none yet, the
  /// next reading may bring it.
  mutating func goBack(to ref: Ref) {
    if !follow(ref), !isReader, lists(ref.resource) { followed = ref }
  }

  /// Whether the brief has lines of such records.
  private func lists(_ resource: Resource) -> Bool {
    self.ref.resource.schema.highlights.contains { highlight in
      switch highlight {
      case .next(let listed, _), .last(let listed, _): listed == resource
      case .people, .balance, .fields: false
      }
    }
  }

  @discardableResult private mutating func follow(_ ref: Ref) -> Bool {
    let line = content.lines.firstIndex { $0.target == .record(ref) }
    guard let line, !isReader else { return false }
    cursor = line
    followed = ref
    keepInSight()
    return true
  }

  mutating func keepInSight() {
    reach(max(top, cursor))
    let last = max(0, content.lines.count - 1)
    if isReader {
      top = max(0, min(top, content.lines.count - height))
      cursor = min(max(cursor, top), top + max(1, height) - 1, last)
      return
    }
    cursor = max(0, min(cursor, last))
    top = Selection.top(top, keeping: cursor, height: height, of: content.lines.count)
  }

  // MARK: Folding

  /// The line on which the cursor is shown: in a reader the heading of a group, or the first line in
  /// sight where that is above. Nil where keys only scroll.
  public var markedLine: Int? {
    guard isReader else { return cursor }
    return content.groups.group(at: cursor).map { max(top, $0.line) }
  }

  /// Folds the group of the cursor, or all of them where there is none, or shows more of it. What is
  /// in sight stays there. False if there is nothing to fold.
  mutating func fold() -> Bool {
    readAll()
    let group = content.groups.group(at: cursor)
    let groups = group.map { [$0.id] } ?? [""] + content.groups.map(\.id)
    let place = Place(top: content.unfolded(top), cursor: content.unfolded(cursor))
    guard folds.turn(groups, in: content) else { return false }
    layOutFolds()
    (top, cursor) = (content.line(ofUnfolded: place.top), content.line(ofUnfolded: place.cursor))
    keepInSight()
    return true
  }

  /// Lays out all lines anew after something was folded or unfolded.
  private mutating func layOutFolds() {
    guard let now else { return }
    layOut(now: now)
    readAll()
  }

  // MARK: Searching

  private mutating func goToMatch(_ line: Int) -> Bool {
    cursor = line
    top = isReader ? line : top
    keepInSight()
    return true
  }

  /// Goes to the next line that contains the words, also in a quoted mail; false when there is none.
  public mutating func search(_ words: String, backward: Bool = false) -> Bool {
    searched = words
    followed = nil
    readAll()
    let needle = words.folded
    let count = content.lines.count
    guard !needle.isEmpty, count > 0 else { return false }
    let start = isReader ? top : cursor
    for step in 1...count {
      let line = (start + (backward ? count - step : step)) % count
      if content.lines[line].line.text.holds(needle) { return goToMatch(line) }
      let fold = content.folds.first { $0.line == line && !$0.isOpen }
      let matches = fold?.lines.indices.filter { fold?.lines[$0].text.holds(needle) == true } ?? []
      guard let fold, let match = backward ? matches.last : matches.first else { continue }
      // What is found in what is folded is shown.
      let place = content.unfolded(line) + match
      folds.open(fold)
      layOutFolds()
      return goToMatch(content.line(ofUnfolded: place))
    }
    return false
  }
}

extension DetailContent {
  /// The number that a line has where nothing is folded.
  fileprivate func unfolded(_ line: Int) -> Int {
    folds.reduce(line) { sum, fold in
      fold.isOpen || fold.line >= line ? sum : sum + fold.lines.count - 1
    }
  }

  /// The line for one that has this number where nothing is folded.
  fileprivate func line(ofUnfolded number: Int) -> Int {
    var line = number
    for fold in folds where !fold.isOpen {
      if line <= fold.line { break }
      line = max(fold.line, line - fold.lines.count + 1)
    }
    return line
  }
}
