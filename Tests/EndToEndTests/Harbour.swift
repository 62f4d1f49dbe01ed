// Where journeys of creating and editing begin: one account with its people and its work.

import Foundation
import Testing
import VitallyDemo

/// A server with a harbour among its accounts.
struct Harbour {
  let world: World
  /// An account of the group.
  let account: String
  /// An organization.
  let group: String

  init(_ world: World? = nil) throws {
    let world = try world ?? World()
    self.world = world
    group = try world.add("organizations", ["name": "Aardvark Group"])
    account = try world.add(
      "accounts",
      [
        "name": "Aardvark Shipping", "organizationId": group,
        "traits": ["Berth": "north", "Cranes": 12],
      ])
  }

  /// A user of the account.
  func addUser() throws -> String {
    try world.add(
      "users",
      [
        "name": "Ada Quay", "email": "ada@quay.example", "accountIds": [account],
        "traits": ["Role": "master", "Radio": "16"],
      ])
  }

  /// A note about the account, with a tag.
  func addNote(_ text: String = "<p>Two cranes stand still.</p>") throws -> String {
    try world.add(
      "notes",
      [
        "subject": "Harbour visit", "note": text, "noteDate": "2026-03-01T14:30:00.000Z",
        "accountId": account, "tags": ["crane"], "traits": ["Weather": "fog", "Tide": "low"],
      ])
  }

  /// A task for the account, with a tag.
  func addTask(_ name: String = "Call the harbour") throws -> String {
    try world.add(
      "tasks",
      [
        "name": name, "dueDate": "2026-03-01", "accountId": account,
        "description": "<p>Ask for the plan.</p>", "assignedToId": try admin("Dana Levi"),
        "tags": ["crane"], "traits": ["Effort": 1.5, "Shift": "early"],
      ])
  }

  /// The id of an admin.
  func admin(_ name: String) throws -> String {
    let admins = world.server.all("admins").compactMap(World.fields)
    let admin = admins.first { $0["name"] as? String == name }
    return try #require(admin?["id"] as? String)
  }

  /// Starts the program, and opens a record in it once everything has been fetched.
  func open(_ id: String? = nil, height: Int = 24) throws -> Tmux {
    let vitty = try world.open(height: height)
    try vitty.see("  synced ")
    try world.waitForSweeps()
    try vitty.show(id ?? account)
    return vitty
  }
}

extension Tmux {
  /// Opens a record by its id.
  func show(_ id: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = title
    try press(":")
    try type("open " + id)
    try see(":open " + id, sourceLocation: sourceLocation)
    try press("Enter")
    try eventually("another record", screen: screen, sourceLocation: sourceLocation) {
      title.contains(": ") && title != before
    }
  }

  /// The left half of the first line, where the name of an opened record is.
  private var title: Substring { header.prefix(40) }

  /// Opens the form for the record at hand, ready to type on at the end of its first field.
  func edit(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try press("e")
    try see(" Edit ", sourceLocation: sourceLocation)
    try press("End")
  }

  /// Marks what a filter finds, which is so many records.
  func mark(
    by filter: String, count: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try press("T")
    try type(filter)
    try press("Enter")
    try see("\(count) marked", sourceLocation: sourceLocation)
  }
}
