// Opens addresses outside of the program, where there is a browser to open them in.

import Glibc

struct Browser {
  let environment: SystemEnvironment
  /// A browser that has not failed after so long has opened the address: many run on.
  var patience: Duration = .seconds(2)

  /// What came of an address.
  enum Outcome: Equatable {
    case opened
    /// There is nothing to open it with: over SSH and without a desktop.
    case noBrowser
    /// All that could be tried has failed.
    case failed([String])
  }

  /// Opens an address with the first browser that does not fail, and blocks until that is known.
  func open(_ address: String) -> Outcome {
    let candidates = candidates
    for candidate in candidates where start(candidate, address) { return .opened }
    return candidates.isEmpty ? .noBrowser : .failed(candidates)
  }

  /// The commands of `$BROWSER`, which is a list like `$PATH`; else that of the desktop.
  private var candidates: [String] {
    if let chosen = environment["BROWSER"] {
      let commands = chosen.split(separator: ":").filter { $0.contains { !$0.isWhitespace } }
      if !commands.isEmpty { return commands.map(String.init) }
    }
    let hasDesktop = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
    return hasDesktop && !environment.isRemote ? ["xdg-open"] : []
  }

  /// Whether a command takes an address: it ends well, or runs on.
  private func start(_ command: String, _ address: String) -> Bool {
    let line = Self.hasPlaceholder(command) ? Self.filled(command) : command + " \"$1\""
    let shell = ShellCommand(command: line, environment: environment.forChildren)
    guard let child = try? shell.startAsScript([address], in: .apart) else { return false }
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      switch child.look() {
      case .ended(let ending): return ending == .status(0)
      case .stopped:
        child.end()
        return false
      case .continued, nil: usleep(10_000)
      }
    }
    child.release()
    return true
  }

  private static func hasPlaceholder(_ command: String) -> Bool { command.contains("%s") }

  /// The command with the shell's own name for the address in place of each `%s`, whatever quotes
  /// it stands in: the address itself is never read by the shell.
  private static func filled(_ command: String) -> String {
    var (result, quote, rest) = ("", Character?.none, Substring(command))
    while let character = rest.first {
      if rest.hasPrefix("%s") {
        result += quote == nil ? "\"$1\"" : quote == "\"" ? "$1" : "'\"$1\"'"
        rest = rest.dropFirst(2)
        continue
      }
      rest = rest.dropFirst()
      result.append(character)
      if character == "\\", quote != "'", let escaped = rest.popFirst() {
        result.append(escaped)
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      }
    }
    return result
  }
}
