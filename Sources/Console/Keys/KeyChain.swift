// The keys of one place, joined once so that each key is only looked up.

import Terminal
import ViewModels

/// The bindings of a chain of contexts, the inner ones first.
struct KeyChain {
  /// The contexts, innermost first.
  let contexts: [Context]
  /// One binding for the same keys.
  let entries: [KeyMap.Entry]

  /// The meaning of the keys pressed so far.
  func lookup(_ keys: [Key]) -> KeyMap.Lookup {
    let candidates = entries.filter { $0.keys.starts(with: keys) }
    if let match = candidates.first(where: { $0.keys.count == keys.count }) {
      return .matched(match.command)
    }
    guard !candidates.isEmpty else { return .none }
    return .pending(candidates.map { KeyMap.binding($0, from: keys.count) })
  }

  /// The keys that run a command; nil if none do.
  func keys(for command: Command) -> String? {
    entries.first { $0.command == command }.map { KeyMap.spelled($0.keys) }
  }
}
