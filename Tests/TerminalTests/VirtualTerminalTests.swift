// The device of tests behaves as a real one would.

import Terminal
import Testing

@Suite struct VirtualTerminalTests {
  private let terminal = VirtualTerminal(size: Size(width: 4, height: 1))

  @Test func `all events that wait come at once`() {
    terminal.send([.key(.enter)])
    terminal.send([.paste("x")])
    #expect(terminal.waitForEvents(timeout: nil) == [.key(.enter), .paste("x")])
    #expect(terminal.waitForEvents(timeout: nil) == [])
  }

  @Test func `a resize changes the size and is reported`() {
    terminal.resize(to: Size(width: 9, height: 3))
    #expect(terminal.size == Size(width: 9, height: 3))
    #expect(terminal.waitForEvents(timeout: 0) == [.resize(Size(width: 9, height: 3))])
  }

  @Test func `an equal surface is not shown again`() {
    var surface = Surface(size: terminal.size)
    terminal.present(surface)
    terminal.present(surface)
    surface.draw("a", at: Point(x: 0, y: 0))
    terminal.present(surface)
    #expect(terminal.presented.count == 2)
    #expect(terminal.last?.text() == ["a   "])
  }

  @Test func `texts for the clipboard are kept unless they are too long`() {
    #expect(terminal.copy("one"))
    #expect(!terminal.copy(String(repeating: "a", count: 80_000)))
    #expect(terminal.copied == ["one"])
  }

  @Test func `another thread wakes it`() async throws {
    // Given a terminal that waits on a pipe
    let pipe = try WakePipe()
    let waiting = VirtualTerminal(
      size: Size(width: 1, height: 1), wakeDescriptor: pipe.descriptor)
    // When a task wakes it
    let task = Task.detached { pipe.wake() }
    // Then the wait ends, and the next one finds nothing
    #expect(waiting.waitForEvents(timeout: 60_000) == [.wake])
    await task.value
    #expect(waiting.waitForEvents(timeout: 0) == [])
  }
}
