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
    let file = try EditedFile(OutsideEdit(before, in: form), below: folder)
    try text.write(toFile: file.path, atomically: false, encoding: .utf8)
    return file
  }

  private func recover() -> [Notice] { EditedTexts.recover(in: folder, to: workspace) }

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
    #expect(recover() == [])
    // Then the draft has all that the form had, and the text
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

  @Test func `a file on which an editor still works is left alone`() throws {
    let file = try leave("Two")
    #expect(recover() == [Notice(.info, "An editor still has a text open in \(file.folder).")])
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
    ).start([file.path], in: .terminal(output: ends[0]), keeping: file.lock)
    file.unlock()
    // When the program starts again, then the file is not taken from under the editor
    #expect(recover().count == 1)
    #expect(file.read() != nil)
    // When the editor has ended, then it is
    close(ends[1])
    #expect(editor.wait() != .lost(ECHILD))
    close(ends[0])
    #expect(recover() == [])
    #expect(try workspace.drafts().count == 1)
  }

  @Test func `a form that was typed in since keeps its text, and the file stays`() throws {
    // Given a draft that is newer than the text, and another one
    let file = try leave("Two")
    file.unlock()
    var later = file.edit.draft(with: "Three")
    later.updatedAt = Self.moment.adding(seconds: 60)
    try workspace.keep(later)
    // When the program starts again
    let notices = recover()
    // Then both are there, and it is said where
    #expect(notices.count == 1 && notices[0].sentence.contains(file.path))
    #expect(try workspace.drafts().first?.draft.texts == later.texts)
    #expect(file.read() == Data("Two".utf8))
  }

  @Test func `what can't be kept stays, and is found when it can`() throws {
    // Given a workspace that takes nothing
    let file = try leave("Two")
    file.unlock()
    let reading = try Workspace.open(
      Workspace.Options(folder: folder, isReadOnly: true, sweepsBehind: false), source: nil,
      now: { Self.moment }, logger: .silent, onEvent: { _ in })
    // When the program starts in it
    let notices = EditedTexts.recover(in: folder, to: reading)
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
      toFile: file.folder + "/.vitty.txt.swp", atomically: false, encoding: .utf8)
    #expect(recover() == [])
    let notices = recover()
    #expect(notices.count == 1 && notices[0].sentence.contains(file.folder))
    try FileManager.default.removeItem(atPath: file.folder + "/.vitty.txt.swp")
    #expect(recover() == [])
    #expect(try left().isEmpty)
  }
}
