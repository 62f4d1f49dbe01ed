// What is said about editors: how one failed, and how it would wait until the text is done.

/// Sentences about the command of an editor.
struct EditorWords {
  let command: String

  /// The program without its path and arguments; the whole command if it contains quotes.
  var name: String {
    if command.contains(where: { "\"'\\".contains($0) }) { return command }
    return program
  }

  private var program: String {
    let program = command.split(separator: " ").first ?? ""
    return String(program.split(separator: "/").last ?? program)
  }

  /// How the editor failed; nil if it did not.
  func failure(_ ending: ChildProcess.Ending) -> String? {
    switch ending {
    case .status(0): nil
    case .status(let status): "The editor “\(name)” ended with status \(status)"
    case .signal(let signal): "The editor “\(name)” was killed by signal \(signal)"
    case .lost(let number): "The shell could not be run (error \(number))"
    }
  }

  /// What to do about an editor that could not be started.
  func advice(_ ending: ChildProcess.Ending) -> String? {
    let advice = "set $VISUAL or $EDITOR to the one that you use."
    return switch ending {
    case .status(127): "The editor “\(name)” was not found: \(advice)"
    case .status(126): "The editor “\(name)” is not a program: \(advice)"
    case .status, .signal, .lost: nil
    }
  }

  /// What it means that the editor has returned at once.
  var returned: String {
    (name.count > 30 ? "The editor" : "“\(name)”")
      + " returned at once. What it saves in a window of its own comes into this form."
      + (waiting.map { " To wait for it, set $EDITOR to “\($0)”." } ?? "")
  }

  /// The command with the option to wait; nil for an editor that is not known to need one, or has it.
  var waiting: String? {
    Self.options[program].flatMap { option in
      command.contains(option) ? nil : "\(command) \(option)"
    }
  }

  /// The options with which editors that have windows wait until a file is closed.
  private static let options = [
    "code": "--wait", "code-insiders": "--wait", "codium": "--wait", "cursor": "--wait",
    "windsurf": "--wait", "zed": "--wait", "zeditor": "--wait", "atom": "--wait",
    "pulsar": "--wait", "subl": "--wait", "gedit": "--wait", "xed": "--wait", "kate": "--block",
    "gvim": "--nofork", "mvim": "--nofork", "neovide": "--no-fork", "mate": "--wait",
    "bbedit": "--wait",
  ]
}
