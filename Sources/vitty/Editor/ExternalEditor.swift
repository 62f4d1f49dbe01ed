// Edits a text in the user's own editor.

import ViewModels

/// The editor named by `$VISUAL` or `$EDITOR`; vi if neither is set.
struct ExternalEditor: Sendable {
  private let command: String
  private let variables: [String: String]
  private let folder: String
  private let texts: EditedTexts
  private let lent: LentTexts
  private let keep: @Sendable (String, EditedFile) -> Void
  private var words: EditorWords { EditorWords(command: command) }

  /// An editor whose files go into an existing folder. Files with new text are added to `texts`,
  /// those of an editor that may go on to `lent`; `keep` keeps what is saved while it runs.
  init(
    environment: SystemEnvironment, folder: String, texts: EditedTexts, lent: LentTexts,
    keep: @escaping @Sendable (String, EditedFile) -> Void
  ) {
    command = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
    variables = environment.forChildren
    self.folder = folder
    self.texts = texts
    self.lent = lent
    self.keep = keep
  }

  /// Lets the user edit a text, and blocks until the editor has ended. The caller must have handed
  /// over the terminal.
  func edit(_ edit: OutsideEdit) -> EditorOutcome {
    var file: EditedFile
    do {
      file = try EditedFile(edit, below: folder)
    } catch {
      return .failed(error.description)
    }
    let watch = EditorWatch(file) { [file, keep] in keep($0, file) }
    let ending = run(on: file)
    let seen = watch.end()
    file.isLent = hasReturned(file, ending, seen)
    // What is taken is noted when it is stored.
    if file.isLent { file.note() }
    file.taken = seen.taken
    file.isUntold = seen.lostTerminal
    let outcome = outcome(of: &file, ending: ending)
    // The locks of a file that goes on are kept.
    if file.isLent { lent.add(file) } else { file.unlock() }
    return outcome
  }

  private func run(on file: EditedFile) -> ChildProcess.Ending {
    let watch = HangUpWatch()
    defer { watch.end() }
    do {
      return try ShellCommand(command: command, environment: variables)
        .start([file.path], in: .terminal(output: nil), keeping: file.lock.descriptor).wait()
    } catch {
      return .lost(error.number)
    }
  }

  /// How soon an editor returns that only opens a window.
  private static let moment = Duration.seconds(2)

  /// Whether the editor may go on in a window of its own: it has not used the terminal, and has left
  /// a process with the file, or was too quick for anybody to read the text, or is known for this.
  private func hasReturned(
    _ file: EditedFile, _ ending: ChildProcess.Ending, _ seen: EditorWatch.Seen
  ) -> Bool {
    guard ending == .status(0), !seen.usedTerminal, file.read() != nil else { return false }
    if !file.lock.take() { return true }
    return !seen.isTouched && (seen.time < Self.moment || words.waiting != nil)
  }

  /// Reads the file. Saved text counts, however the editor ended.
  private func outcome(
    of file: inout EditedFile, ending: ChildProcess.Ending
  ) -> EditorOutcome {
    let failure = words.failure(ending)
    guard let bytes = file.read() else {
      file.isDone = failure == nil && !file.hasMore
      let sentence = "The editor “\(words.name)” left no file behind"
      if let taken = file.taken {
        texts.add(file)
        return .changed(taken, saying: "\(sentence). What it saved before is in the form.")
      }
      file.remove()
      return .failed("\(sentence): nothing was changed.\(hint(at: file))")
    }
    file.isDone = failure == nil && !file.isLent
    guard let text = EditedText.read(bytes, before: file.edit.text) else {
      let sentence = "The editor “\(words.name)” wrote something that is not UTF-8"
      if let taken = file.taken {
        return .changed(
          taken,
          saying: "\(sentence): it stays in \(file.path). What it saved before is in the form.")
      }
      return .failed("\(sentence): nothing was changed, it stays in \(file.path).")
    }
    if text.utf8.elementsEqual(file.edit.text.utf8), file.taken == nil {
      if file.isLent { return .returned(words.returned) }
      file.remove()
      guard let failure else { return .unchanged }
      return .failed(words.advice(ending) ?? "\(failure): nothing was changed.\(hint(at: file))")
    }
    file.taken = text
    texts.add(file)
    return .changed(
      text,
      saying: file.isLent
        ? words.returned : failure.map { "\($0). What it saved is in the form.\(hint(at: file))" })
  }

  private func hint(at file: EditedFile) -> String {
    !file.isDone && file.hasMore ? " It has left something in \(file.folder)." : ""
  }
}
