// A long text in the user's own editor: a script here, which writes, fails, or does nothing.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct EditorTests {
    /// A harbour whose user has a script for an editor.
    private static func harbour(editor script: String) throws -> Harbour {
      let harbour = try Harbour()
      let path = harbour.world.home + "/editor"
      try ("#!/bin/sh\n" + script).write(toFile: path, atomically: true, encoding: .utf8)
      chmod(path, 0o700)
      harbour.world.set("EDITOR", path)
      return harbour
    }

    /// A file that the script has written, without the line end.
    private static func file(_ name: String, of world: World) throws -> String {
      try String(contentsOfFile: world.home + "/" + name, encoding: .utf8)
        .trimmingCharacters(in: .newlines)
    }

    @Test func `What the editor writes is in the form, and goes to the server`() throws {
      // Given an editor that talks to the user on the terminal, and looks around
      let harbour = try Self.harbour(
        editor: """
          env > "$HOME/seen"; stat -c %a "$1" > "$HOME/mode"; echo "$1" > "$HOME/path"
          echo EDITOR HERE; read answer; printf '\\n%s' "$answer" >> "$1"
          """)
      let (world, note) = (harbour.world, try harbour.addNote())
      let vitty = try harbour.open(note)

      // When the user hands the body over
      try vitty.edit()
      try vitty.reach("Note")
      try vitty.press("C-o")

      // Then the editor has the terminal, and what is typed there is its own.
      try vitty.see("EDITOR HERE")
      try vitty.seeNot("C-s save")
      try vitty.type("One moves.\r")

      // Then the form is back, with the screen as it was, and with the text.
      try vitty.see("C-s save")
      try vitty.see("One moves.")
      try vitty.seeNot("EDITOR HERE")
      #expect(try vitty.property("alternate_on") == "1")
      try vitty.save()
      try world.waitUntil(
        "notes", note, holds: #"{"note":"<p>Two cranes stand still.<br>One moves.</p>"}"#,
        screen: vitty.screen)

      // Then the file was the user's alone, is gone, and the editor never saw the key.
      #expect(try Self.file("mode", of: world) == "600")
      #expect(!FileManager.default.fileExists(atPath: try Self.file("path", of: world)))
      let seen = try Self.file("seen", of: world)
      #expect(seen.contains("HOME="))
      #expect(!seen.contains("VITALLY_API_KEY"))
      #expect(!seen.contains("sk_live"))
    }

    @Test(arguments: [("exit 1", "editor"), (#"rm "$1"; exit 3"#, "editor"), ("true", "")])
    func `An editor that fails or writes nothing changes nothing`(
      script: String, words: String
    ) throws {
      // Given an editor that fails, or does nothing
      let harbour = try Self.harbour(editor: "echo EDITOR HERE; read go; " + script)
      let (world, note) = (harbour.world, try harbour.addNote())
      let vitty = try harbour.open(note)

      // When the user has typed something, and calls the editor
      try vitty.edit()
      try vitty.reach("Note")
      try vitty.press("End")
      try vitty.type(" Really.")
      try vitty.see("still. Really.")
      try vitty.press("C-o")
      try vitty.see("EDITOR HERE")
      try vitty.press("Enter")

      // Then the form has what was typed, and can be saved.
      try vitty.see("C-s save")
      try vitty.see("still. Really.")
      try vitty.see(words.isEmpty ? "C-s save" : words)
      #expect(try vitty.property("alternate_on") == "1")
      try vitty.save()
      try world.waitUntil(
        "notes", note, holds: #"{"note":"<p>Two cranes stand still. Really.</p>"}"#,
        screen: vitty.screen)
    }

    @Test func `One key goes from the record to the editor`() throws {
      // Given an editor that replaces the text, and a task on screen
      let harbour = try Self.harbour(editor: #"echo "Ask twice." > "$1""#)
      let (world, task) = (harbour.world, try harbour.addTask())
      let vitty = try harbour.open(task)

      // When the user presses E, then the form is open with the new text, and saves it.
      try vitty.press("E")
      try vitty.see("Ask twice.")
      try vitty.save()
      try world.waitUntil(
        "tasks", task, holds: #"{"description":"<p>Ask twice.</p>","tags":["crane"]}"#,
        screen: vitty.screen)
    }

    /// An editor that saves, and then waits for what happens.
    private static let saving =
      #"printf 'One moves.\r\n' > "$1"; echo $$ > "$HOME/id"; echo EDITOR HERE; exec sleep 1000"#

    @Test func `What was saved in an editor that is killed is in the form, and says so`() throws {
      // Given an editor that has saved
      let harbour = try Self.harbour(editor: Self.saving)
      let (world, note) = (harbour.world, try harbour.addNote())
      let vitty = try harbour.open(note)
      try vitty.edit()
      try vitty.reach("Note")
      try vitty.press("C-o")
      try vitty.see("EDITOR HERE")

      // When it is killed, then what it saved is in the form, and can be undone.
      kill(try #require(Int32(try Self.file("id", of: world))), SIGKILL)
      try vitty.see("One moves.")
      try vitty.see("editor")
      try vitty.save()
      try world.waitUntil(
        "notes", note, holds: #"{"note":"<p>One moves.</p>"}"#, screen: vitty.screen)
      #expect(try world.editingFolders().isEmpty)
    }

    /// What ends while the editor is open.
    enum End: CaseIterable {
      case terminal
      case program
      case both
    }

    @Test(arguments: End.allCases)
    func `What was saved in the editor is a draft, whatever dies while it is open`(
      _ end: End
    ) throws {
      // Given an editor that has saved, in a form with something typed
      let harbour = try Self.harbour(editor: Self.saving)
      let (world, note) = (harbour.world, try harbour.addNote())
      let vitty = try harbour.open(note)
      let process = try vitty.processID()
      try vitty.edit()
      try vitty.fill("Subject", "Cranes")
      try vitty.reach("Note")
      try vitty.press("C-o")
      try vitty.see("EDITOR HERE")
      let editor = try #require(Int32(try Self.file("id", of: world)))

      // When the terminal goes away, or the program is killed, or both
      if end != .terminal { kill(process, SIGKILL) }
      if end == .program { kill(editor, SIGTERM) }
      vitty.close()
      try eventually("the end of both") { !Shell.isRunning(process) && !Shell.isRunning(editor) }

      // Then the next start has both in a draft, and the editor's file is gone.
      let again = try world.open()
      try again.see("What your editor has saved")
      #expect(try world.editingFolders().isEmpty)
      try again.press("g", "d")
      try again.see("Harbour visit")
      try again.press("Enter")
      try again.see("One moves.")
      try again.see("Cranes")
      try again.save()
      try world.waitUntil(
        "notes", note, holds: #"{"note":"<p>One moves.</p>","subject":"Cranes"}"#,
        screen: again.screen)
    }

    @Test func `What an editor saves after it has returned is in the form, then in a draft`() throws
    {
      // Given an editor with a window of its own
      let harbour = try Self.harbour(
        editor: #"""
          (trap '' HUP; for text in One Two; do
            until [ -e "$HOME/$text" ]; do sleep 0.02; done; echo "$text moves." > "$1"
          done; echo > "$HOME/done") > /dev/null 2>&1 &
          """#)
      let (world, note) = (harbour.world, try harbour.addNote())
      let vitty = try harbour.open(note)
      let process = try vitty.processID()
      try vitty.edit()
      try vitty.reach("Note")
      try vitty.press("C-o")
      try vitty.see("returned at once")

      // When it saves, then the text is in the form.
      creat(world.home + "/One", 0o600)
      try vitty.see("One moves.")

      // When the program is killed, and it saves again
      kill(process, SIGKILL)
      try eventually("the end") { !Shell.isRunning(process) }
      creat(world.home + "/Two", 0o600)
      try eventually("the end of the editor") { try !Self.file("done", of: world).contains("x") }

      // Then the next start has that in the draft, and says so.
      let again = try world.open()
      try again.see("What your editor has saved is in a draft")
      try again.press("g", "d")
      try again.see("Harbour visit")
      try again.press("Enter")
      try again.see("Two moves.")
    }
  }
}

extension World {
  /// The folders that lie with the workspace's files for editors.
  fileprivate func editingFolders() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: home + "/state").filter {
      $0.contains("/editing-")
    }
  }
}
