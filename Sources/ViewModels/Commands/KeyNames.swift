// How sentences name keys: a sentence names a command, and gets the key that runs it in the key map
// in force.

/// The keys of all commands.
public struct KeyNames: Equatable, Sendable {
  private let keys: [Command: String]

  /// The keys of a key map. Of several for a command the first one is named.
  public init(_ bindings: [Context: [Binding]]) {
    keys = Dictionary(
      Context.allCases.flatMap { bindings[$0] ?? [] }.map { ($0.command, $0.keys) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What to press for a command; without a key what to type on the command line.
  public subscript(command: Command) -> String { keys[command] ?? ":" + command.text }
}
