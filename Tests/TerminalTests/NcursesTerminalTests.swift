// The real device on a terminal that has no screen: both ends are here.
// One at a time, since curses knows only one terminal.

import Glibc
import Terminal
import Testing

@Suite(.serialized) struct NcursesTerminalTests {
  private let wire: PseudoTerminal
  private let terminal: NcursesTerminal

  init() throws {
    wire = try PseudoTerminal(width: 20, height: 4)
    terminal = try wire.open()
  }

  private func surface(_ lines: String...) -> Surface {
    var surface = Surface(size: terminal.size)
    for (y, line) in lines.enumerated() { surface.draw(line, at: Point(x: 0, y: y)) }
    return surface
  }

  @Test func `it knows what it is`() {
    #expect(terminal.size == Size(width: 20, height: 4))
    #expect(terminal.colors == 256)
    #expect(terminal.type == "xterm-256color")
  }

  @Test func `a surface arrives, and again nothing does`() {
    // Given a surface with a wide character and a style
    var surface = surface("plain", "漢字 wide")
    surface.draw(
      "red", at: Point(x: 0, y: 2), style: Style(foreground: .palette(9), attributes: .bold))
    // When it is shown
    terminal.present(surface)
    // Then all of it is sent
    let sent = wire.sent()
    for text in ["plain", "漢字 wide", "\u{1B}[91mred"] { #expect(sent.contains(text)) }
    // And nothing when it is shown again
    terminal.present(surface)
    #expect(wire.sent() == "")
    // Even if something else was shown that looks the same
    surface.cursor = Point(x: 99, y: 99)
    terminal.present(surface)
    #expect(wire.sent() == "")
  }

  @Test func `one changed cell sends a few bytes`() {
    terminal.present(surface("one", "two", "three"))
    _ = wire.sent()
    terminal.present(surface("one", "twx", "three"))
    let sent = wire.sent()
    #expect(sent.contains("x") && sent.utf8.count < 16)
  }

  @Test func `a terminal that does not read is one frame behind, and catches up`() {
    // Given more frames than a terminal that does not read has room for
    let frames = (1...2000).map { number in
      surface("frame \(number)", "\(number * 7919)", "\(number * 104_729)")
    }
    // When they are shown, which waits for nothing
    for frame in frames { terminal.present(frame) }
    // Then it gets as much as it had room for, and after that only the last one
    var sent = ""
    while !sent.contains("\(2000 * 104_729)") {
      sent += wire.sent()
      _ = terminal.waitForEvents(timeout: 10)
    }
    #expect(sent.utf8.count < 40_000)
    // And the next frame goes out at once
    terminal.present(surface("on time"))
    #expect(wire.sent().contains("on time"))
  }

  @Test func `a redraw sends everything`() {
    let surface = surface("everything")
    terminal.present(surface)
    _ = wire.sent()
    terminal.redraw()
    terminal.present(surface)
    #expect(wire.sent().contains("everything"))
  }

  @Test func `keys arrive as events`() {
    wire.type("jé\u{1B}OA\u{1B}[1;5C\u{1B}[200~p\u{1B}[201~")
    #expect(
      terminal.waitForEvents(timeout: 60_000) == [
        .key(.character("j")), .key(.character("é")), .key(.up), .key(.controlRight), .paste("p"),
      ])
    #expect(terminal.waitForEvents(timeout: 0) == [])
  }

  @Test func `a key in a paste stays text, and what the mouse sends is no key`() {
    wire.type("\u{1B}[200~a\u{1B}OAb\u{1B}[201~\u{1B}[M dQ\u{1B}[<0;68;10Mj")
    #expect(
      terminal.waitForEvents(timeout: 60_000) == [.paste("a\u{1B}OAb"), .key(.character("j"))])
  }

  @Test func `Esc is Esc when nothing follows`() {
    wire.type("\u{1B}")
    #expect(terminal.waitForEvents(timeout: 60_000) == [.key(.escape)])
  }

  @Test func `reports that another program left on are switched off, at start and afterwards`() {
    let off = [9, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016].map { "\u{1B}[?\($0)l" }
    let start = wire.sent()
    #expect(off.allSatisfy { start.contains($0) })
    terminal.handOver { _ = wire.sent() }
    let back = wire.sent()
    #expect(off.allSatisfy { back.contains($0) })
  }

  @Test func `signals arrive as events`() {
    kill(getpid(), SIGTERM)
    #expect(terminal.waitForEvents(timeout: 60_000) == [.terminate])
    kill(getpid(), SIGHUP)
    #expect(terminal.waitForEvents(timeout: 60_000) == [.hangUp])
  }

  @Test func `another size arrives as an event`() {
    wire.resize(width: 30, height: 5)
    kill(getpid(), SIGWINCH)
    #expect(terminal.waitForEvents(timeout: 60_000) == [.resize(Size(width: 30, height: 5))])
    #expect(terminal.size == Size(width: 30, height: 5))
  }

  @Test func `a copy goes out beside the screen`() {
    #expect(terminal.copy("foo"))
    #expect(wire.sent().contains("\u{1B}]52;c;Zm9v\u{7}"))
  }

  @Test func `another program gets the terminal as it was`() {
    terminal.present(surface("before"))
    _ = wire.sent()
    var lent = ""
    terminal.handOver {
      #expect(wire.hasOriginalModes)
      lent = wire.sent()
    }
    #expect(!wire.hasOriginalModes)
    #expect(lent.contains("\u{1B}[?2004l") && lent.contains("\u{1B}[?1049l"))
    let back = wire.sent()
    #expect(back.contains("\u{1B}[?1049h") && back.contains("before"))
  }

  @Test func `closing restores the terminal, once`() {
    #expect(!wire.hasOriginalModes)
    terminal.close()
    #expect(wire.hasOriginalModes)
    #expect(wire.sent().contains("\u{1B}[?1049l"))
    terminal.close()
    terminal.present(surface("late"))
    #expect(wire.sent() == "")
    #expect(terminal.waitForEvents(timeout: nil) == [])
  }

  @Test func `a window of one column or line is left alone until it is larger`() throws {
    terminal.present(surface("before"))
    _ = wire.sent()
    // When the window has shrunk to nothing
    wire.resize(width: 1, height: 1)
    kill(getpid(), SIGWINCH)
    #expect(terminal.waitForEvents(timeout: 60_000) == [.resize(Size(width: 1, height: 1))])
    _ = wire.sent()
    terminal.present(surface("x"))
    #expect(wire.sent() == "")
    // And is there again
    wire.resize(width: 20, height: 4)
    kill(getpid(), SIGWINCH)
    #expect(terminal.waitForEvents(timeout: 60_000) == [.resize(Size(width: 20, height: 4))])
    terminal.present(surface("after"))
    #expect(wire.sent().contains("after"))
  }

  @Test func `a terminal without room or without a cursor is an error, and nothing is sent`() throws
  {
    terminal.close()
    for (width, height) in [(1, 1), (1, 24), (80, 1)] {
      let wire = try PseudoTerminal(width: width, height: height)
      #expect(throws: TerminalError.tooSmall(Size(width: width, height: height))) {
        try wire.open()
      }
      #expect(wire.sent() == "" && wire.hasOriginalModes)
    }
    let wire = try PseudoTerminal(width: 80, height: 24)
    #expect(throws: TerminalError.cannotPlaceCursor("dumb")) { try wire.open(type: "dumb") }
    #expect(wire.sent() == "" && wire.hasOriginalModes)
  }

  @Test func `what is no terminal is an error`() {
    var options = NcursesTerminal.Options()
    options.input = open("/dev/null", O_RDONLY)
    options.output = options.input
    #expect(throws: TerminalError.notATerminal) { try NcursesTerminal.open(options: options) }
    Glibc.close(options.input)
  }
}
