// Editing in another program: shell scripts stand for editors.

import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing
import ViewModels
import VitallyModel

@testable import vitty

@Suite struct ExternalEditorTests {
  /// Where scripts lie, with a blank in its name, and where they leave what they saw.
  private let place: TestFolder
  private var folder: String { place.path }
  /// Where the edited file is made.
  private var room: String { folder + "/room" }
  private let texts = EditedTexts()
  private let lent: LentTexts
  private let told: Told
  private var command: String { "sh \"\(folder)/editor\"" }

  /// What the program is told of.
  private final class Told: Sendable {
    /// The texts that were saved while the editor ran, and those after it had returned.
    private let texts = Mutex((kept: [String](), late: [String]()))

    var kept: [String] { texts.withLock { $0.kept } }
    var late: [String] { texts.withLock { $0.late } }

    func keep(_ text: String) { texts.withLock { $0.kept.append(text) } }

    func hear(_ message: Message) {
      guard case .editorSaved(_, let text, _) = message else { return }
      texts.withLock { $0.late.append(text) }
    }
  }

  init() throws {
    place = try TestFolder("vitty editor")
    let told = Told()
    self.told = told
    lent = LentTexts(texts: texts) { told.hear($0) }
    try FileManager.default.createDirectory(
      atPath: folder + "/room", withIntermediateDirectories: true)
  }

  /// Edits a text with a script, in which `$1` is the file and `$SEEN` a place for notes.
  private func edit(
    _ text: String, with script: String, variables: [String: String] = [:]
  ) throws -> EditorOutcome {
    let path = folder + "/editor"
    try script.write(toFile: path, atomically: false, encoding: .utf8)
    return run(command, on: text, variables: variables)
  }

  private func run(
    _ command: String, on text: String, variables: [String: String] = [:]
  ) -> EditorOutcome {
    let own = [
      "PATH": "/usr/bin:/bin", "EDITOR": command, "SEEN": folder + "/seen",
      "TAKEN": folder + "/taken",
    ]
    let environment = SystemEnvironment(own.merging(variables) { $1 })
    let form = Draft(
      "form", ref: Self.ref, texts: ["note": .string(OutsideEdit.place)],
      createdAt: SystemEnvironment.now(), updatedAt: SystemEnvironment.now())
    let edit = OutsideEdit(text, in: form, named: "Northwind - Review", isMarkdown: true)
    return ExternalEditor(
      environment: environment, folder: room, texts: texts, lent: lent,
      keep: { [told, folder] text, _ in
        told.keep(text)
        creat(folder + "/taken", 0o600)
      }
    ).edit(edit)
  }

  private static let ref = Ref.server(.note, "n1")

  /// What happens once the text is on the disk.
  private func settle() {
    for file in texts.take("form") { file.remove() }
  }

  private func seen() throws -> String {
    try String(contentsOfFile: folder + "/seen", encoding: .utf8)
  }

  private func leftBehind() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: room)
  }

  // MARK: The text

  @Test func `what the editor writes is the new text`() throws {
    let outcome = try edit(
      "Grüße\n", with: "cat \"$1\" >\"$SEEN\"; printf 'b\\n\\nc\\n\\n' >\"$1\"")
    #expect(outcome == .changed("b\n\nc\n\n"))
    #expect(try seen() == "Grüße\n")
  }

  @Test func `the file stays until its text is on the disk`() throws {
    // Given an editor that has changed the text, and left a copy of its own
    _ = try edit("a", with: "printf b >\"$1\"; touch \"$1~\"; mkdir \"$1.d\"")
    #expect(try leftBehind().count == 1)
    // When what is written with the text fails, then the file is there still
    let files = texts.take("form")
    #expect(files.first?.read() == Data("b".utf8))
    for file in files { texts.add(file) }
    // When it is written, then all of it goes
    settle()
    #expect(try leftBehind().isEmpty)
  }

  @Test(arguments: [
    ("a", "\\357\\273\\277b\\r\\n\\r\\nc\\r\\n", "b\n\nc"), ("a", "b\\rc\\r", "b\nc"),
    ("a", "b\\rc\\n", "b\rc"), ("a\r\n", "b\\r\\n", "b\r\n"),
    ("\u{FEFF}a", "\\357\\273\\277b", "\u{FEFF}b"),
  ])
  func `line ends and marks of other systems are the editor's, not the text's`(
    text: String, written: String, result: String
  ) throws {
    #expect(try edit(text, with: "printf '\(written)' >\"$1\"") == .changed(result))
  }

  @Test(arguments: ["a\\r\\n", "\\357\\273\\277a", "a\\r"])
  func `an editor that only writes like another system has changed nothing`(written: String) throws
  {
    #expect(try edit("a", with: "printf '\(written)' >\"$1\"") == .unchanged)
  }

  @Test func `a file that is replaced counts like one that is written`() throws {
    let outcome = try edit("a", with: "printf b >\"$1.new\"; mv \"$1.new\" \"$1\"")
    #expect(outcome == .changed("b"))
  }

  @Test(arguments: [
    ("a", "touch \"$1\""), ("a", "printf a >\"$1\""),
    ("a", "printf 'a\\n' >\"$1\""),
    ("", "printf '\\n' >\"$1\""), ("a\n\n", "printf 'a\\n\\n' >\"$1\""),
  ])
  func `the same text is no change`(text: String, script: String) throws {
    #expect(try edit(text, with: script) == .unchanged)
    #expect(try leftBehind().isEmpty)
  }

  @Test(arguments: [
    ("a", "b\\n", "b"), ("a", "b\\n\\n", "b\n"), ("a\n", "b\\n", "b\n"), ("a\n", "a", "a"),
    ("a\n", "a\\n\\n", "a\n\n"), ("", "b\\n", "b"), ("a", "", ""), ("a", "\\n", ""),
    ("e\u{301}", "\u{E9}", "\u{E9}"),
  ])
  func `one newline that was added at the end is taken off`(
    text: String, written: String, result: String
  ) throws {
    #expect(try edit(text, with: "printf '\(written)' >\"$1\"") == .changed(result))
  }

  // MARK: While it runs, and after

  @Test func `what is saved is taken while the editor runs, also when the file is replaced`() throws
  {
    // Given an editor that saves twice by replacing the file, and goes on until that is taken
    let wait = "while ! [ -e \"$TAKEN\" ]; do sleep 0.02; done; rm \"$TAKEN\""
    let save = { (text: String) in
      "printf '\\357\\273\\277\(text)\\r\\n' >\"$1.new\"; mv \"$1.new\" \"$1\"; \(wait)"
    }
    // When it puts the first text back at the end
    let outcome = try edit(
      "a", with: [save("b"), save("c"), "printf a >\"$1\""].joined(separator: "\n"))
    // Then both were taken without what the editor added, and the form hears of the end
    #expect(told.kept == ["b", "c"])
    #expect(outcome == .changed("a"))
  }

  @Test(arguments: ["rm \"$1\"", "printf 'b\\377' >\"$1\""])
  func `what was taken stays when the file is spoiled later`(spoil: String) throws {
    let outcome = try edit(
      "a",
      with: "printf b >\"$1\"; while ! [ -e \"$TAKEN\" ]; do sleep 0.02; done; \(spoil)")
    guard case .changed("b", let sentence?) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(sentence.hasSuffix("What it saved before is in the form."))
  }

  @Test(arguments: [
    ("gvim", "gvim --nofork"), ("code", "code --wait"), ("myedit", nil),
  ])
  func `an editor that goes on in a window is told, and what it saves later comes`(
    name: String, waiting: String?
  ) throws {
    // Given an editor that leaves a process of its own and returns
    let path = "\(folder)/\(name)"
    let script = "#!/bin/sh\n(until [ -e \"$SEEN\" ]; do sleep 0.02; done; printf late >\"$1\") &\n"
    try script.write(toFile: path, atomically: false, encoding: .utf8)
    chmod(path, 0o700)
    // When it is called
    let outcome = run(name, on: "a", variables: ["PATH": folder + ":/usr/bin:/bin"])
    // Then it is said what that means, and how it would wait
    guard case .returned(let sentence) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(sentence.hasPrefix("“\(name)” returned at once."))
    #expect(waiting.map { sentence.hasSuffix("set $EDITOR to “\($0)”.") } ?? true)
    lent.look()
    #expect(told.late.isEmpty)
    #expect(try leftBehind().count == 1)
    // When it saves, then that is told, and the file goes once the text is on the disk
    creat(folder + "/seen", 0o600)
    while told.late.isEmpty { lent.look() }
    #expect(told.late == ["late"])
    let form = Draft(
      "form", ref: Self.ref, texts: ["note": "late"], createdAt: SystemEnvironment.now(),
      updatedAt: SystemEnvironment.now())
    while try !leftBehind().isEmpty {
      lent.look()
      for file in texts.take("form", with: form) { file.settle() }
    }
  }

  @Test func `an editor that was too quick for anybody may have the text open`() throws {
    // Given an editor that hands the file to a program that runs already
    guard case .returned = try edit("a", with: "printf %s \"$1\" >\"$SEEN\"") else {
      Issue.record("nothing is said")
      return
    }
    // When that saves twice
    for text in ["b", "c"] {
      try text.write(toFile: seen(), atomically: true, encoding: .utf8)
      while told.late.last != text { lent.look() }
    }
    // Then both are told, and a draft with another text does not take the file
    #expect(told.late == ["b", "c"])
    let form = Draft(
      "form", ref: Self.ref, texts: ["note": "x"], createdAt: SystemEnvironment.now(),
      updatedAt: SystemEnvironment.now())
    #expect(texts.take("form", with: form).isEmpty)
    #expect(try leftBehind().count == 1)
  }

  // MARK: Failure

  @Test(arguments: [
    ("exit 1", "ended with status 1"), ("kill -TERM $$", "was killed by signal 15"),
  ])
  func `an editor that fails without saving changes nothing and says why`(
    script: String, why: String
  ) throws {
    #expect(
      try edit("a", with: script, variables: ["EDITOR": "exec \(command)"])
        == .failed("The editor “exec \(command)” \(why): nothing was changed."))
    #expect(try leftBehind().isEmpty)
  }

  @Test(arguments: [
    ("exit 1", "ended with status 1"), ("kill -TERM $$", "was killed by signal 15"),
    ("kill -KILL $$", "was killed by signal 9"),
  ])
  func `what was saved counts, however the editor has ended`(
    script: String, why: String
  ) throws {
    #expect(
      try edit(
        "a", with: "printf b >\"$1\"; \(script)", variables: ["EDITOR": "exec \(command)"])
        == .changed(
          "b",
          saying: "The editor “exec \(command)” \(why). What it saved is in the form."))
    settle()
    #expect(try leftBehind().isEmpty)
  }

  @Test func `what an editor that was ended has left beside the file stays`() throws {
    // Given an editor that has saved once, and dies with more than that in a file of its own
    let outcome = try edit(
      "a", with: "printf b >\"$1\"; printf c >\"${1%/*}/.review.swp\"; exit 1")
    guard case .changed("b", let sentence?) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    // When the text is on the disk
    settle()
    // Then the rest is where the sentence says
    let left = try #require(leftBehind().first)
    #expect(sentence.hasSuffix("It has left something in \(room)/\(left)."))
    let names = try FileManager.default.contentsOfDirectory(atPath: room + "/" + left)
    #expect(names == [".review.swp"])
  }

  @Test(arguments: ["rm \"$1\"", "rm -r \"${1%/*}\""])
  func `an editor that takes the file away changes nothing`(script: String) throws {
    #expect(
      try edit("a", with: script)
        == .failed("The editor “\(command)” left no file behind: nothing was changed."))
    #expect(try leftBehind().isEmpty)
  }

  @Test func `what is not UTF-8 is left where it is`() throws {
    guard case .failed(let sentence) = try edit("a", with: "printf 'a\\377b' >\"$1\"") else {
      Issue.record("it was taken")
      return
    }
    let left = try #require(leftBehind().first)
    #expect(sentence.hasSuffix("it stays in \(room)/\(left)/Northwind - Review.md."))
    let bytes = FileManager.default.contents(atPath: "\(room)/\(left)/Northwind - Review.md")
    #expect(bytes == Data([0x61, 0xFF, 0x62]))
  }

  @Test func `an editor that is not there says what to do`() throws {
    #expect(
      run("/nowhere/ed-itor -w", on: "a")
        == .failed(
          "The editor “ed-itor” was not found: set $VISUAL or $EDITOR to the one that you use."))
    #expect(
      run("/etc/passwd", on: "a")
        == .failed(
          "The editor “passwd” is not a program: set $VISUAL or $EDITOR to the one that you use."))
    #expect(try leftBehind().isEmpty)
  }

  // MARK: The command

  @Test func `arguments come before the file, and may hold blanks`() throws {
    // Given a command as the shell reads it
    _ = try edit("a", with: "printf '%s|' \"$@\" >\"$SEEN\"; for last; do :; done; touch \"$last\"")
    // When it has arguments of its own
    #expect(
      run("X=1 \(command) -w 'two words' $HOW", on: "a", variables: ["HOW": "x y"]) == .unchanged)
    // Then they are split as in a shell
    let words = try seen().split(separator: "|")
    #expect(words.dropLast() == ["-w", "two words", "x", "y"])
    #expect(words.last?.hasSuffix("/Northwind - Review.md") == true)
  }

  @Test func `VISUAL goes before EDITOR, and an empty one does not count`() throws {
    _ = try edit("a", with: "printf b >\"$1\"")
    #expect(run("false", on: "a", variables: ["VISUAL": command]) == .changed("b"))
    #expect(run(command, on: "a", variables: ["VISUAL": ""]) == .changed("b"))
  }

  @Test func `the editor does not see the key`() throws {
    _ = try edit("a", with: "env >\"$SEEN\"", variables: ["VITALLY_API_KEY": "sk_1", "LANG": "x"])
    #expect(try seen().contains("LANG=x\n"))
    #expect(try !seen().contains("sk_1"))
    #expect(try !seen().contains("VITALLY"))
  }

  @Test func `the editor gets no descriptor of ours`() throws {
    // Given a descriptor that does not close by itself
    let descriptor = open("/dev/zero", O_RDONLY)
    defer { close(descriptor) }
    // When an editor looks at its descriptors
    _ = try edit("a", with: "readlink /proc/$$/fd/* >\"$SEEN\"")
    // Then that one is not among them, but input, output and error are
    #expect(descriptor > STDERR_FILENO)
    #expect(try !seen().contains("/dev/zero"))
    #expect(try seen().split(separator: "\n").count >= 4)
  }

  @Test func `the editor heeds signals that are ignored here`() throws {
    // Given a signal that is ignored
    let before = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, before) }
    // When an editor looks at what it ignores
    _ = try edit("a", with: "grep ^SigIgn /proc/self/status >\"$SEEN\"")
    // Then it is none of the first 31 signals; the C library keeps some above for itself
    let ignored = try UInt64(seen().filter { !$0.isWhitespace }.suffix(16), radix: 16)
    #expect(ignored.map { $0 & 0x7FFF_FFFF } == 0)
  }

  // MARK: The file

  @Test func `only the user can read the file and its folder`() throws {
    _ = try edit("a", with: "stat -c '%a %n' \"$1\" \"${1%/*}\" >\"$SEEN\"")
    let lines = try seen().split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("600 \(room)/editing-") == true)
    #expect(lines.first?.hasSuffix("/Northwind - Review.md") == true)
    #expect(lines.last?.hasPrefix("700 \(room)/editing-") == true)
  }

  @Test func `what the editor left beside the file goes with it`() throws {
    _ = try edit("a", with: "touch \"$1~\" \"${1%/*}/.review.swp\"; mkdir \"$1.d\"; touch \"$1\"")
    #expect(try leftBehind().isEmpty)
  }

  @Test func `where there is no room for the file, that is said`() throws {
    try FileManager.default.removeItem(atPath: room)
    #expect(
      run("true", on: "a")
        == .failed(
          "The text can't be written to \(room) (no such file or directory): nothing was changed.")
    )
  }
}
