// Folders of demos: those of killed programs go, those of living ones and all else stay.

import Foundation
import TestSupport
import Testing

@testable import vitty

@Suite struct DemoFolderTests {
  private let place: TestFolder
  private var parent: SystemEnvironment.Place {
    SystemEnvironment.Place(path: place.path, variable: "TMPDIR")
  }

  init() throws { place = try TestFolder() }

  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: place.path))
  }

  @Test func `a folder without a living owner goes with the next demo`() throws {
    // Given the folder of a demo that runs, one of a demo that was killed, and others
    let living = try DemoFolder(in: parent)
    let dead = "vitty-demo-" + UUID().uuidString
    for name in [dead, "vitty-demo-notes", "other"] {
      try FileManager.default.createDirectory(
        atPath: place.path + "/" + name + "/inside", withIntermediateDirectories: true)
    }
    // When a demo starts
    let new = try DemoFolder(in: parent)
    // Then only the dead one's has gone
    let names = try names()
    #expect(!names.contains(dead))
    #expect(names.count == 4 && names.isSuperset(of: ["vitty-demo-notes", "other"]))
    #expect(FileManager.default.fileExists(atPath: living.path))
    // When they end, then so have theirs
    living.remove()
    new.remove()
    #expect(try self.names() == ["vitty-demo-notes", "other"])
  }

  @Test func `a temporary folder that can't be used is told with its variable`() {
    let nowhere = SystemEnvironment.Place(path: place.path + "/nowhere", variable: "TMPDIR")
    #expect {
      try DemoFolder(in: nowhere)
    } throws: {
      "\($0)".contains(nowhere.path) && "\($0)".contains("set TMPDIR")
    }
  }
}
