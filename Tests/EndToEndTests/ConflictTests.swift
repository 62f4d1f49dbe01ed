// Somebody else changes a record while it is being edited here.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct ConflictTests {
    @Test func `Another field changed meanwhile is kept beside the user's`() throws {
      // Given an account that is being edited, while somebody changes another trait
      let harbour = try Harbour()
      let (world, account) = (harbour.world, harbour.account)
      let vitty = try harbour.open()
      try vitty.edit()
      try vitty.fill("Name", "Aardvark Lines")
      try vitty.fillTrait("Berth", "south")
      world.server.edit(
        "accounts", id: account,
        fields: #"{"healthScore": 3, "traits": {"Berth": "north", "Cranes": 14}}"#)

      // When the user saves, then both are on the server, and one line says it.
      try vitty.save()
      try world.waitUntil(
        "accounts", account,
        holds: #"{"name":"Aardvark Lines","traits":{"Berth":"south","Cranes":14}}"#,
        screen: vitty.screen)
      try vitty.seeNothingWaiting()
      try vitty.press("g", "m")
      try vitty.see("Messages")
      try vitty.see("Somebody else also changed Cranes of Aardvark Shipping")
    }

    @Test func `A tag added meanwhile stays beside the user's`() throws {
      // Given a note that is being edited, while somebody adds a tag
      let harbour = try Harbour()
      let (world, note) = (harbour.world, try harbour.addNote())
      let vitty = try harbour.open(note)
      try vitty.edit()
      try vitty.fill("Tags", "crane, tide")
      world.server.edit("notes", id: note, fields: #"{"tags": ["crane", "urgent"]}"#)

      // When the user saves another tag, then the server has all three.
      try vitty.save()
      try eventually("three tags", screen: vitty.screen) {
        let tags = try world.record("notes", note)["tags"] as? [String]
        return tags.map(Set.init) == ["crane", "tide", "urgent"]
      }
    }

    @Test func `Other lines of a note changed meanwhile stay beside the user's`() throws {
      // Given a note that is being edited, while somebody changes another paragraph of it
      let harbour = try Harbour()
      let (world, note) = (harbour.world, try harbour.addNote("<p>Tide at six</p><p>Crane</p>"))
      let vitty = try harbour.open(note)
      try vitty.edit()
      try vitty.reach("Note")
      try vitty.type(" repaired")
      world.server.edit(
        "notes", id: note, fields: #"{"note": "<p>Tide at seven</p><p>Crane</p>"}"#)

      // When the user saves, then both are on the server, and one line says it.
      try vitty.save()
      try world.waitUntil(
        "notes", note, holds: #"{"note":"<p>Tide at seven</p><p>Crane repaired</p>"}"#,
        screen: vitty.screen)
      try vitty.seeNothingWaiting()
      try vitty.press("g", "m")
      try vitty.see("Somebody else also changed other lines of Note")
    }

    @Test(arguments: [("h", "Visit the harbour", 1), ("l", "Leave the harbour", 0)])
    func `The same field changed meanwhile is the user's to choose`(
      key: String, chosen: String, updates: Int
    ) throws {
      // Given a task that is being edited, while somebody changes the same field
      let harbour = try Harbour()
      let (world, task) = (harbour.world, try harbour.addTask())
      let vitty = try harbour.open(task)
      try vitty.edit()
      try vitty.fill("Name", "Visit the harbour")
      world.server.edit("tasks", id: task, fields: #"{"name": "Leave the harbour"}"#)

      // When the user saves, then nothing is overwritten, and the screen says so.
      try vitty.press("C-s")
      try vitty.see("Somebody else has changed Name")
      try vitty.see("1 not saved")
      #expect(world.bodies("PUT /resources/tasks").isEmpty)

      // When the user resolves it, then all three values are side by side.
      try vitty.press("g", "l")
      try vitty.see("NEEDS YOU  1")
      try vitty.press("c")
      for value in ["Call the harbour", "Visit the harbour", "Leave the harbour"] {
        try vitty.see(value)
      }

      // When the user has chosen a side and sends it, then the server holds that.
      try vitty.press(key)
      try vitty.see("Ready: ")
      try vitty.press("Enter")
      try vitty.seeNot("not saved")
      try world.waitUntil(
        "tasks", task, holds: #"{"name":"\#(chosen)","tags":["crane"]}"#, screen: vitty.screen)
      #expect(world.bodies("PUT /resources/tasks").count == updates)
    }
  }
}
