// The elements that are open while a text is read. It answers whether an end tag closes one of them
// without going through all of them: the parser does, for each end tag that closes nothing.

/// A stack of elements by name.
struct OpenElements {
  /// A name with what is known of it.
  private struct Kind {
    let weight: Int
    let isVoid: Bool
    let isEndedByNext: Bool
    /// Where on the stack the elements of this name are.
    var places: [Int] = []
  }

  private var kinds: [Kind] = []
  private var numbers: [String: Int] = [:]
  /// The numbers of the names of what is open.
  private var stack: [Int] = []
  /// Where on the stack the elements of each weight are.
  private var heavy: [[Int]] = Array(repeating: [], count: 8)
  /// How many steps were taken; it grows with the number of tags and with nothing else.
  private(set) var steps = 0

  /// An end tag does not close what stands outside of an element with more weight than its own.
  private static let weights = [
    "div": 1, "td": 2, "th": 2, "tr": 3, "thead": 4, "tbody": 4, "tfoot": 4, "table": 5,
    "head": 6, "body": 6, "html": 7,
  ]
  /// What has no end.
  private static let void: Set<String> = [
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex",
    "link", "meta", "param",
  ]
  /// What ends where the next one begins.
  private static let endedByNext: Set<String> = ["p", "li", "dd", "dt", "td", "th", "option"]

  /// Begins an element.
  mutating func open(_ name: String) {
    steps += 1
    let number = number(of: name)
    if kinds[number].isVoid { return }
    if stack.last == number, kinds[number].isEndedByNext { pop() }
    kinds[number].places.append(stack.count)
    if kinds[number].weight > 0 { heavy[kinds[number].weight].append(stack.count) }
    stack.append(number)
  }

  /// Ends an element and all that were opened in it; false where an end tag has nothing to close.
  mutating func close(_ name: String) -> Bool {
    steps += 1
    let kind = kinds[number(of: name)]
    guard let place = kind.places.last else { return false }
    for weight in kind.weight + 1..<max(heavy.count, kind.weight + 1) {
      if let barrier = heavy[weight].last, barrier > place { return false }
    }
    while stack.count > place { pop() }
    return true
  }

  private mutating func number(of name: String) -> Int {
    if let number = numbers[name] { return number }
    kinds.append(
      Kind(
        weight: Self.weights[name] ?? 0, isVoid: Self.void.contains(name),
        isEndedByNext: Self.endedByNext.contains(name)))
    numbers[name] = kinds.count - 1
    return kinds.count - 1
  }

  private mutating func pop() {
    steps += 1
    let number = stack.removeLast()
    kinds[number].places.removeLast()
    if kinds[number].weight > 0 { heavy[kinds[number].weight].removeLast() }
  }
}
