// What the program needs to start: a key, folders, room on the disk, a terminal. Where something is
// missing, one sentence says what.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct StartTests {
    // MARK: The command for the key

    /// A world whose key is given by a command.
    private static func world(key command: String) throws -> World {
      let world = try World()
      try world.configure(
        """
        [profiles.acme]
        base_url = "\(world.server.baseURL)"
        api_key_command = '''\(command)'''
        """)
      world.set("VITALLY_API_KEY", nil)
      world.set("VITALLY_BASE_URL", nil)
      return world
    }

    /// Asks for a passphrase as password managers do, and says whether it has the terminal.
    private static let asking = """
      ps -o pgid=,tpgid= -p $$ > "$HOME/groups"
      stty -echo < /dev/tty; printf 'Passphrase: ' > /dev/tty; read answer < /dev/tty
      stty echo < /dev/tty; echo > /dev/tty; echo "sk_live_$answer"; echo 'login: kim'
      """

    @Test(arguments: [
      "\(World.program)", "sh \"$HOME/start\"", "PS1='shell> ' exec bash --norc --noprofile -i",
    ])
    func `A command that asks for a passphrase has the terminal, and its echo`(
      start: String
    ) throws {
      // Given a command that asks, and a start from a shell, by hand or in a script
      let world = try Self.world(key: Self.asking)
      try "#!/bin/sh\n\(World.program)\n".write(
        toFile: world.home + "/start", atomically: true, encoding: .utf8)
      let vitty = try world.shell(start)
      if start.contains("PS1") {
        try vitty.see("shell>")
        try vitty.type(World.program + "\r")
      }

      // When the user answers
      try vitty.see("Passphrase:")
      try vitty.type("demo")
      #expect(!vitty.screen.contains("demo"))
      try vitty.press("Enter")

      // Then the program has the key, and the answer was never on screen.
      try vitty.see("  synced ")
      let groups = try String(contentsOfFile: world.home + "/groups", encoding: .utf8)
        .split(separator: " ").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      #expect(groups.count == 2 && groups[0] == groups[1])
    }

    @Test(arguments: [nil, SIGTERM])
    func `Who ends the program at a command for the key has echo again`(signal: Int32?) throws {
      // Given a command that has switched echo off
      let world = try Self.world(
        key: """
          stty -echo < /dev/tty; echo $PPID > "$HOME/id"; echo ASKING > /dev/tty
          read answer < /dev/tty
          """)
      let terminal = try world.shell(
        "trap : INT; stty -a > before; \(World.program); stty -a > after; echo back in the shell; exec cat"
      )
      try terminal.see("ASKING")

      // When the user gives up, or the program is asked to end
      if let signal {
        let id = try String(contentsOfFile: world.home + "/id", encoding: .utf8)
        kill(try #require(pid_t(id.trimmingCharacters(in: .whitespacesAndNewlines))), signal)
      } else {
        try terminal.press("C-c")
      }

      // Then the terminal is as before, and Ctrl-C is told in one sentence.
      try terminal.see("back in the shell")
      if signal == nil {
        #expect(terminal.screen.contains("api_key_command was interrupted."))
      }
      let modes = try ["before", "after"].map {
        try String(contentsOfFile: world.home + "/" + $0, encoding: .utf8)
      }
      #expect(modes[0] == modes[1])
    }

    // MARK: Folders

    @Test func `A folder that others can write is the user's alone again, and that is said`() throws
    {
      // Given the files of an earlier run, open to all
      let world = try World()
      try world.fillCache()
      let folder = try world.workspaceFolder()
      chmod(folder, 0o777)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      for name in names { chmod(folder + "/" + name, 0o666) }

      // When the program starts, then it says so, and they are not any more.
      let vitty = try world.open()
      try vitty.see("could access the files of this workspace")
      #expect(try World.rights(of: folder) == 0o700)
      for name in names where !["bell", "place.json"].contains(name) {
        #expect(try World.rights(of: folder + "/" + name) == 0o600, "\(name)")
      }
    }

    @Test func `A log that is a link to another file is not written to`() throws {
      // Given a link that somebody has put in place of the log
      let world = try World()
      try world.fillCache()
      let log = try world.workspaceFolder() + "/vitty.log"
      let victim = world.home + "/victim"
      try "mine".write(toFile: victim, atomically: true, encoding: .utf8)
      unlink(log)
      symlink(victim, log)

      // When the program starts, then it does not, says why, and leaves the other file alone.
      let end = try world.run()
      #expect(end.status == 1)
      #expect(end.output.contains(log))
      #expect(Self.isOneLine(end.output))
      #expect(try String(contentsOfFile: victim, encoding: .utf8) == "mine")
    }

    @Test(arguments: [
      (["HOME": "/nowhere"], ["/nowhere", "HOME"]), (["HOME": "home"], ["home", "HOME"]),
      (["HOME": "/etc/passwd"], ["/etc/passwd", "HOME"]),
      (["XDG_STATE_HOME": "/etc/passwd"], ["/etc/passwd", "XDG_STATE_HOME"]),
      (["XDG_STATE_HOME": "a\nb"], ["XDG_STATE_HOME"]),
      (["XDG_STATE_HOME": "/proc/nowhere"], ["/proc/nowhere", "XDG_STATE_HOME"]),
      (["XDG_CONFIG_HOME": "/etc/passwd"], ["/etc/passwd", "XDG_CONFIG_HOME"]),
      (["XDG_CONFIG_HOME": "a"], ["XDG_CONFIG_HOME"]),
    ])
    func `A folder that can't be used is told in one sentence with the variable`(
      variables: [String: String], words: [String]
    ) throws {
      let world = try World()
      if variables["HOME"] != nil {
        world.set("XDG_STATE_HOME", nil)
        world.set("XDG_CONFIG_HOME", nil)
      }
      for (name, value) in variables { world.set(name, value) }

      let end = try world.run()

      #expect(end.status == 1)
      #expect(Self.isOneLine(end.output), "\(end.output)")
      for word in words { #expect(end.output.contains(word), "\(end.output)") }
    }

    @Test func `A demo whose temporary folder can't be used says so in one sentence`() throws {
      let world = try World()
      world.set("TMPDIR", "/proc/nowhere")

      let end = try world.run("demo")

      #expect(end.status == 1)
      #expect(Self.isOneLine(end.output) && end.output.contains("TMPDIR"), "\(end.output)")
    }

    @Test func `Where nothing can be written any more one sentence says so, with the path`() throws
    {
      // Given a disk that takes names, but no bytes
      let world = try World()
      let terminal = try world.shell(
        "trap '' XFSZ; ulimit -f 0; \(World.program) 2>&1 | cat; echo ended; exec cat")

      // Then the program ends with one sentence.
      try terminal.see("ended")
      let said = terminal.screen.replacing("\n", with: "").components(separatedBy: "ended")[0]
      #expect(said.hasPrefix("Error: ") && said.contains(world.home), "\(said)")
      #expect(!said.contains("StoreError") && !said.contains("Domain"), "\(said)")
    }

    private static func isOneLine(_ text: String) -> Bool {
      text.trimmingCharacters(in: .newlines).split(separator: "\n").count == 1
    }

    // MARK: The terminal

    @Test(arguments: ["dumb", "vt100"])
    func `A terminal that can't place the cursor gets one sentence`(type: String) throws {
      // Given a shell in a terminal of a type
      let world = try World()
      let terminal = try world.shell(
        "echo in the shell; TERM=\(type) \(World.program); echo status $?; exec cat")

      // Then the program says what is wrong and nothing else, or runs where nothing is.
      guard type == "dumb" else { return try terminal.see("  synced ") }
      try terminal.see("status 1")
      let lines = terminal.screen.split(separator: "\n")
      #expect(lines.first == "in the shell")
      #expect(lines.contains { $0.hasPrefix("Error: A terminal of type \"dumb\"") })
      #expect(lines.count <= 4, "\(terminal.screen)")
    }

    @Test func `A window without room gets one sentence`() throws {
      // Given a terminal of one column and one line
      let world = try World()
      let terminal = try world.shell(
        "stty cols 1 rows 1; \(World.program) 2> said; echo status $? >> said; exec cat")

      // Then the program ends at once, and has drawn nothing.
      let path = world.home + "/said"
      try eventually("the end of the program", screen: terminal.screen) {
        try String(contentsOfFile: path, encoding: .utf8).contains("status")
      }
      let said = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(
        said == ["Error: The window is only 1x1: make it larger and start again.", "status 1"])
      #expect(terminal.screen.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty)
    }

    // MARK: Demos

    @Test func `A demo that was killed leaves nothing once the next one has started`() throws {
      // Given a demo that was killed, and one that runs
      let world = try World()
      let temporary = world.home + "/tmp"
      try FileManager.default.createDirectory(
        atPath: temporary, withIntermediateDirectories: true)
      world.set("TMPDIR", temporary)
      let folders = { try FileManager.default.contentsOfDirectory(atPath: temporary) }
      let killed = try world.shell("exec \(World.program) demo --accounts 5")
      try killed.see("  synced ")
      let dead = try #require(folders().first)
      let process = try killed.processID()
      kill(process, SIGKILL)
      try eventually("the end of the program") { !Shell.isRunning(process) }
      #expect(try folders() == [dead])

      // When others start, then its folder is gone, and theirs are not.
      let first = try world.shell("exec \(World.program) demo --accounts 5")
      try first.see("  synced ")
      #expect(try folders().count == 1 && folders() != [dead])
      let second = try world.shell("exec \(World.program) demo --accounts 5")
      try second.see("  synced ")
      #expect(try folders().count == 2)

      // When they end, then nothing is left.
      try world.leave(first)
      try world.leave(second)
      #expect(try folders().isEmpty)
    }
  }
}

extension World {
  /// The folder of the only workspace.
  fileprivate func workspaceFolder() throws -> String {
    let state = home + "/state/vitty"
    let names = try FileManager.default.contentsOfDirectory(atPath: state)
    return state + "/" + (try #require(names.first))
  }

  fileprivate static func rights(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
