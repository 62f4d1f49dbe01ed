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
    self.chain(chain).lookup(keys)
  }

  /// The bindings of a chain of contexts, innermost first; for the same keys, the inner one wins.
  func chain(_ contexts: [Context]) -> KeyChain {
    var seen: Set<[Key]> = []
    let own = contexts.flatMap { entries[$0] ?? [] }.filter { seen.insert($0.keys).inserted }
    let others = passedThrough(contexts).filter { seen.insert($0.keys).inserted }
    return KeyChain(contexts: contexts, entries: own + others)
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

  /// All bindings as text, for help and footer.
  public var bindings: [Context: [Binding]] {
    entries.mapValues { $0.map { Self.binding($0, from: 0) } }
  }

  static func binding(_ entry: Entry, from index: Int) -> Binding {
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
    let all = self.chain(chain).entries
    return all.flatMap { short in
      all.filter { $0.keys.count > short.keys.count && $0.keys.starts(with: short.keys) }
        .map { "“\(Self.spelled($0.keys))” begins with “\(Self.spelled(short.keys))”" }
    }
  }
}
