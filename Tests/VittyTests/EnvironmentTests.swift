// What HOME and the other variables of folders may hold.

import Foundation
import TestSupport
import Testing

@testable import vitty

@Suite struct EnvironmentTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func state(_ variables: [String: String]) throws(SettingsError) -> String {
    try SystemEnvironment(variables).stateFolder().path
  }

  private func refusal(_ variables: [String: String]) -> String? {
    do {
      _ = try state(variables)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `the state lies in XDG_STATE_HOME, else in the home`() throws {
    #expect(try state(["XDG_STATE_HOME": "/x/y"]) == "/x/y/vitty")
    #expect(try state(["HOME": folder.path]) == folder.path + "/.local/state/vitty")
    #expect(
      try state(["HOME": folder.path, "XDG_STATE_HOME": ""])
        == folder.path + "/.local/state/vitty")
    // Without HOME the system knows where the user is at home
    #expect(try state([:]).hasSuffix("/.local/state/vitty"))
  }

  @Test func `what is no path of a folder is told with the variable`() throws {
    let file = folder.path + "/file"
    try "".write(toFile: file, atomically: true, encoding: .utf8)
    let cases = [
      (["HOME": "home"], "HOME is “home”, but must be a path that starts with a slash."),
      (
        ["HOME": "/nowhere"],
        "The home /nowhere can't be used (no such file or directory): set HOME to your home folder."
      ),
      (["HOME": file], "The home \(file) is not a folder: set HOME to your home folder."),
      (
        ["XDG_STATE_HOME": "a/b"],
        "XDG_STATE_HOME is “a/b”, but must be a path that starts with a slash."
      ),
      (
        ["XDG_STATE_HOME": "/a\n/b"],
        "XDG_STATE_HOME contains a line break or another control character: set it to the path of a "
          + "folder."
      ),
    ]
    for (variables, sentence) in cases { #expect(refusal(variables) == sentence) }
  }

  @Test(arguments: ["config.toml", "."])
  func `a configuration that others can write is refused, for it names a command`(name: String)
    throws
  {
    try #"profile = "a""#.write(
      toFile: folder.path + "/config.toml", atomically: true, encoding: .utf8)
    let place = SystemEnvironment.Place(path: folder.path, variable: "XDG_CONFIG_HOME")
    #expect(try ConfigurationFile.load(in: place).profile == "a")
    chmod(folder.path + "/" + name, 0o777)
    #expect {
      try ConfigurationFile.load(in: place)
    } throws: {
      "\($0)".contains("chmod o-w")
    }
  }
}
