// Which keys do what, as plain text: the console reads the key map, help and footer show it.

/// Keys that run a command in a context.
public struct Binding: Hashable, Sendable {
  /// The keys as they are written in help: `gg`, `C-d`, `Enter`.
  public var keys: String
  /// What they run.
  public var command: Command
  /// The name that the key map gives it, nil for the command's own.
  public var label: String?

  /// A binding.
  public init(keys: String, command: Command, label: String? = nil) {
    self.keys = keys
    self.command = command
    self.label = label
  }

  /// What to call it on screen.
  public var title: String { label ?? command.words.title }
}
