// Folders that others can reach, or in which they have put something.

import Foundation
import Glibc
import TestSupport
import Testing

@testable import vitty

@Suite struct PrivateFolderTests {
  private let place: TestFolder
  /// What is made and looked at.
  private var path: String { place.path + "/state/vitty" }

  init() throws { place = try TestFolder() }

  private func make(_ mode: mode_t = 0o700, files: [String] = []) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for file in files {
      _ = FileManager.default.createFile(atPath: path + "/" + file, contents: Data("x".utf8))
      chmod(path + "/" + file, 0o666)
    }
    chmod(path, mode)
  }

  private func check() throws(SettingsError) -> PrivateFolder {
    var folder = try PrivateFolder(path, variable: "XDG_STATE_HOME")
    try folder.checkFiles()
    return folder
  }

  private func refusal() -> String? {
    do {
      _ = try check()
      return nil
    } catch {
      return error.description
    }
  }

  private func rights(_ file: String = "") -> mode_t {
    var status = stat()
    return lstat(path + file, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func `a folder that is missing is made for the user alone`() throws {
    #expect(try !check().wasOpen)
    #expect(rights() == 0o700)
    #expect(rights("/..") == 0o700)
  }

  @Test func `rights that are too wide are mended`() throws {
    try make(0o777, files: ["local.db", "vitty.log"])
    #expect(try check().wasOpen)
    #expect(rights() == 0o700)
    #expect(rights("/local.db") == 0o600)
    #expect(rights("/vitty.log") == 0o600)
    #expect(try !check().wasOpen)
  }

  @Test(arguments: ["vitty.log", "cache.db", "local.db", "history.db", "lock"])
  func `a link in the folder is refused, and what it leads to stays as it is`(name: String) throws {
    // Given a file of the user's, and a link to it
    let victim = place.path + "/victim"
    try "mine".write(toFile: victim, atomically: true, encoding: .utf8)
    chmod(victim, 0o644)
    try make(0o777)
    symlink(victim, path + "/" + name)
    // When the folder is looked at
    let sentence = try #require(refusal())
    // Then it is refused in one sentence with the path
    #expect(sentence.contains(path + "/" + name) && sentence.contains("link"))
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "mine")
    #expect(
      (try FileManager.default.attributesOfItem(atPath: victim))[.posixPermissions] as? Int == 0o644
    )
  }

  @Test func `the log follows no link either`() throws {
    let victim = place.path + "/victim"
    try "mine".write(toFile: victim, atomically: true, encoding: .utf8)
    try make()
    symlink(victim, path + "/vitty.log")
    #expect {
      try FileLog(folder: path)
    } throws: {
      "\($0)".contains(path + "/vitty.log")
    }
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "mine")
  }

  @Test func `a second name of another file is refused where others could make it`() throws {
    try make(0o777, files: ["vitty.log"])
    link(path + "/vitty.log", place.path + "/victim")
    #expect(refusal()?.contains("hard link") == true)
  }

  @Test func `a pipe or a device in place of the log is not waited for`() throws {
    try make()
    mkfifo(path + "/vitty.log", 0o600)
    #expect(throws: SettingsError.self) { try FileLog(folder: path) }
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
  func `what belongs to somebody else is refused`() throws {
    // Given a file of another user
    try make(files: ["local.db"])
    chown(path + "/local.db", 65534, 65534)
    #expect(refusal()?.contains("\(path)/local.db belongs to nobody") == true)
    // Given a folder of another user
    chown(path + "/local.db", 0, 0)
    chown(path, 65534, 65534)
    #expect(refusal()?.contains("\(path) belongs to nobody") == true)
    // Given a link of another user to a folder of one's own
    chown(path, 0, 0)
    rename(path, path + ".real")
    symlink(path + ".real", path)
    #expect(refusal() == nil)
    lchown(path, 65534, 65534)
    #expect(refusal()?.contains("\(path) belongs to nobody") == true)
  }

  @Test func `a folder on the way that others can write is mended where it is the user's`() throws {
    try make()
    chmod(path + "/..", 0o777)
    #expect(try check().wasOpen)
    #expect(rights("/..") == 0o775)
    // As in /tmp, where nobody can take away what is not theirs
    chmod(path + "/..", 0o1777)
    #expect(try !check().wasOpen)
    #expect(rights("/..") == 0o1777)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
  func `a folder on the way that is everybody's and not the user's is refused`() throws {
    try make()
    chmod(path + "/..", 0o777)
    chown(path + "/..", 65534, 65534)
    #expect(refusal()?.contains("Any user can change what is in \(place.path)/state") == true)
  }

  @Test func `a file in place of the folder is told with its path and the variable`() throws {
    try "".write(toFile: place.path + "/state", atomically: true, encoding: .utf8)
    #expect(
      refusal()
        == "\(place.path)/state can't be created (it is not a folder): set XDG_STATE_HOME to a folder "
        + "of yours.")
  }
}
