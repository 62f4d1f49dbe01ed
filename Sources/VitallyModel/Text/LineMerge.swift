// Joins two changes of one text, line by line. Lines that only one side has changed are taken from
// that side; where both have changed the same lines, somebody has to choose.

/// Two changes of a text, joined.
public struct LineMerge: Equatable, Sendable {
  /// Lines that both sides have changed.
  public struct Clash: Hashable, Sendable {
    /// The lines before both changes.
    public var base: [String]
    /// The user's lines.
    public var mine: [String]
    /// The lines of somebody else.
    public var theirs: [String]
  }

  /// A part of the text.
  public enum Part: Hashable, Sendable {
    /// Lines that are clear.
    case lines([String])
    /// Lines to choose from.
    case clash(Clash)
  }

  /// The parts of the text, from top to bottom; never twice clear lines in a row.
  public private(set) var parts: [Part] = []

  /// Joins two changes of the same lines. Two lines are equal if `key` makes the same of them;
  /// where nobody has changed a line, it is theirs. A key that begins with a blank, or is empty,
  /// stands for a line that says nothing by itself.
  public init(
    base: [String], mine: [String], theirs: [String], key: (String) -> String = { $0 }
  ) {
    var numbers: [String: Int] = [:]
    var silent: Set<Int> = []
    let all = [base, mine, theirs].map { lines in
      lines.map { line in
        let key = key(line)
        if let known = numbers[key] { return known }
        let number = numbers.count
        numbers[key] = number
        if key.isEmpty || key.hasPrefix(" ") { silent.insert(number) }
        return number
      }
    }
    var sides = Sides(
      texts: (base, mine, theirs), numbers: (all[0], all[1], all[2]), silent: silent,
      mine: LineDifference(old: all[0], new: all[1]).singleLines[...],
      theirs: LineDifference(old: all[0], new: all[2]).singleLines[...])
    var clear: [String] = []
    while let part = sides.next() {
      if case .lines(let lines) = part {
        clear += lines
        continue
      }
      if !clear.isEmpty { parts.append(.lines(clear)) }
      parts.append(part)
      clear = []
    }
    if !clear.isEmpty { parts.append(.lines(clear)) }
  }

  /// What somebody has to choose.
  public var clashes: [Clash] {
    parts.compactMap { if case .clash(let clash) = $0 { clash } else { nil } }
  }

  /// All lines, if nothing has to be chosen.
  public var lines: [String]? { clashes.isEmpty ? lines { _, _ in [] } : nil }

  /// All lines, with the chosen ones of each clash, which has this number.
  public func lines(choosing choose: (Int, Clash) -> [String]) -> [String] {
    var number = 0
    var lines: [String] = []
    for part in parts {
      switch part {
      case .lines(let clear): lines += clear
      case .clash(let clash):
        lines += choose(number, clash)
        number += 1
      }
    }
    return lines
  }
}

extension LineMerge {
  /// Joins two changes of a text without markup; nil if they clash.
  public static func merged(base: String, mine: String, theirs: String) -> String? {
    ofPlainText(base: base, mine: mine, theirs: theirs).lines?.joined(separator: "\n")
  }

  /// Joins two changes of a text without markup. Lines are to be joined by "\n".
  public static func ofPlainText(base: String, mine: String, theirs: String) -> LineMerge {
    // A line that begins with a blank says something, and line ends of two characters don't.
    LineMerge(base: lines(of: base), mine: lines(of: mine), theirs: lines(of: theirs)) { line in
      let text = line.unicodeScalars.last == "\r" ? line.dropLast() : line[...]
      return text.allSatisfy(\.isWhitespace) ? String(text) : "=" + text
    }
  }

  /// The lines of a text, with "\r" at the end where line ends are of two characters.
  private static func lines(of text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }
}

/// Both sides' differences, from which parts are taken from top to bottom.
private struct Sides {
  typealias Hunk = LineDifference.Hunk

  let texts: (base: [String], mine: [String], theirs: [String])
  let numbers: (base: [Int], mine: [Int], theirs: [Int])
  /// The lines that say nothing by themselves.
  let silent: Set<Int>
  var mine: ArraySlice<Hunk>
  var theirs: ArraySlice<Hunk>
  /// The next line of the base.
  private var position = 0
  /// How much further the same line is in their version.
  private var shift = 0
  private var isAtEnd = false

  init(
    texts: (base: [String], mine: [String], theirs: [String]),
    numbers: (base: [Int], mine: [Int], theirs: [Int]), silent: Set<Int>,
    mine: ArraySlice<Hunk>, theirs: ArraySlice<Hunk>
  ) {
    self.texts = texts
    self.numbers = numbers
    self.silent = silent
    self.mine = mine
    self.theirs = theirs
  }

  /// The next part; nil at the end.
  mutating func next() -> LineMerge.Part? {
    if isAtEnd { return nil }
    let start = min(
      mine.first?.old.lowerBound ?? texts.base.count,
      theirs.first?.old.lowerBound ?? texts.base.count)
    if position < start {
      defer { position = start }
      return .lines(Array(texts.theirs[position + shift..<start + shift]))
    }
    guard !mine.isEmpty || !theirs.isEmpty else {
      isAtEnd = true
      return nil
    }
    return takeChange()
  }

  /// Takes the topmost change, with all of the other side that belong to it.
  private mutating func takeChange() -> LineMerge.Part {
    var (own, other): ([Hunk], [Hunk]) = ([], [])
    takeFirst(&own, &other)
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      if let next = mine.first, other.suffix(2).contains(where: { collide(next, $0) }) {
        own.append(mine.removeFirst())
        isGrowing = true
      }
      if let next = theirs.first, own.suffix(2).contains(where: { collide($0, next) }) {
        other.append(theirs.removeFirst())
        isGrowing = true
      }
    }
    let range = (own + other).map(\.old).reduce(into: nil as Range<Int>?) { sum, range in
      let all = sum ?? range
      sum =
        min(all.lowerBound, range.lowerBound)..<max(all.upperBound, range.upperBound)
    }
    let base = range ?? position..<position
    let mine = Self.place(of: base, own, at: mineShift(before: own))
    let theirs = Self.place(of: base, other, at: shift)
    position = base.upperBound
    shift = theirs.upperBound - base.upperBound
    if other.isEmpty { return .lines(Array(texts.mine[mine])) }
    if own.isEmpty || numbers.mine[mine].elementsEqual(numbers.theirs[theirs]) {
      return .lines(Array(texts.theirs[theirs]))
    }
    return .clash(
      LineMerge.Clash(
        base: Array(texts.base[base]), mine: Array(texts.mine[mine]),
        theirs: Array(texts.theirs[theirs])))
  }

  /// The topmost change of either side: of two at one place, one that only adds lines.
  private mutating func takeFirst(_ own: inout [Hunk], _ other: inout [Hunk]) {
    guard let first = mine.first else {
      other.append(theirs.removeFirst())
      return
    }
    guard let rival = theirs.first,
      (rival.old.lowerBound, rival.old.upperBound) < (first.old.lowerBound, first.old.upperBound)
    else {
      own.append(mine.removeFirst())
      return
    }
    other.append(theirs.removeFirst())
  }

  /// Whether changes of both sides are about the same lines, or add lines at the same place. Two
  /// that only touch are about different ones, unless both bring the same line: it may be one
  /// change, which was sent before.
  private func collide(_ mine: Hunk, _ theirs: Hunk) -> Bool {
    let (first, second) = (mine.old, theirs.old)
    if first.isEmpty && second.isEmpty { return first == second }
    if first.lowerBound < second.upperBound && second.lowerBound < first.upperBound { return true }
    guard first.lowerBound == second.upperBound || second.lowerBound == first.upperBound
    else { return false }
    let brought = Set(numbers.mine[mine.new]).subtracting(silent)
    return numbers.theirs[theirs.new].contains(where: brought.contains)
  }

  /// How much further a line of the base is in the user's version, before these changes.
  private func mineShift(before own: [Hunk]) -> Int {
    own.first.map { $0.new.lowerBound - $0.old.lowerBound } ?? 0
  }

  /// The lines of a version that stand for these of the base, given its changes among them.
  private static func place(of base: Range<Int>, _ hunks: [Hunk], at shift: Int) -> Range<Int> {
    let start =
      hunks.first.map { base.lowerBound + $0.new.lowerBound - $0.old.lowerBound }
      ?? base.lowerBound + shift
    let end =
      hunks.last.map { base.upperBound + $0.new.upperBound - $0.old.upperBound }
      ?? base.upperBound + shift
    return start..<end
  }
}
