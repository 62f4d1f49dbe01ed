// The timeline of a customer: everything about it by date, of all kinds.

import Testing
import VitallyDemo

extension Journeys {
  @Suite struct TimelineTests {
    @Test func `A timeline shows what there is of a customer, and one comes back to its row`()
      throws
    {
      // Given an account with a note and a task, and an organization that holds it
      let harbour = try Harbour()
      _ = try harbour.addNote()
      _ = try harbour.addTask()
      let vitty = try harbour.open()

      // When its last tab is shown, then all of it is there by month
      try vitty.press("9")
      try vitty.see("[9 Timeline]")
      try vitty.see("March 2026 · 2")
      try vitty.seeLine("Note", "Harbour visit")
      try vitty.seeLine("Task", "Call the harbour", "Dana Levi")

      // When the user goes to the note and narrows the list to its kind, then the task is gone
      try vitty.press("G")
      try vitty.seeSelected("Call the harbour")
      try vitty.press("k", "f")
      try vitty.see("Only notes are shown.")
      try vitty.seeNot("Call the harbour")

      // When the note is opened and left, then the cursor is on its row, and all can be shown again
      try vitty.press("Enter")
      try vitty.see("Two cranes stand still.")
      try vitty.press("<")
      try vitty.seeSelected("Harbour visit")
      try vitty.press("f")
      try vitty.seeLine("Task", "Call the harbour")

      // When the month is folded, then it is one line; and `d` on the task works as everywhere
      try vitty.press("z", "a")
      try vitty.seeSelected("March 2026 · 2 · folded")
      try vitty.press("z", "a")
      try vitty.seeSelected("Harbour visit")
      try vitty.press("j", "d")
      try vitty.see("Done: Call the harbour")

      // And the organization has it too
      try vitty.show(harbour.group)
      try vitty.press("9")
      try vitty.see("[9 Timeline]")
      try vitty.seeLine("Harbour visit", "Aardvark Shipping")
    }
  }
}
