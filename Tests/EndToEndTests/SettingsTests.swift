// What the user sets, and what becomes of the key.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct SettingsTests {
    @Test func `Without a key four lines say how to begin`() throws {
      let world = try World()
      world.set("VITALLY_API_KEY", nil)

      let end = try world.run()

      #expect(end.status != 0)
      #expect(end.output.split(separator: "\n", omittingEmptySubsequences: false).count == 5)
      #expect(end.output.contains("VITALLY_API_KEY"))
      #expect(end.output.contains("vitty demo"))
      #expect(world.server.hitCount() == 0)
    }

    @Test(arguments: [
      ("[profiles.work]\n\npage_size 5\n", "config.toml, line 3: "),
      ("[profiles.work]\npage_size = 500\n", "page_size is 500"),
      ("[profiles.work]\npagesize = 5\n", "there is no setting “pagesize”"),
      (
        "[profiles.work]\npage_size = \"many\"\n",
        "line 2: “page_size” has the wrong type"
      ),
    ])
    func `A mistake in config.toml is told in one sentence`(text: String, says: String) throws {
      let world = try World()
      try world.writeConfiguration(text)

      let end = try world.run()

      #expect(end.status != 0)
      #expect(end.output.contains(says))
      #expect(end.output.trimmingCharacters(in: .newlines).split(separator: "\n").count == 1)
      #expect(!end.output.contains("DecodingError"))
    }

    @Test func `The key is in no file and on no command line, and the files are private`() throws {
      // Given a key that is nowhere else, and a program that has fetched, changed and failed
      let key = "sk_live_" + UUID().uuidString.lowercased()
      let world = try World(key: key)
      let task = try world.addTask("Call the harbour")
      let vitty = try world.open()
      try vitty.press("g", "t")
      try vitty.seeSelected("Call the harbour")
      try vitty.press("d")
      try eventually("the task on the server", screen: vitty.screen) { try world.isDone(task) }
      world.server.set(.fail(.status(401)))
      try vitty.press("r")
      try vitty.see("rejected the API key")

      // Then no process has it on its command line.
      #expect(try !Shell.commandLines().contains { $0.contains(key) })

      // Then no file holds it, neither as it is nor as it is sent, while it runs and after.
      let secrets = [Data(key.utf8), Data(Data((key + ":").utf8).base64EncodedString().utf8)]
      for isRunning in [true, false] {
        if !isRunning { try world.leave(vitty) }
        let files = try world.files()
        #expect(files.contains { $0.hasSuffix("/cache.db") })
        #expect(files.contains { $0.hasSuffix("/vitty.log") })
        for file in files {
          let data = try Data(contentsOf: URL(fileURLWithPath: file))
          #expect(!secrets.contains { data.range(of: $0) != nil }, "\(file)")
          #expect(try world.permissions(of: file) == 0o600, "\(file)")
        }
      }
      #expect(try world.permissions(of: world.home + "/state/vitty") == 0o700)
    }
  }
}

extension World {
  /// All ordinary files below the home.
  fileprivate func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: home).map { home + "/" + $0 }.filter {
      let kind = try FileManager.default.attributesOfItem(atPath: $0)[.type]
      return kind as? FileAttributeType == .typeRegular
    }
  }

  fileprivate func permissions(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
