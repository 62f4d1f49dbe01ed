// Edits a text in the user's own editor. How a command is run, and where the text lies meanwhile,
// is not known here.

import ViewModels

/// The editor that `$VISUAL` names, else `$EDITOR`, else vi.
struct ExternalEditor: Sendable {
  private let command: String
  private let variables: [String: String]
  private let folders: [String]

  init(environment: SystemEnvironment) {
    command = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
    variables = environment.forChildren
    folders = [environment["XDG_RUNTIME_DIR"], environment["TMPDIR"], "/tmp"].compactMap { $0 }
  }

  /// Lets the user edit a text, and blocks until the editor has ended. To be called while the
  /// terminal is handed over.
  func edit(_ text: String) -> EditorOutcome {
    guard let file = EditedFile(text, below: folders) else {
      return .failed("There is no room for the text: set $TMPDIR to a folder that can be written.")
    }
    defer { file.remove() }
    let advice = "set $VISUAL or $EDITOR to the one that you use."
    switch ShellCommand(command: command, environment: variables).run(file.path) {
    case .error(let code): return .failed("The shell could not be run (error \(code)).")
    case .status(127): return .failed("The editor “\(name)” was not found: \(advice)")
    case .status(126): return .failed("The editor “\(name)” is not a program: \(advice)")
    case .status(0): return outcome(of: file, before: text)
    case .status(let status): return outcome(of: file, before: text, ending: "status \(status)")
    case .signal(let signal): return outcome(of: file, before: text, ending: "signal \(signal)")
    }
  }

  /// What is in the file now. With a bad `ending` it does not count.
  private func outcome(
    of file: EditedFile, before text: String, ending: String? = nil
  ) -> EditorOutcome {
    guard let bytes = file.read() else { return failed("left no file behind") }
    if let ending { return failed("ended with \(ending)") }
    if bytes.elementsEqual(text.utf8) { return .unchanged }
    guard let edited = String(validating: bytes, as: UTF8.self) else {
      return failed("wrote something that is not UTF-8")
    }
    let result = withoutAddedNewline(edited, before: text)
    return result.utf8.elementsEqual(text.utf8) ? .unchanged : .changed(result)
  }

  private func failed(_ what: String) -> EditorOutcome {
    .failed("The editor “\(name)” \(what): nothing was changed.")
  }

  /// Many editors end the last line of a text that does not end in a newline.
  private func withoutAddedNewline(_ edited: String, before text: String) -> String {
    let newline = UInt8(ascii: "\n")
    guard edited.utf8.last == newline, text.utf8.last != newline else { return edited }
    return String(decoding: edited.utf8.dropLast(), as: UTF8.self)
  }

  /// The program, without its folder and its arguments; all of the command if words are quoted.
  private var name: String {
    if command.contains(where: { "\"'\\".contains($0) }) { return command }
    let program = command.split(separator: " ").first ?? ""
    return String(program.split(separator: "/").last ?? program)
  }
}
