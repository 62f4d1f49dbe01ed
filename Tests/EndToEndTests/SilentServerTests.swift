// A server that says nothing at all, or only that it wants to be left alone.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct SilentServerTests {
    /// How the program is asked to end.
    enum WayOut: CaseIterable {
      case key
      case signal
    }

    /// What the program may take to end, in seconds. That is 0.3 on a machine that does nothing
    /// else; a wait for the server takes longer than this.
    private static let patience = 0.6

    @Test(arguments: WayOut.allCases)
    func `With requests that nobody answers, the end is at once`(_ way: WayOut) throws {
      try expectEnd(way) {
        // Given a program with reads and a change under way to a server that never answers
        let world = try World()
        // A change that is held back does not wait for it either
        try world.configure("", hold: way == .key ? 600 : 0)
        _ = try world.addTask("Call the harbour")
        try world.fillCache()
        world.server.set(.fail(.slow(milliseconds: 600_000)))
        let vitty = try world.open()
        try vitty.press("g", "t")
        try vitty.seeSelected("Call the harbour")
        try vitty.press("d")
        try vitty.see("out 1")
        // When it is asked to end, then it does not wait.
        return (world, vitty)
      }
    }

    @Test(arguments: WayOut.allCases)
    func `With connections that nobody takes, the end is at once`(_ way: WayOut) throws {
      // Given a server that does not even answer a SYN: its queue is full
      let hole = try BlackHole()
      try expectEnd(way) {
        let world = try World()
        world.set("VITALLY_BASE_URL", "http://127.0.0.1:\(hole.port)")
        let vitty = try world.open()
        try vitty.see("loading")
        // When it is asked to end, then it does not wait.
        return (world, vitty)
      }
    }

    @Test func `Until when the server wants to be left alone is on the screen`() throws {
      let world = try World()
      world.server.set(.fail(.status(429, retryAfter: "120"), times: 1))
      let vitty = try world.open()
      try vitty.see("rate limit is reached: vitty continues at ")
      try vitty.see("waits until ")
    }

    /// Expects that the program ends soon. A machine that is busy just then may try it again.
    private func expectEnd(_ way: WayOut, of start: () throws -> (World, Tmux)) throws {
      var seconds: [Double] = []
      repeat {
        let (world, vitty) = try start()
        seconds.append(try secondsToEnd(of: vitty, way))
        withExtendedLifetime(world) {}
      } while seconds.count < 3 && seconds.allSatisfy { $0 >= Self.patience }
      #expect(seconds.contains { $0 < Self.patience }, "\(seconds) seconds")
    }

    private func secondsToEnd(of vitty: Tmux, _ way: WayOut) throws -> Double {
      let process = try vitty.processID()
      let start = ContinuousClock.now
      switch way {
      case .key: try vitty.press("Q")
      case .signal: kill(process, SIGTERM)
      }
      let deadline = start + .seconds(15)
      while Shell.isRunning(process), ContinuousClock.now < deadline { usleep(2000) }
      return (ContinuousClock.now - start) / .seconds(1)
    }
  }
}

/// A port at which connections are neither taken nor refused.
private final class BlackHole {
  let port: UInt16
  private var sockets: [Int32] = []

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listener, $0, size)
        _ = listen(listener, 0)
        _ = getsockname(listener, $0, &size)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    sockets = [listener]
    // The queue takes one connection more than it says; the next ones wait for ever.
    for _ in 0..<3 {
      let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
      withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(client, $0, size) }
      }
      sockets.append(client)
    }
    try #require(port > 0)
  }

  deinit { for socket in sockets { close(socket) } }
}
