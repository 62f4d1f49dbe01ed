// Calls are logged: the note and the tasks that follow from it arrive once, whatever happens to the
// link and to the program.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct CallTests {
    /// Writes the note of a call with two tasks, and approves them.
    private func log(in vitty: Tmux) throws {
      try vitty.press("a", "l")
      try vitty.see("Log a call as a note for Aardvark")
      // The template is there as soon as it is read.
      try vitty.see("Subject Check-in with Aardvark")
      try vitty.press("PageDown", "PageDown", "PageDown", "End", "Enter", "Enter")
      try vitty.type("- [ ] send the plan @dana fri")
      try vitty.press("Enter")
      try vitty.type("call **back** +3d")
      try vitty.see("- [ ] call **back** +3d")
      try vitty.press("C-s")
      try vitty.see("and 2 tasks")
      try vitty.seeSelected("send the plan")
      try vitty.seeSelected("Dana Levi")
      try vitty.press("Enter")
    }

    @Test func `A call on a link that breaks arrives once, though the program is killed`() throws {
      // Given a customer on screen, and a link that breaks during the call
      let harbour = try Harbour()
      let world = harbour.world
      let vitty = try harbour.open()
      let (notes, tasks) = (world.known("notes"), world.known("tasks"))
      world.server.set(.fail(.dropAfterApplying, matching: "POST /resources/notes", times: 1))

      // When the call is logged, and the program is killed as soon as it has kept all of it
      try log(in: vitty)
      try vitty.seeNot("On saving")
      try vitty.seeNoForm()
      let process = try vitty.processID()
      kill(process, SIGKILL)
      try eventually("the end of the program") { !Shell.isRunning(process) }

      // Then the next start sends what is missing, and nothing twice.
      let again = try world.open()
      try again.seeNothingWaiting()
      let newNotes = world.known("notes").subtracting(notes)
      let newTasks = world.known("tasks").subtracting(tasks)
      #expect(newNotes.count == 1)
      #expect(newTasks.count == 2)
      for task in newTasks {
        #expect(try world.record("tasks", task)["accountId"] as? String == harbour.account)
      }
    }

    @Test func `A task of a call that is refused is one row of the outbox, and is mended there`()
      throws
    {
      // Given a server that refuses a task
      let harbour = try Harbour()
      let world = harbour.world
      let vitty = try harbour.open()
      let (notes, tasks) = (world.known("notes"), world.known("tasks"))
      world.server.set(.fail(.status(422), matching: "POST /resources/tasks", times: 1))

      // When a call with two tasks is logged
      try log(in: vitty)

      // Then it is said once, the note and the other task are there, and the outbox has one row.
      try vitty.see("Note saved, 1 of 2 tasks refused")
      _ = try world.waitForNew("notes", since: notes, screen: vitty.screen)
      try vitty.press("g", "l")
      try vitty.see("Note saved, 1 of 2 tasks refused")

      // When the row is opened and its task saved again, then the server has both.
      try vitty.press("e")
      try vitty.see("New task")
      try vitty.see("send the plan")
      try vitty.save()
      try eventually("both tasks", screen: vitty.screen) {
        world.known("tasks").subtracting(tasks).count == 2
      }
    }
  }
}
