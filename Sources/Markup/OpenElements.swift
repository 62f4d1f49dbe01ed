// Tracks open elements, and tells without a search whether an end tag closes one of them.

/// A stack of elements by name. The parser would search its whole stack for each unmatched end tag.
struct OpenElements {
  /// A name and its properties.
  private struct Kind {
    let weight: Int
    let isVoid: Bool
    let isEndedByNext: Bool
    /// The positions of this name's elements on the stack.
    var places: [Int] = []
  }

  private var kinds: [Kind] = []
  private var numbers: [String: Int] = [:]
  /// The open elements, by the numbers of their names.
  private var stack: [Int] = []
  /// The positions on the stack of the elements of each weight.
  private var heavy: [[Int]] = Array(repeating: [], count: 8)
  /// The steps taken, for tests: they grow only with the number of tags.
  private(set) var steps = 0

  /// An end tag can't close an element outside an enclosing element of greater weight.
  private static let weights = [
    "div": 1, "td": 2, "th": 2, "tr": 3, "thead": 4, "tbody": 4, "tfoot": 4, "table": 5,
    "head": 6, "body": 6, "html": 7,
  ]
  /// Elements without an end tag.
  private static let void: Set<String> = [
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex",
    "link", "meta", "param",
  ]
  /// Elements that end where the next of their kind begins.
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

  /// Ends an element and all elements opened in it; false if the end tag closes nothing.
  mutating func close(_ name: String) -> Bool {
    steps += 1
    // The kind is not held: its places would be copied as the element is taken from them.
    let number = number(of: name)
    guard let place = kinds[number].places.last else { return false }
    for weight in kinds[number].weight + 1..<max(heavy.count, kinds[number].weight + 1) {
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
