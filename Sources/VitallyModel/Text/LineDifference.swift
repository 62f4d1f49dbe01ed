// Where two versions of a text differ, by lines. The work grows little faster than the number of
// lines, whatever the texts are: lines that occur once in both are matched first, and what lies
// between two of them is compared in detail only if it is short.

/// The differences between two lists of lines.
struct LineDifference {
  /// Lines of the old version that became lines of the new one; one of the two may be empty.
  struct Hunk: Equatable {
    /// The range of lines in the old version.
    var old: Range<Int>
    /// The range of lines in the new version.
    var new: Range<Int>
  }

  /// The differences, from top to bottom. Between two of them there is at least one equal line.
  private(set) var hunks: [Hunk] = []

  /// The same, line by line where as many new lines stand for the old ones.
  var singleLines: [Hunk] {
    hunks.flatMap { hunk in
      guard hunk.old.count == hunk.new.count else { return [hunk] }
      return zip(hunk.old, hunk.new).map { Hunk(old: $0..<$0 + 1, new: $1..<$1 + 1) }
    }
  }

  /// How many lines are compared in detail.
  private static let detail = 400
  /// How often what lies between matched lines is divided again.
  private static let depth = 12

  private let old: [Int]
  private let new: [Int]

  /// Compares two versions, whose equal lines have equal numbers.
  init(old: [Int], new: [Int]) {
    self.old = old
    self.new = new
    var open: [(hunk: Hunk, depth: Int)] = [
      (Hunk(old: old.indices, new: new.indices), Self.depth)
    ]
    // The last one is the topmost.
    while let (hunk, depth) = open.popLast() {
      let hunk = trimmed(hunk)
      if hunk.old.isEmpty && hunk.new.isEmpty { continue }
      if hunk.old.isEmpty || hunk.new.isEmpty {
        add(hunk)
        continue
      }
      let matches = depth > 0 ? uniqueMatches(in: hunk) : []
      if !matches.isEmpty {
        open += between(matches, of: hunk).reversed().map { ($0, depth - 1) }
      } else if hunk.old.count + hunk.new.count <= Self.detail {
        for part in inDetail(hunk) { add(part) }
      } else {
        add(hunk)
      }
    }
  }

  /// Adds a difference, as part of the last one if it touches that.
  private mutating func add(_ hunk: Hunk) {
    guard let last = hunks.last, last.old.upperBound == hunk.old.lowerBound,
      last.new.upperBound == hunk.new.lowerBound
    else {
      hunks.append(hunk)
      return
    }
    hunks[hunks.count - 1] = Hunk(
      old: last.old.lowerBound..<hunk.old.upperBound,
      new: last.new.lowerBound..<hunk.new.upperBound)
  }

  /// Without the equal lines at both ends.
  private func trimmed(_ hunk: Hunk) -> Hunk {
    let head = zip(old[hunk.old], new[hunk.new]).prefix { $0 == $1 }.count
    let (oldRest, newRest) = (old[hunk.old].dropFirst(head), new[hunk.new].dropFirst(head))
    let tail = zip(oldRest.reversed(), newRest.reversed()).prefix { $0 == $1 }.count
    return Hunk(old: oldRest.dropLast(tail).indices, new: newRest.dropLast(tail).indices)
  }

  /// The lines that occur once in both versions and in the same order, as pairs of indexes.
  private func uniqueMatches(in hunk: Hunk) -> [(old: Int, new: Int)] {
    let oldPlaces = Self.uniquePlaces(of: old, in: hunk.old)
    let newPlaces = Self.uniquePlaces(of: new, in: hunk.new)
    let pairs = hunk.old.compactMap { index -> (old: Int, new: Int)? in
      guard oldPlaces[old[index]] == .some(index), let place = newPlaces[old[index]],
        let match = place
      else { return nil }
      return (index, match)
    }
    return Self.longestRise(in: pairs)
  }

  /// Where each line is; nil for a line that occurs more than once.
  private static func uniquePlaces(of lines: [Int], in range: Range<Int>) -> [Int: Int?] {
    var places: [Int: Int?] = [:]
    for index in range {
      places.updateValue(places[lines[index]] == nil ? index : nil, forKey: lines[index])
    }
    return places
  }

  /// The most pairs whose places rise in both versions. They are sorted by the old one.
  private static func longestRise(in pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    // For each length the last pair of the rise of that length that ends lowest.
    var ends: [Int] = []
    var before: [Int?] = []
    for (number, pair) in pairs.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      before.append(low > 0 ? ends[low - 1] : nil)
      if low == ends.count { ends.append(number) } else { ends[low] = number }
    }
    var rise: [(old: Int, new: Int)] = []
    var next = ends.last
    while let number = next {
      rise.append(pairs[number])
      next = before[number]
    }
    return rise.reversed()
  }

  /// What lies before, between and behind matched lines.
  private func between(_ matches: [(old: Int, new: Int)], of hunk: Hunk) -> [Hunk] {
    var gaps: [Hunk] = []
    var (oldStart, newStart) = (hunk.old.lowerBound, hunk.new.lowerBound)
    for match in matches {
      gaps.append(Hunk(old: oldStart..<match.old, new: newStart..<match.new))
      (oldStart, newStart) = (match.old + 1, match.new + 1)
    }
    gaps.append(Hunk(old: oldStart..<hunk.old.upperBound, new: newStart..<hunk.new.upperBound))
    return gaps
  }

  /// The shortest differences.
  private func inDetail(_ hunk: Hunk) -> [Hunk] {
    let difference = Array(new[hunk.new]).difference(from: Array(old[hunk.old]))
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(hunk.old.lowerBound + offset)
      case .insert(let offset, _, _): inserted.insert(hunk.new.lowerBound + offset)
      }
    }
    var parts: [Hunk] = []
    var (oldIndex, newIndex) = (hunk.old.lowerBound, hunk.new.lowerBound)
    while oldIndex < hunk.old.upperBound || newIndex < hunk.new.upperBound {
      let start = (oldIndex, newIndex)
      while removed.contains(oldIndex) { oldIndex += 1 }
      while inserted.contains(newIndex) { newIndex += 1 }
      if start != (oldIndex, newIndex) {
        parts.append(Hunk(old: start.0..<oldIndex, new: start.1..<newIndex))
      }
      if oldIndex < hunk.old.upperBound {
        oldIndex += 1
        newIndex += 1
      }
    }
    return parts
  }
}
