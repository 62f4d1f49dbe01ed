// Names keys in sentences: a sentence names a command and gets its key from the current key map.

/// The keys of all commands.
public struct KeyNames: Equatable, Sendable {
  private let keys: [Command: String]

  /// Takes the keys from a key map. If a command has several, the first one is used.
  public init(_ bindings: [Context: [Binding]]) {
    keys = Dictionary(
      Context.allCases.flatMap { bindings[$0] ?? [] }.map { ($0.command, $0.keys) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The key for a command; without one, what to type on the command line.
  public subscript(command: Command) -> String { keys[command] ?? ":" + command.text }

  /// The key for a command; nil if it has none.
  func known(_ command: Command) -> String? { keys[command] }
}
