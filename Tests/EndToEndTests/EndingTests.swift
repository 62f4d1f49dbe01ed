// Every way out leaves the terminal as it was.

import Foundation
import Testing

extension Journeys {
  @Suite struct EndingTests {
    /// A way to end the program.
    enum WayOut: CaseIterable {
      case close
      case quit
      case terminate
      case hangUp
      case badAccess
      case trap

      var signal: Int32? {
        switch self {
        case .close, .quit: nil
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .badAccess: SIGSEGV
        case .trap: SIGILL
        }
      }

      var isCrash: Bool { [.badAccess, .trap].contains(self) }
    }

    @Test(arguments: WayOut.allCases)
    func `After the program the terminal is as before`(_ way: WayOut) throws {
      // Given a shell with the program in it
      let world = try World()
      let terminal = try world.shell(
        """
        echo in the shell; stty -a > before; \(World.program); stty -a > after; \
        echo back in the shell; exec cat
        """)
      try terminal.see("  synced ")
      #expect(try terminal.property("alternate_on") == "1")
      let shell = try terminal.processID()
      let program = try #require(Shell.child(of: shell))

      // When the program ends
      switch way {
      case .close: try terminal.press("q", "y")
      case .quit: try terminal.press("Q")
      default: kill(program, try #require(way.signal))
      }

      // Then the shell's own screen is back, as well as the modes and the cursor.
      try terminal.see("back in the shell")
      #expect(terminal.screen.hasPrefix("in the shell"))
      #expect(try world.text("before") == world.text("after"))
      #expect(try terminal.property("alternate_on") == "0")
      #expect(try terminal.property("cursor_flag") == "1")
      #expect(try terminal.property("keypad_flag") == "0")
      #expect(try terminal.property("keypad_cursor_flag") == "0")
      #expect(try terminal.property("mouse_any_flag") == "0")

      // Then a crash, and nothing else, says where its report is, in one sentence.
      let report = "vitty crashed."
      #expect(terminal.screen.contains(report) == way.isCrash)
    }

    @Test func `When the terminal goes away the program ends`() throws {
      let world = try World()
      let vitty = try world.open()
      try vitty.see("  synced ")
      let process = try vitty.processID()

      vitty.close()

      try eventually("the end of the program") { !Shell.isRunning(process) }
    }

    @Test func `When the terminal goes away without a hang-up the program ends`() throws {
      // Given a program that nobody tells of the hang-up: it is not the leader of its session
      let world = try World()
      let terminal = try world.shell("trap '' HUP; setsid \(World.program); exec cat")
      try terminal.see("  synced ")
      let process = try #require(Shell.child(of: terminal.processID()))

      // When the terminal goes away, then the program sees the end of its input.
      terminal.close()
      try eventually("the end of the program") { !Shell.isRunning(process) }
    }

    @Test func `Ctrl-Z stops the program, and fg brings it back as it was`() throws {
      // Given a shell that can stop and continue programs
      let world = try World()
      let terminal = try world.shell("PS1='shell> ' exec bash --norc --noprofile -i")
      try terminal.see("shell>")
      try terminal.type("stty -a > before; \(World.program)\r")
      try terminal.see("  synced ")
      try terminal.see("Accounts  1/")
      try terminal.press("j")
      try terminal.see("Accounts  2/")

      // When the user presses Ctrl-Z, then the shell is there, as it was.
      try terminal.press("C-z")
      try terminal.see("Stopped")
      #expect(try terminal.property("alternate_on") == "0")
      try terminal.type("stty -a > stopped; echo $((6 * 7))\r")
      try terminal.see("42")
      #expect(try world.text("before") == world.text("stopped"))

      // When the user brings it back, then the same row is selected, and keys work.
      try terminal.type("fg\r")
      try terminal.see("Accounts  2/")
      try terminal.press("j")
      try terminal.see("Accounts  3/")
      try terminal.press("Q")
      try eventually("the screen of the shell", screen: terminal.screen) {
        try terminal.property("alternate_on") == "0"
      }
      try terminal.type("stty -a > after; echo $((6 * 8))\r")
      try terminal.see("48")
      #expect(try world.text("before") == world.text("after"))
    }
  }
}

extension World {
  /// The text of a file in the home.
  fileprivate func text(_ file: String) throws -> String {
    try String(contentsOfFile: home + "/" + file, encoding: .utf8)
  }
}
