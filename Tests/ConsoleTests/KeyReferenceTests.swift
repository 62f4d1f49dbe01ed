// Keeps docs/KEYS.md what the key map and the command table say. `make screens` writes it anew.

import Foundation
import Testing

@testable import Console
@testable import ViewModels

@Suite struct KeyReferenceTests {
  @Test func `the key reference says what the keys do`() throws {
    // Given the page made from the shipped key map
    let page = Self.page(try KeyMapReader.standard().bindings)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../docs/KEYS.md")

    // Then it is the page in docs
    if ProcessInfo.processInfo.environment["VITTY_RECORD_SCREENS"] != nil {
      try page.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == page)
  }

  private static func page(_ bindings: [Context: [Binding]]) -> String {
    let head = """
      # Keys

      The default keys, from `keymaps/vim.toml` and the table of commands. The innermost place that knows a key wins;
      `Everywhere` and `Record` hold in all lists and details.

      """
    return Context.allCases.reduce(head) { page, context in
      let rows = HelpViewModel.merged(bindings[context] ?? []).map(row)
      return page + "\n## \(context.title)\n\n| Keys | Command | |\n| --- | --- | --- |\n"
        + rows.joined()
    }
  }

  private static func row(_ binding: Binding) -> String {
    let keys = binding.keys.split(separator: " ").map { "`\($0)`" }.joined(separator: " ")
    let sentence = binding.label ?? binding.command.words.sentence
    return "| \(keys) | `\(binding.command.text)` | \(sentence) |\n"
  }
}
