// Where address and key come from, and that they stay together.

import Foundation
import TestSupport
import Testing
import VitallyAPI

@testable import vitty

@Suite struct SettingsTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func environment(_ variables: [String: String], file: String = "") throws
    -> SystemEnvironment
  {
    let path = folder.path + "/vitty"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try file.write(toFile: path + "/config.toml", atomically: true, encoding: .utf8)
    return SystemEnvironment(variables.merging(["XDG_CONFIG_HOME": folder.path]) { $1 })
  }

  private let file = """
    [profiles.acme]
    subdomain = "acme"
    api_key_command = "echo sk_of_acme"
    page_size = 50
    """

  @Test func `the environment alone is enough`() throws {
    let environment = try environment([
      "VITALLY_API_KEY": "sk", "VITALLY_SUBDOMAIN": "https://northwind.vitally.io/",
      "VITALLY_REGION": "EU",
    ])
    let settings = try Settings.load(profile: nil, readOnly: true, environment)
    #expect(settings.address.base == "https://rest.vitally-eu.io")
    #expect(settings.folderName == "default@northwind.rest.vitally-eu.io")
    #expect(settings.isReadOnly && settings.pageSize == 100)
  }

  @Test func `the only profile is opened without being named, in its own folder`() throws {
    let unnamed = try Settings.load(profile: nil, readOnly: false, environment([:], file: file))
    let named = try Settings.load(profile: "acme", readOnly: false, environment([:], file: file))
    #expect(unnamed.folderName == "acme@acme.rest.vitally.io")
    #expect(named.folderName == unnamed.folderName)
    #expect(unnamed.pageSize == 50)
  }

  @Test func `the template of new notes is for all profiles, and none if it is empty`() throws {
    for (text, name) in [("check-in", "check-in"), ("", nil)] {
      let file = file + "\n[notes]\ntemplate = \"\(text)\"\n"
      let settings = try Settings.load(profile: nil, readOnly: false, environment([:], file: file))
      #expect(settings.noteTemplate == name)
    }
  }

  @Test func `changes are held for five seconds unless the file says otherwise`() throws {
    for (text, seconds) in [("", 5), ("hold_seconds = 0\n", 0), ("hold_seconds = 20\n", 20)] {
      let environment = try environment([:], file: text + file)
      let settings = try Settings.load(profile: nil, readOnly: false, environment)
      #expect(settings.holdSeconds == Double(seconds))
    }
    let environment = try environment([:], file: "hold_seconds = -1\n" + file)
    #expect {
      try Settings.load(profile: nil, readOnly: false, environment)
    } throws: { "\($0)".contains("must be from 0 to 600") }
  }

  @Test func `the first screen is for all profiles, and must be one that there is`() throws {
    for (text, start) in [("today", Settings.Start.today), ("accounts", .accounts)] {
      let file = "start = \"\(text)\"\n" + file
      let settings = try Settings.load(profile: nil, readOnly: false, environment([:], file: file))
      #expect(settings.start == start)
    }
    let none = try Settings.load(profile: nil, readOnly: false, environment([:], file: file))
    #expect(none.start == nil)
    let error = try #require(throws: SettingsError.self) {
      let file = "start = \"inbox\"\n" + file
      _ = try Settings.load(profile: nil, readOnly: false, environment([:], file: file))
    }
    #expect(error.description == "start is “inbox” in config.toml, but must be accounts or today.")
  }

  @Test func `what is offered once is not offered again`() {
    #expect(OneTimeOffer.today.isDue(in: folder.path))
    #expect(!OneTimeOffer.today.isDue(in: folder.path))
    #expect(!OneTimeOffer.today.isDue(in: folder.path + "/missing"))
  }

  @Test func `the path of ca_file begins at home or beside the configuration`() {
    let paths = ["~/ca.pem", "ca.pem", "/ca.pem", ""].map { path in
      ProfileSettings(caFile: path).caPath(home: "/home/dana", folder: "/config")
    }
    #expect(paths == ["/home/dana/ca.pem", "/config/ca.pem", "/ca.pem", nil])
  }

  @Test func `a profile that is named keeps its address from the environment's key`() throws {
    // Given another workspace in the environment
    let environment = try environment(
      ["VITALLY_BASE_URL": "https://elsewhere.example", "VITALLY_API_KEY": "sk_of_elsewhere"],
      file: file)

    // When the profile is named
    let named = try Settings.load(profile: "acme", readOnly: false, environment)

    // Then nothing of the environment's workspace is used
    #expect(named.address.base == "https://acme.rest.vitally.io")

    // And without a name it is the environment's workspace
    let unnamed = try Settings.load(profile: nil, readOnly: false, environment)
    #expect(unnamed.address.base == "https://elsewhere.example")
  }

  @Test func `deleting is off unless the profile allows it`() throws {
    let off = try Settings.load(profile: nil, readOnly: false, environment([:], file: file))
    let allowing = file + "\nallow_delete = true\n"
    let on = try Settings.load(profile: nil, readOnly: false, environment([:], file: allowing))
    #expect(!off.allowsDeletion && on.allowsDeletion)
  }

  @Test func `without any key the first steps are told`() throws {
    #expect {
      try Settings.load(profile: nil, readOnly: false, environment([:]))
    } throws: { error in
      let lines = "\(error)".split(separator: "\n")
      return lines.count == 4 && "\(error)".contains("vitty demo")
    }
  }
}
