// The connection breaks while something new is being sent: in the end it is there exactly once.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct LostAnswerTests {
    @Test(arguments: [
      Scenario.Fault.dropBeforeApplying, .dropAfterApplying, .failAfterApplying, .truncatedJSON,
    ])
    func `What is new is there once though its answer was lost`(fault: Scenario.Fault) throws {
      let harbour = try Harbour()
      let world = harbour.world
      let vitty = try harbour.open()
      let news = [
        ("accounts", "a", "Name"), ("users", "u", "Name"), ("notes", "n", "Subject"),
        ("tasks", "t", "Name"),
      ]
      for (collection, key, label) in news {
        // Given a server whose answer to the next create does not arrive
        let known = world.known(collection)
        world.server.set(.fail(fault, matching: "POST /resources/\(collection)$", times: 1))

        // When the user saves something new
        try vitty.press("a", key)
        try vitty.see(" New ")
        try vitty.fill(label, "Sounding")
        if collection == "notes" { try vitty.write("Note", ["Nine fathoms."]) }
        try vitty.press("C-s")

        // Then it is on the server once, nothing waits any more, and nothing needs attention.
        let made = try world.waitForNew(collection, since: known, screen: vitty.screen)
        try vitty.seeNoForm()
        try vitty.seeNothingWaiting()
        try vitty.seeNot("not saved")
        #expect(world.known(collection) == known.union([made]))
      }
    }
  }
}
