// When the program talks to the server, and when it does not.

import Foundation
import Synchronization
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct QuietTests {
    @Test func `The first request comes after the first picture`() throws {
      // Given a server that looks at the terminal when the first request comes in
      let look = FirstLook()
      let world = try World(clock: {
        look.take()
        return Date()
      })

      // When the program starts
      let vitty = try world.shell("read go; exec " + World.program)
      look.wait(at: vitty)
      try vitty.press("Enter")
      try vitty.see("  synced ")

      // Then the list, still without rows, was on screen by then.
      let screen = try #require(look.screen)
      #expect(screen.contains("Accounts"))
      #expect(screen.contains("? help"))
    }

    @Test func `Two hundred cursor moves ask the server for nothing`() throws {
      // Given a list beside a detail, after all sweeps
      let world = try World()
      let vitty = try world.open(width: 120, height: 40)
      try vitty.see("  synced ")
      try vitty.press("g", "n")
      try vitty.see("Notes  1/")
      try world.waitForSweeps()
      world.server.resetHits()

      // When the user goes down a hundred rows and up again
      try vitty.press("j", times: 100)
      try vitty.see("Notes  101/")
      try vitty.press("k", times: 100)
      try vitty.see("Notes  1/")

      // Then there was no request; the next one is the user's.
      #expect(world.server.hits() == [])
      try vitty.press("r")
      try eventually("a refresh", screen: vitty.screen) { world.server.hitCount() > 0 }
      #expect(world.server.hits().allSatisfy { $0.path == "/resources/notes" })
    }
  }
}

/// What was on a screen when it was looked at for the first time.
private final class FirstLook: Sendable {
  private let state = Mutex<(terminal: Tmux?, screen: String?)>((nil, nil))

  var screen: String? { state.withLock(\.screen) }

  func wait(at terminal: Tmux) { state.withLock { $0.terminal = terminal } }

  func take() {
    state.withLock { state in
      guard let terminal = state.terminal, state.screen == nil else { return }
      state.screen = terminal.screen
    }
  }
}
