// What is wrong with a command line, so that it stays to be mended.

import VitallyModel

extension PromptLine {
  /// Why a line can't be run and what to type instead, in lower case and without a full stop; nil if
  /// it can.
  static func problem(in line: String, sorting: SortReader?, _ keys: KeyNames) -> String? {
    switch read(line) {
    case .run(.list(.sort(let typed?))):
      do throws(SortReader.Problem) {
        _ = try sorting?.read(typed)
        return nil
      } catch {
        return error.sentence
      }
    case .nothing, .run, .filter, .find: return nil
    case .incomplete(let command):
      return "“\(command.words.name)” needs a word after it, such as “\(command.text)”"
    case .tooMuch(let command): return "“\(command.words.title)” takes nothing after it"
    case .openWhat: return "“open” needs a name, an ID or an email address after it"
    case .unknown(let word):
      let near = Spelling.nearest(to: word, among: names)
      let hint = near.map { "did you mean \($0)?" } ?? "\(keys[.dialog(.complete)]) lists them all"
      return "there is no command “\(word)”; \(hint)"
    }
  }
}
