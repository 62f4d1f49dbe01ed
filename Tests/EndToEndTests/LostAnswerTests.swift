// The connection breaks while something new is being sent: in the end it is there exactly once.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct LostAnswerTests {
    @Test(
      arguments: [
        ("accounts", "a", "Name"), ("users", "u", "Name"), ("notes", "n", "Subject"),
        ("tasks", "t", "Name"),
      ], [Scenario.Fault.dropBeforeApplying, .dropAfterApplying])
    func `What is new is there once though its answer was lost`(
      new: (collection: String, key: String, label: String), fault: Scenario.Fault
    ) throws {
      // Given a server that closes the connection instead of answering the next create
      let harbour = try Harbour()
      let world = harbour.world
      let vitty = try harbour.open()
      let known = world.known(new.collection)
      world.server.set(.fail(fault, matching: "POST /resources/\(new.collection)$", times: 1))

      // When the user saves something new
      try vitty.press("a", new.key)
      try vitty.see(" New ")
      try vitty.fill(new.label, "Sounding")
      if new.collection == "notes" { try vitty.write("Note", ["Nine fathoms."]) }
      try vitty.press("C-s")

      // Then it is on the server once, nothing waits any more, and nothing needs attention.
      let made = try world.waitForNew(new.collection, since: known, screen: vitty.screen)
      try vitty.seeNoForm()
      try vitty.seeNot("out 1")
      try vitty.seeNot("not saved")
      try world.waitForSweeps()
      #expect(world.known(new.collection) == known.union([made]))
    }
  }
}
