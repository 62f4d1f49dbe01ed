// What Tab completes in a filter: the name of a field, or a value behind one.

import VitallyModel

/// What stands before the cursor in a filter line.
enum FilterCompletion: Equatable {
  /// The beginning of a name.
  case name(String)
  /// A name with its sign, and the beginning of a value.
  case value(of: String, String)

  /// Reads a line up to the cursor.
  init(before cursor: String) {
    var (start, isQuoted) = (cursor.startIndex, false)
    var sign: Range<String.Index>?
    for index in cursor.indices {
      let character = cursor[index]
      if character == "\"" { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if character.isWhitespace || "()".contains(character) {
        (start, sign) = (cursor.index(after: index), nil)
      } else if character == "-", start == index {
        start = cursor.index(after: index)
      } else if sign == nil, ":=<>!".contains(character) {
        sign = index..<cursor.index(after: index)
      } else if let known = sign, ",:=<>!".contains(character) {
        // A comma begins another value, a second character belongs to the sign.
        sign = known.lowerBound..<cursor.index(after: index)
      }
    }
    guard let sign else {
      self = .name(String(cursor[start...]))
      return
    }
    let name = cursor[start..<sign.lowerBound].filter { $0 != "\"" }
    // The direction of an order stays.
    let typed = cursor[sign.upperBound...].drop { $0 == "-" && name.lowercased() == "sort" }
    self = .value(of: String(name), String(typed))
  }
}
