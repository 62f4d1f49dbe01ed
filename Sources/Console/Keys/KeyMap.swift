// Maps key sequences to commands, by context.

public import Terminal
public import ViewModels

/// All key bindings.
public struct KeyMap: Sendable {
  /// One binding.
  public struct Entry: Equatable, Sendable {
    /// The keys in sequence.
    public var keys: [Key]
    /// The command they run.
    public var command: Command
    /// A label that replaces the command's title.
    public var label: String?
  }

  /// The meaning of the keys pressed so far.
  public enum Lookup: Equatable, Sendable {
    /// They run a command.
    case matched(Command)
    /// They can continue with these.
    case pending([Binding])
    /// They mean nothing.
    case none
  }

  private let entries: [Context: [Entry]]

  /// A key map of these bindings.
  public init(_ entries: [Context: [Entry]]) { self.entries = entries }

  /// The meaning of keys in a chain of contexts, innermost first.
  public func lookup(_ keys: [Key], in chain: [Context]) -> Lookup {
    let candidates = joined(chain).filter { $0.keys.starts(with: keys) }
    if let match = candidates.first(where: { $0.keys.count == keys.count }) {
      return .matched(match.command)
    }
    guard !candidates.isEmpty else { return .none }
    return .pending(
      candidates.map { Self.binding($0, from: keys.count) })
  }

  /// The bindings of a chain; for the same keys, the inner one wins.
  func joined(_ chain: [Context]) -> [Entry] {
    var seen: Set<[Key]> = []
    return chain.flatMap { entries[$0] ?? [] }.filter { seen.insert($0.keys).inserted }
      + passedThrough(chain).filter { seen.insert($0.keys).inserted }
  }

  /// Global bindings that also work in overlays: suspend, redraw and help, by non-text keys.
  private func passedThrough(_ chain: [Context]) -> [Entry] {
    guard !chain.contains(.global) else { return [] }
    return (entries[.global] ?? []).filter { entry in
      guard Context.everywhere.contains(entry.command) else { return false }
      if case .character? = entry.keys.first { return false }
      return true
    }
  }

  /// The keys that run a command in a chain of contexts; nil if none do.
  func keys(for command: Command, in chain: [Context]) -> String? {
    joined(chain).first { $0.command == command }.map { Self.spelled($0.keys) }
  }

  /// All bindings as text, for help and footer.
  public var bindings: [Context: [Binding]] {
    entries.mapValues { $0.map { Self.binding($0, from: 0) } }
  }

  private static func binding(_ entry: Entry, from index: Int) -> Binding {
    Binding(
      keys: spelled(Array(entry.keys.dropFirst(index))), command: entry.command,
      label: entry.label)
  }

  /// Keys as help shows them: letters joined, named keys separated by blanks.
  static func spelled(_ keys: [Key]) -> String {
    let names = keys.map(\.name)
    return names.joined(separator: names.allSatisfy { $0.count == 1 } ? "" : " ")
  }

  /// Sequences that can't be completed because a prefix of them is bound in the same chain.
  public func clashes(in chain: [Context]) -> [String] {
    let all = joined(chain)
    return all.flatMap { short in
      all.filter { $0.keys.count > short.keys.count && $0.keys.starts(with: short.keys) }
        .map { "“\(Self.spelled($0.keys))” begins with “\(Self.spelled(short.keys))”" }
    }
  }
}
