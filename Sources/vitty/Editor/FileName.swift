// Makes the name of a file of what a record is called: short, readable, and safe everywhere.

import Foundation

/// A file name that no system, shell or editor reads as anything else.
enum FileName {
  /// The most bytes of a name without its ending: file systems allow 143 and more.
  private static let limit = 90

  /// The name for a text: `Northwind - September review`; the other one if nothing of it is left.
  static func readable(_ text: String, otherwise name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "/", "\\", ":", "|": scalars.append("-")
      case "-", "_", ".", ",", "(", ")", "+", "@": scalars.append(scalar)
      case _ where isOfWord(scalar): scalars.append(scalar)
      default: scalars.append(" ")
      }
    }
    var words = String(scalars).split(separator: " ").joined(separator: " ")
    while words.utf8.count > limit { words.removeLast() }
    // A dot hides a file, a hyphen or a plus begins an option, and Windows drops a dot at the end.
    let edges: Set<Character> = [" ", ".", "-", "+", "_", ",", "@"]
    let trimmed = words.drop { edges.contains($0) }
    let end = trimmed.lastIndex { !edges.contains($0) }
    guard let end, !reserved.contains(trimmed[...end].uppercased()) else { return name }
    return String(trimmed[...end])
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// Names that mean devices on some systems.
  private static let reserved: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL"] + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })
}
