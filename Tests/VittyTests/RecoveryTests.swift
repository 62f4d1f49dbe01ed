// Texts that an earlier run of the program has left with an editor: they are found again.

import Foundation
import Glibc
import Store
import TestSupport
import Testing
import ViewModels
import VitallyModel

@testable import vitty

@Suite struct RecoveryTests {
  private static let ref = Ref.server(.note, "n1")
  private static let moment = Moment(milliseconds: 1_795_510_920_000)

  private let place: TestFolder
  private let workspace: Workspace
  private var folder: String { place.path }

  init() throws {
    place = try TestFolder()
    workspace = try Workspace.open(
      Workspace.Options(folder: place.path, sweepsBehind: false), source: nil,
      now: { Self.moment }, logger: .silent, onEvent: { _ in })
  }

  /// A file as a program leaves it that is killed while the editor is open.
  private func leave(_ text: String, before: String = "One") throws -> EditedFile {
    let form = Draft(
      "form", ref: Self.ref, parent: .server(.account, "a1"),
      texts: ["subject": "Visit", "note": .string(OutsideEdit.place)],
      base: ["subject": "Call", "note": "<p>One</p>"], focus: "note", createdAt: Self.moment,
      updatedAt: Self.moment)
    let file = try EditedFile(
      OutsideEdit(before, in: form, named: "Visit", isMarkdown: true), below: folder)
    try text.write(toFile: file.path, atomically: false, encoding: .utf8)
    return file
  }

  private func recover() -> [Notice] { recovery().notices }

  private func recovery() -> EditorRecovery { EditorRecovery(in: folder, to: workspace) }

  private func left() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasPrefix(EditedFile.prefix)
    }
  }

  @Test func `a text that was saved in a killed program's editor is in the draft of its form`()
    throws
  {
    // Given a file that nobody is at work on any more
    try leave("Two\r\n").unlock()
    // When the program starts again
    let recovery = recovery()
    // Then the draft has all that the form had, and the text, and that is told
    #expect(recovery.notices == [])
    #expect(try recovery.drafts == workspace.drafts().map(\.draft.id))
    let draft = try #require(workspace.drafts().first?.draft)
    #expect(draft.ref == Self.ref)
    #expect(draft.parent == .server(.account, "a1"))
    #expect(draft.texts == ["subject": "Visit", "note": "Two"])
    #expect(draft.base == ["subject": "Call", "note": "<p>One</p>"])
    #expect(draft.focus == "note")
    #expect(try left().isEmpty)
  }

  @Test func `a text that was not touched makes no draft`() throws {
    try leave("One\n").unlock()
    #expect(recover() == [])
    #expect(try workspace.drafts().isEmpty)
    #expect(try left().isEmpty)
  }

  @Test func `a file of a program that runs is left alone`() throws {
    let file = try leave("Two")
    #expect(recover() == [])
    #expect(try workspace.drafts().isEmpty)
    #expect(file.read() == Data("Two".utf8))
    file.unlock()
  }

  @Test func `the editor keeps its file after the program is gone`() throws {
    // Given an editor that outlives the program
    let file = try leave("Two")
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let editor = try ShellCommand(
      command: "read go </proc/self/fd/\(STDOUT_FILENO); :", environment: ["PATH": "/usr/bin:/bin"]
    ).start([file.path], in: .terminal(output: ends[0]), keeping: file.lock.descriptor)
    file.unlock()
    // When the program starts again, then the text is in the draft, and what comes later is awaited
    let recovery = recovery()
    #expect(recovery.notices.count == 1)
    #expect(recovery.lent.map(\.path) == [file.path])
    #expect(try workspace.drafts().map(\.draft.texts["note"]) == ["Two"])
    #expect(file.read() != nil)
    for file in recovery.lent { file.unlock() }
    // When the editor has ended, then it is
    close(ends[1])
    #expect(editor.wait() != .lost(ECHILD))
    close(ends[0])
    try "Three".write(toFile: file.path, atomically: true, encoding: .utf8)
    #expect(recover() == [])
    #expect(try workspace.drafts().map(\.draft.texts["note"]) == ["Three"])
  }

  @Test func `a form that was typed in since keeps its text, and the other has a draft of its own`()
    throws
  {
    // Given a draft that is newer than the text, and another one
    try leave("Two").unlock()
    var later = try draft("Three")
    later.updatedAt = Self.moment.adding(seconds: 60)
    try workspace.keep(later)
    // When the program starts again
    let recovery = recovery()
    // Then both are there
    #expect(recovery.notices == [])
    #expect(try Set(workspace.drafts().map(\.draft.texts["note"])) == ["Two", "Three"])
    #expect(recovery.drafts.count == 1 && recovery.drafts != ["form"])
    #expect(try left().isEmpty)
  }

  @Test func `a text that was taken already is told, and one saved after it is in the same draft`()
    throws
  {
    // Given a program that was killed when the first of two texts was in the draft
    for (saved, isKilledAtOnce) in [("Two", true), ("Three", false)] {
      var file = try leave(saved)
      file.taken = "Two"
      file.note()
      file.unlock()
      try workspace.keep(draft("Two"))
      // When the program starts again
      let recovery = recovery()
      // Then the one draft has the last text
      #expect(recovery.drafts == ["form"], "\(isKilledAtOnce)")
      #expect(try workspace.drafts().map(\.draft.texts["note"]) == [.string(saved)])
      #expect(try left().isEmpty)
    }
  }

  @Test func `a text that was sent meanwhile does not come back`() throws {
    var file = try leave("Two")
    (file.taken, file.isLent) = ("Two", true)
    file.note()
    file.unlock()
    let recovery = recovery()
    #expect(recovery.drafts.isEmpty && recovery.notices.isEmpty)
    #expect(try workspace.drafts().isEmpty)
    // An editor may still have it open
    #expect(recovery.lent.count == 1)
  }

  @Test func `a file of an earlier version is found, one that leads elsewhere is not`() throws {
    let form = #"{"text":"One","draft":"form","ref":"note/n1","texts":{},"base":{},"focus":"note","#
    for (name, count) in [("", 1), (#""file":"../x","#, 0)] {
      let place = folder + "/editing-abcdef"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      let note = form.replacingOccurrences(of: #""note/n1""#, with: "\"\(Self.ref.description)\"")
      try (note + name + #""createdAt":"1","updatedAt":"1"}"#).write(
        toFile: place + "/form.json", atomically: false, encoding: .utf8)
      try "Two".write(toFile: place + "/vitty.txt", atomically: false, encoding: .utf8)
      #expect(recovery().drafts.count == count)
      try? FileManager.default.removeItem(atPath: place)
    }
  }

  private func draft(_ text: String) throws -> Draft {
    let drafts = try workspace.drafts()
    #expect(drafts.count <= 1)
    return Draft(
      "form", ref: Self.ref, parent: .server(.account, "a1"),
      texts: ["subject": "Visit", "note": .string(text)],
      base: ["subject": "Call", "note": "<p>One</p>"], focus: "note", createdAt: Self.moment,
      updatedAt: Self.moment)
  }

  @Test func `what can't be kept stays, and is found when it can`() throws {
    // Given a workspace that takes nothing
    let file = try leave("Two")
    file.unlock()
    let reading = try Workspace.open(
      Workspace.Options(folder: folder, isReadOnly: true, sweepsBehind: false), source: nil,
      now: { Self.moment }, logger: .silent, onEvent: { _ in })
    // When the program starts in it
    let notices = EditorRecovery(in: folder, to: reading).notices
    // Then the text is where it was
    #expect(notices.count == 1 && notices[0].sentence.contains(file.path))
    #expect(file.read() == Data("Two".utf8))
    // And in the drafts as soon as that is possible
    #expect(recover() == [])
    #expect(try workspace.drafts().count == 1)
  }

  @Test func `what an editor has left beside the file is told until it is deleted`() throws {
    let file = try leave("Two")
    file.unlock()
    try "more".write(
      toFile: file.folder + "/.Visit.md.swp", atomically: false, encoding: .utf8)
    #expect(recover() == [])
    let notices = recover()
    #expect(notices.count == 1 && notices[0].sentence.contains(file.folder))
    try FileManager.default.removeItem(atPath: file.folder + "/.Visit.md.swp")
    #expect(recover() == [])
    #expect(try left().isEmpty)
  }
}
