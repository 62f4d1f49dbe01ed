// Edits a text in the user's own editor.

import ViewModels

/// The editor named by `$VISUAL` or `$EDITOR`; vi if neither is set.
struct ExternalEditor: Sendable {
  private let command: String
  private let variables: [String: String]
  private let folder: String
  private let texts: EditedTexts

  /// An editor whose files go into an existing folder. Files with new text are added to `texts`.
  init(environment: SystemEnvironment, folder: String, texts: EditedTexts) {
    command = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
    variables = environment.forChildren
    self.folder = folder
    self.texts = texts
  }

  /// Lets the user edit a text, and blocks until the editor has ended. The caller must have handed
  /// over the terminal.
  func edit(_ edit: OutsideEdit) -> EditorOutcome {
    let file: EditedFile
    do {
      file = try EditedFile(edit, below: folder)
    } catch {
      return .failed(error.description)
    }
    defer { file.unlock() }
    return outcome(of: file, ending: run(on: file))
  }

  private func run(on file: EditedFile) -> ChildProcess.Ending {
    let watch = HangUpWatch()
    defer { watch.end() }
    do {
      return try ShellCommand(command: command, environment: variables)
        .start([file.path], in: .terminal(output: nil), keeping: file.lock).wait()
    } catch {
      return .lost(error.number)
    }
  }

  /// Reads the file. Saved text counts, however the editor ended.
  private func outcome(of left: EditedFile, ending: ChildProcess.Ending) -> EditorOutcome {
    var file = left
    let failure = sentence(on: ending)
    guard let bytes = file.read() else {
      file.isDone = failure == nil && !file.hasMore
      file.remove()
      return .failed(
        "The editor “\(name)” left no file behind: nothing was changed.\(hint(at: file))")
    }
    file.isDone = failure == nil
    guard let text = EditedText.read(bytes, before: file.edit.text) else {
      return .failed(
        "The editor “\(name)” wrote something that is not UTF-8: nothing was changed, it stays in "
          + "\(file.path).")
    }
    if text.utf8.elementsEqual(file.edit.text.utf8) {
      file.remove()
      guard let failure else { return .unchanged }
      return .failed(advice(on: ending) ?? "\(failure): nothing was changed.\(hint(at: file))")
    }
    texts.add(file)
    return .changed(
      text, saying: failure.map { "\($0). What it saved is in the form.\(hint(at: file))" })
  }

  private func hint(at file: EditedFile) -> String {
    !file.isDone && file.hasMore ? " It has left something in \(file.folder)." : ""
  }

  /// How the editor failed; nil if it did not.
  private func sentence(on ending: ChildProcess.Ending) -> String? {
    switch ending {
    case .status(0): nil
    case .status(let status): "The editor “\(name)” ended with status \(status)"
    case .signal(let signal): "The editor “\(name)” was killed by signal \(signal)"
    case .lost(let number): "The shell could not be run (error \(number))"
    }
  }

  /// What to do about an editor that could not be started.
  private func advice(on ending: ChildProcess.Ending) -> String? {
    let advice = "set $VISUAL or $EDITOR to the one that you use."
    return switch ending {
    case .status(127): "The editor “\(name)” was not found: \(advice)"
    case .status(126): "The editor “\(name)” is not a program: \(advice)"
    case .status, .signal, .lost: nil
    }
  }

  /// The program without its path and arguments; the whole command if it contains quotes.
  private var name: String {
    if command.contains(where: { "\"'\\".contains($0) }) { return command }
    let program = command.split(separator: " ").first ?? ""
    return String(program.split(separator: "/").last ?? program)
  }
}
