// A form that was left or torn away: what was typed is there again.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct DraftTests {
    @Test func `Esc keeps what was typed, and the form goes on with it`() throws {
      // Given a half-typed form
      let harbour = try Harbour()
      let (world, account) = (harbour.world, harbour.account)
      let vitty = try harbour.open()
      try vitty.edit()
      try vitty.fill("Name", "Aardvark Lines")

      // When the user leaves it, then the screen says that it is kept, and nothing is sent.
      try vitty.press("Escape")
      try vitty.see("Kept as a draft")
      try vitty.see("Unfinished edit")
      try vitty.seeNoForm()
      #expect(world.bodies("PUT ").isEmpty)

      // When the user opens it again, then it is as it was, and can be saved.
      try vitty.edit()
      try vitty.see("Aardvark Lines")
      try vitty.save()
      try world.waitUntil(
        "accounts", account, holds: #"{"name":"Aardvark Lines"}"#, screen: vitty.screen)

      // When the form is opened once more, then there is no draft any more.
      try vitty.edit()
      try vitty.see("Nothing to send yet")
      try vitty.press("Escape")
      try vitty.seeNoForm()
      try vitty.seeNot("Unfinished edit")
    }

    @Test func `A draft survives kill -9, and is offered at start and in the list`() throws {
      // Given a form whose draft has been on the disk for a while
      let harbour = try Harbour()
      let (world, account) = (harbour.world, harbour.account)
      let vitty = try harbour.open()
      try vitty.edit()
      try vitty.fill("Name", "Aardvark Lines")
      try vitty.press("Escape")
      try vitty.see("Kept as a draft")
      try vitty.seeNoForm()
      try vitty.edit()
      try vitty.see("Aardvark Lines")

      // When the program is killed and starts again
      let process = try vitty.processID()
      kill(process, SIGKILL)
      try eventually("the end of the program") { !Shell.isRunning(process) }
      let again = try world.open()

      // Then it says so, and the list of drafts opens the form with all that was typed.
      try again.see("You have an unfinished form")
      try again.press("g", "d")
      try again.see("Aardvark Shipping")
      try again.press("Enter")
      try again.see(" Edit ")
      try again.see("Aardvark Lines")
      try again.save()
      try world.waitUntil(
        "accounts", account, holds: #"{"name":"Aardvark Lines"}"#, screen: again.screen)
    }

    @Test func `Ctrl-X throws a draft away once the user agrees`() throws {
      // Given a half-typed form
      let harbour = try Harbour()
      let vitty = try harbour.open()
      try vitty.edit()
      try vitty.fill("Name", "Aardvark Lines")

      // When the user presses Ctrl-X and says no, then it is as it was.
      try vitty.press("C-x")
      try vitty.see(" y yes ")
      try vitty.press("n")
      try vitty.see("C-s save")
      try vitty.see("Aardvark Lines")

      // When the user says yes, then the record is as the server has it.
      try vitty.press("C-x")
      try vitty.see(" y yes ")
      try vitty.press("y")
      try vitty.seeNoForm()
      try vitty.edit()
      try vitty.see("Aardvark Shipping")
      try vitty.see("Nothing to send yet")
      #expect(harbour.world.bodies("PUT ").isEmpty)
    }
  }
}
