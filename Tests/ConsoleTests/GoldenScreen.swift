// Golden files: whole screens and single pages that a person can read, with the text and below it a
// grid of letters for what each cell means. `make screens` writes them anew.

import Foundation
import Markup
import Terminal
import Testing

@testable import Console

extension Theme {
  /// A theme that gives every role a colour of its own, so that roles can be read back from cells.
  static let probe = Theme(
    Dictionary(
      uniqueKeysWithValues: TextRole.allCases.enumerated().map { index, role in
        let color = Color.palette(UInt8(16 + index))
        let isBar = role == .selected || role == .selectedInactive
        return (role, isBar ? Style(background: color) : Style(foreground: color))
      }))
}

enum GoldenScreen {
  /// Where golden files lie.
  enum Folder: String {
    /// Whole screens of a running program.
    case screens = "Screens"
    /// Single pages, drawn from values.
    case pages = "Pages"

    /// How the names of its files end.
    fileprivate var ending: String { self == .screens ? "screen" : "page" }
  }

  /// A letter for each role; plain text is a dot.
  private static let letters: [TextRole: Character] = [
    .plain: ".", .title: "T", .heading: "H", .label: "l", .value: "v", .dim: "d",
    .emphasis: "e", .strong: "s", .underline: "u", .strike: "k", .code: "c", .quote: "q",
    .link: "L", .accent: "a", .good: "g", .warning: "w", .bad: "b", .info: "i", .pending: "p",
    .border: "-", .tabActive: "A", .tab: "t", .statusBar: "=", .statusWarning: "W",
    .statusBad: "B", .key: "y", .match: "m", .placeholder: "o", .error: "E", .group: "G",
  ]

  /// A surface as a person reads it.
  static func text(of surface: Surface) -> String {
    let lines = surface.text().map(trimmed)
    let roles = (0..<surface.size.height).map { y in
      trimmed(String((0..<surface.size.width).map { letter(surface[$0, y]) }))
    }
    let selected = (0..<surface.size.height).filter { y in
      (0..<surface.size.width).contains { surface[$0, y].style.background != .standard }
    }
    return lines.joined(separator: "\n") + "\n\n--- roles, selected lines \(selected)\n"
      + roles.joined(separator: "\n") + "\n"
  }

  private static func letter(_ cell: Cell) -> Character {
    guard case .palette(let color) = cell.style.foreground, color >= 16 else { return " " }
    let role = TextRole.allCases[Int(color) - 16]
    return cell.scalar == " " && role == .plain ? " " : letters[role] ?? "?"
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// Compares a surface with its file, or writes the file when screens are being recorded.
  static func check(
    _ surface: Surface?, _ name: String, in folder: Folder = .screens,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let surface = try #require(surface, sourceLocation: sourceLocation)
    let text = text(of: surface)
    let size = "\(surface.size.width)x\(surface.size.height)"
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("\(folder.rawValue)/\(name).\(size).\(folder.ending)")
    if ProcessInfo.processInfo.environment["VITTY_RECORD_SCREENS"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? "(there is no such file)"
    guard text != golden else { return }
    let lines = zip(text.components(separatedBy: "\n"), golden.components(separatedBy: "\n"))
    let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(file.lastPathComponent) differs from line \((first?.offset ?? 0) + 1) on:
      is:  \(first?.element.0 ?? "")
      was: \(first?.element.1 ?? "")
      All of it:
      \(text)
      """, sourceLocation: sourceLocation)
  }
}
