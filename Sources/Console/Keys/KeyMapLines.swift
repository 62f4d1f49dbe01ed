// Where things stand in a key map: the TOML parser keeps neither lines nor the order.

/// The lines of headings and bindings, from 1.
struct KeyMapLines {
  private var headings: [Substring: Int] = [:]
  private var bindings: [Substring: [Substring: Int]] = [:]

  /// Reads a key map once, line by line.
  init(_ text: String) {
    var heading: Substring = ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
        heading = line[line.index(after: line.startIndex)..<end]
        headings[heading] = headings[heading] ?? index + 1
      } else if line.hasPrefix("\"") {
        let keys = line.dropFirst().prefix { $0 != "\"" }
        bindings[heading, default: [:]][keys] = index + 1
      }
    }
  }

  /// The line of a heading; nil if it is written in another way.
  func heading(_ name: String) -> Int? { headings[name[...]] }

  /// The line of the binding of some keys below a heading; nil if it is written in another way.
  func binding(of keys: String, in heading: String) -> Int? { bindings[heading[...]]?[keys[...]] }
}
