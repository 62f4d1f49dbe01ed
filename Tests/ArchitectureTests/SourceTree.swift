// Reads the sources of the package, for tests that look at the code itself.

import Foundation
import Testing

/// One source file.
struct SourceFile {
  /// The module it belongs to: the folder below Sources.
  let module: String
  /// The path from the top of the package.
  let path: String
  let lines: [String]

  /// The modules that it imports.
  var imports: [String] {
    lines.compactMap { line in
      var words = line.split(separator: " ").map(String.init)
      while let first = words.first, first.hasPrefix("@") || Self.accessLevels.contains(first) {
        words.removeFirst()
      }
      guard words.first == "import", words.count > 1 else { return nil }
      let name = Self.kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
      return name.split(separator: ".").first.map(String.init)
    }
  }

  private static let accessLevels: Set = [
    "public", "internal", "private", "package", "fileprivate",
  ]
  private static let kinds: Set = [
    "struct", "class", "enum", "protocol", "func", "typealias", "var",
  ]
}

enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func files(in folder: String) throws -> [SourceFile] {
    let top = root.appendingPathComponent(folder)
    let names = try #require(FileManager.default.enumerator(atPath: top.path))
    return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
      let text = try String(contentsOf: top.appendingPathComponent($0), encoding: .utf8)
      return SourceFile(
        module: String($0.prefix { $0 != "/" }), path: "\(folder)/\($0)",
        lines: text.components(separatedBy: "\n"))
    }
  }
}
