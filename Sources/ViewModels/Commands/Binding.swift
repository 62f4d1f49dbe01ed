// Which keys run which commands, as plain text: the console reads the key map, and help and footer
// show it.

/// Keys that run a command in a context.
public struct Binding: Hashable, Sendable {
  /// The keys as help shows them.
  public var keys: String
  /// The command that they run.
  public var command: Command
  /// The label from the key map, nil for the command's own.
  public var label: String?

  /// Creates a binding.
  public init(keys: String, command: Command, label: String? = nil) {
    self.keys = keys
    self.command = command
    self.label = label
  }

  /// The label on screen.
  public var title: String { label ?? command.words.title }
}
