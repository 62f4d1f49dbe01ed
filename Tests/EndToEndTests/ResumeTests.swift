// The next start goes on where the last session has ended, however it ended.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct ResumeTests {
    @Test func `A line that breaks in the middle of a note costs nothing`() throws {
      // Given marks in a filtered list, and a note half-typed over it
      let harbour = try Harbour()
      let world = harbour.world
      for number in 1...9 { _ = try world.addTask("Crane \(number) stands still") }
      try world.fillCache()
      let vitty = try world.open()
      try vitty.see("  synced ")
      try vitty.press("g", "t", "/")
      try vitty.type("stands still")
      try vitty.press("Enter")
      try vitty.see("Tasks  1/9")
      try vitty.press("Space", "Space", "j", "j")
      try vitty.see("2 marked")
      try vitty.see("Tasks  5/9")
      let line = String(vitty.selectedLine)
      try vitty.press("a", "n")
      try vitty.see("C-s save")
      try vitty.fill("Subject", "What the crane driver")

      // When the line breaks, and the user starts it again in a larger terminal
      let process = try vitty.processID()
      kill(process, SIGHUP)
      try eventually("the end of the program") { !Shell.isRunning(process) }
      let again = try world.open(width: 100, height: 30, resuming: true)

      // Then the form is there with the text, and Esc leads to the same list.
      try again.see("What the crane driver")
      try again.see("Restored what you typed")
      try again.press("Escape")
      try again.see("Tasks  5/9")
      try again.see("2 marked")
      try again.see("stands still")
      try again.seeSelected(String(line.dropFirst().prefix { $0 != "s" }.suffix(8)))

      // When a second one is opened beside it, then that begins anew.
      let second = try world.open(resuming: true)
      try second.see("Accounts  1/")
      try world.leave(second)
    }

    @Test func `After Q and after kill -9 the next start is at the same place`() throws {
      // Given a record, opened over a list
      let harbour = try Harbour()
      let world = harbour.world
      let profile = "[profiles.work]\nme = \"dana@vitty.example\""
      try world.configure(profile)
      try world.fillCache()
      let vitty = try world.open()
      try vitty.press("g", "o")
      try vitty.see("Organizations  1/")
      try vitty.show(harbour.account)
      try vitty.press("3")
      try vitty.see("[3 Notes")

      // When the user quits, then the next start shows it, and back leads to the list.
      try world.leave(vitty)
      let again = try world.open(resuming: true)
      try again.see("account: Aardvark Shipping")
      try again.see("[3 Notes")
      try again.see("Back where you left off")
      try again.press("<")
      try again.see("Organizations  1/")

      // When it is killed once the place is noted, then the next start is there.
      let state = world.home + "/state/vitty"
      let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: state).first)
      let path = "\(state)/\(folder)/place.json"
      try eventually("the note of the place") {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return !text.contains(harbour.account)
      }
      let process = try again.processID()
      kill(process, SIGKILL)
      try eventually("the end of the program") { !Shell.isRunning(process) }
      // That comes before the screen that a day begins with.
      try world.configure("start = \"today\"\n\n" + profile)
      let third = try world.open(resuming: true)
      try third.see("Organizations  1/")
      try world.leave(third)

      // When the file is damaged, then the program starts as if there were none.
      try "{\"version\":1,".write(toFile: path, atomically: false, encoding: .utf8)
      let fourth = try world.open(resuming: true)
      try fourth.see("Today  ")
      try world.leave(fourth)
    }
  }
}
