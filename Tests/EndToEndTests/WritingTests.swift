// Notes are written in Markdown: what the server gets, and what it never gets unasked.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct WritingTests {
    @Test func `A note with all marks is seen in the preview, and sent as just this HTML`() throws {
      // Given an account on screen
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open(height: 40))
      let known = world.known("notes")

      // When the user writes a note with all marks, and lists that go on by themselves
      try vitty.press("a", "n")
      try vitty.see("New note")
      let keys = [
        "# Harbour visit", "Enter", "Enter",
        "Two **cranes** *stand* still: `berth 7`, <u>quay</u>.", "Enter",
        "See [the plan](https://a.example/?x=1&y=2) or www.b.example/x_y.", "Enter", "Enter",
        "- Ask Ana", "Enter", "Tab", "for the R&D plan", "Enter", "BTab", "Call", "Enter", "Enter",
        "Enter", "1. First", "Enter", "Second", "Enter", "Enter", "Enter", "> Not <today>",
      ]
      for key in keys {
        if ["Enter", "Tab", "BTab"].contains(key) {
          try vitty.press(key)
        } else {
          try vitty.type(key)
        }
      }
      try vitty.see("> Not <today>")
      try vitty.see("\n   - for the R&D plan")
      try vitty.see("\n 2. Second")

      // Then the preview shows it without its marks, and goes again.
      try vitty.press("C-p")
      try vitty.see("Two cranes stand still: berth 7, quay.")
      try vitty.see("  • for the R&D plan")
      try vitty.see("     Not <today>")
      try vitty.press("C-p")
      try vitty.see("Two **cranes**")

      // Then the server was sent this and no more, and kept all of it.
      try vitty.save()
      let made = try world.waitForNew("notes", since: known, screen: vitty.screen)
      let html = """
        <p><strong>Harbour visit</strong></p>\
        <p>Two <strong>cranes</strong> <em>stand</em> still: <code>berth 7</code>, <u>quay</u>.<br>\
        See <a href="https://a.example/?x=1&amp;y=2">the plan</a> or \
        <a href="https://www.b.example/x_y">www.b.example/x_y</a>.</p>\
        <ul><li>Ask Ana<ul><li>for the R&amp;D plan</li></ul></li><li>Call</li></ul>\
        <ol><li>First</li><li>Second</li></ol>\
        <p>\u{A0}\u{A0}\u{A0}\u{A0}Not &lt;today&gt;</p>
        """
      let sent = try #require(World.fields(world.bodies("POST /resources/notes").first ?? ""))
      #expect(sent["note"] as? String == html)
      #expect(sent["subject"] as? String == "Harbour visit")
      #expect(try world.record("notes", made)["note"] as? String == html)
    }

    @Test(arguments: [
      #"""
      <p>Met <b>Ana</b>, <i>Bo</i> of <a href="https://a.example" target="_blank">Acme</a>.</p>\#
      <ul><li>one<ol><li><u>two</u></li></ol></li></ul><p><br></p>\#
      <p><img src="https://a.example/i.png" alt="quay" width="20"> R&amp;D</p>
      """#,
      #"""
      <div>Met <b>Ana</b> and <i>Bo</i>.</div><div><br></div><div><b><i>All</i> agree</b></div>\#
      <ul><li>one<ul><li>two</li></ul></li></ul><div><a href="https://a.example">x</a></div>
      """#,
    ])
    func `A word in a note that somebody else has formatted changes nothing beside it`(
      html: String
    ) throws {
      // Given a note with the tags of another editor
      let harbour = try Harbour()
      let (world, note) = (harbour.world, try harbour.addNote(html))
      let vitty = try harbour.open(note)

      // When the user adds a word to its first line
      try vitty.edit()
      try vitty.see("Met **Ana**")
      try vitty.press("PPage", "End")
      try vitty.type(" Today.")
      try vitty.see(". Today.")
      try vitty.save()

      // Then the server was sent the HTML that there was, with that word.
      let line = try #require(html.range(of: ".</"))
      let expected = html.replacingCharacters(in: line, with: ". Today.</")
      try eventually("the note", screen: vitty.screen) {
        try world.record("notes", note)["note"] as? String == expected
      }
      let sent = try #require(World.fields(world.bodies("PUT /resources/notes/\(note)").last ?? ""))
      #expect(Set(sent.keys) == ["note", "tags"])
      #expect(sent["note"] as? String == expected)
    }

    @Test func `A note with a table is not sent before the user has chosen what is lost`() throws {
      // Given a note with parts that the server would drop, and an editor that adds to it
      let harbour = try Harbour()
      let table = "<h2>Plan</h2><table><tr><td>Ana</td><td>yes</td></tr></table><p>Rest.</p>"
      let (world, note) = (harbour.world, try harbour.addNote(table))
      let script = world.home + "/editor"
      try "#!/bin/sh\nprintf ' Soon.' >> \"$1\"\n"
        .write(toFile: script, atomically: true, encoding: .utf8)
      chmod(script, 0o700)
      world.set("EDITOR", script)
      let vitty = try harbour.open(note)
      let losses = "1 heading and 1 table"

      // When the user goes through all fields, and saves another one
      try vitty.edit()
      try vitty.fill("Subject", "Harbour call")
      try vitty.reach("Note")
      try vitty.reach("_____")
      try vitty.reach("Subject")
      try vitty.save()

      // Then the body was not sent.
      let sent = #"{"subject":"Harbour call","tags":["crane"]}"#
      try world.waitUntil("notes", note, holds: sent, screen: vitty.screen)
      #expect(world.bodies("PUT /resources/notes/\(note)") == [sent])

      // When the user asks for the editor, and leaves it as it is in all ways
      for way in ["Escape", "Leave it"] {
        try vitty.press("E")
        try vitty.see(losses)
        if way == "Escape" {
          try vitty.press(way)
          try vitty.seeNot("Edit it anyway")
          try vitty.press(way)
        } else {
          try vitty.choose(way, finding: "Leave it as it is")
        }
        try vitty.seeNoForm()
      }

      // Then nothing was sent, and there is no draft of it.
      #expect(world.bodies("PUT /resources/notes/\(note)").count == 1)
      try vitty.press("g", "d")
      try vitty.see("No drafts")
      try vitty.press("Escape")

      // When the user chooses to edit it anyway
      try vitty.press("E")
      try vitty.see(losses)
      try vitty.choose("anyway", finding: "Edit it anyway")
      try vitty.see("Edit it anyway?")
      try vitty.press("y")

      // Then what is on screen is what is sent.
      try vitty.see("## Plan")
      try vitty.see("Ana | yes")
      try vitty.see("Rest. Soon.")
      try vitty.save()
      let kept = "<p><strong>Plan</strong></p><p>Ana | yes</p><p>Rest. Soon.</p>"
      try world.waitUntil(
        "notes", note, holds: #"{"note":"\#(kept)"}"#, screen: vitty.screen)
      #expect(
        world.bodies("PUT /resources/notes/\(note)").last
          == #"{"note":"\#(kept)","tags":["crane"]}"#)
    }

    @Test func `A list pasted from a word processor is a list for the server`() throws {
      // Given a new note
      let harbour = try Harbour()
      let (world, vitty) = (harbour.world, try harbour.open())
      let known = world.known("notes")
      try vitty.press("a", "n")
      try vitty.see("New note")

      // When the user pastes what a word processor gives to terminals
      try vitty.paste("Agreed:\n\n•\tAna\u{A0}calls\no\tsends *both*\n\n1.\tFirst\n2.\tSecond\n")
      try vitty.see("2. Second")
      try vitty.save()

      // Then the server has lists.
      let made = try world.waitForNew("notes", since: known, screen: vitty.screen)
      #expect(
        try world.held("notes", made, "subject", "note") == """
          {"note":"<p>Agreed:</p><ul><li>Ana calls<ul><li>sends <em>both</em></li></ul></li></ul>\
          <ol><li>First</li><li>Second</li></ol>","subject":"Agreed:"}
          """)
    }
  }
}
