// Opens addresses in the user's browser, if there is one.

import Glibc

struct Browser {
  let environment: SystemEnvironment
  /// A browser that has not failed after this time counts as successful: many keep running.
  var patience: Duration = .seconds(2)

  /// The result of opening an address.
  enum Outcome: Equatable {
    case opened
    /// No browser is available, for example over SSH or without a desktop.
    case noBrowser
    /// Every command that was tried has failed.
    case failed([String])
  }

  /// Opens an address with the first browser that does not fail, and blocks until that is known.
  func open(_ address: String) -> Outcome {
    let candidates = candidates
    for candidate in candidates where start(candidate, address) { return .opened }
    return candidates.isEmpty ? .noBrowser : .failed(candidates)
  }

  /// The commands in `$BROWSER`, which is a list like `$PATH`; otherwise the desktop's command.
  private var candidates: [String] {
    if let chosen = environment["BROWSER"] {
      let commands = chosen.split(separator: ":").filter { $0.contains { !$0.isWhitespace } }
      if !commands.isEmpty { return commands.map(String.init) }
    }
    let hasDesktop = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
    return hasDesktop && !environment.isRemote ? ["xdg-open"] : []
  }

  /// Whether a command opens an address: it exits with status 0 or keeps running.
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

  /// The command with each `%s` replaced by the shell parameter `$1`, quoted to fit its context.
  /// The shell never parses the address itself.
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
