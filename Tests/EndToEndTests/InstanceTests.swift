// Instances of custom objects are made, changed and found again, below their object.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct InstanceTests {
    /// A custom object with two traits, in a harbour.
    private func dock(_ harbour: Harbour, mode: String = "writable") throws -> String {
      try harbour.world.add(
        "customObjects",
        [
          "name": "berth", "label": "Aardvark berths", "writeMode": mode,
          "customFields": [
            ["path": "depth", "label": "Depth", "type": "number"],
            ["path": "state", "label": "State of repair", "type": "string"],
          ],
        ])
    }

    private func addInstance(_ harbour: Harbour, of object: String) throws -> String {
      let other = try harbour.world.add("accounts", ["name": "Breakwater Lines"])
      return try harbour.world.add(
        "instances",
        [
          "name": "Berth 7", "customObjectId": object, "customerId": harbour.account,
          "customerIds": [harbour.account, other], "externalId": "berth-7",
          "traits": ["depth": 9, "state": "sound"],
        ])
    }

    @Test func `An instance is made from its object, with its traits`() throws {
      // Given a custom object on screen
      let harbour = try Harbour()
      let (world, object) = (harbour.world, try dock(harbour))
      let vitty = try harbour.open(object)
      let known = world.known("instances")

      // When the user adds an instance and fills in every field
      try vitty.press("a", "x")
      try vitty.see("New instance for Aardvark berths")
      try vitty.fill("Name", "Berth 8")
      try vitty.lookUp("Account", "aardv", finding: "Aardvark Shipping")
      try vitty.lookUp("Organization", "aardv", finding: "Aardvark Group")
      try vitty.lookUp("Owner", "dana", finding: "Dana Levi")
      try vitty.fill("External ID", "berth-8")
      try vitty.fillTrait("Depth", "11.5")
      try vitty.fillTrait("State of repair", "fair")
      try vitty.save()

      // Then the server holds exactly this, once, and the object was named by the path.
      let made = try world.waitForNew("instances", since: known, screen: vitty.screen)
      let held = try world.held(
        "instances", made, "name", "customObjectId", "customerId", "organizationId", "externalId",
        "traits")
      #expect(
        held == """
          {"customerId":"\(harbour.account)","customObjectId":"\(object)",\
          "externalId":"berth-8","name":"Berth 8","organizationId":"\(harbour.group)",\
          "traits":{"depth":11.5,"state":"fair"}}
          """)
      let bodies = world.bodies("POST /resources/customObjects/\(object)/instances")
      #expect(bodies.count == 1 && !bodies.joined().contains("customObjectId"))
      try vitty.see("Berth 8")
    }

    @Test func `From an account the object is looked up, and brings its traits`() throws {
      // Given an account on screen
      let harbour = try Harbour()
      let (world, object) = (harbour.world, try dock(harbour))
      let vitty = try harbour.open()
      let known = world.known("instances")

      // When the user adds an instance and chooses its object
      try vitty.press("a", "x")
      try vitty.see("New instance for Aardvark Shipping")
      try vitty.fill("Name", "Berth 9")
      try vitty.lookUp("Custom object", "aardv", finding: "Aardvark berths")
      try vitty.fillTrait("Depth", "4")
      try vitty.save()

      // Then it is an instance of that object and that account, with an external id of its own.
      let made = try world.waitForNew("instances", since: known, screen: vitty.screen)
      let held = try world.held(
        "instances", made, "name", "customObjectId", "customerId", "traits")
      #expect(
        held == """
          {"customerId":"\(harbour.account)","customObjectId":"\(object)","name":"Berth 9",\
          "traits":{"depth":4}}
          """)
      #expect((try world.record("instances", made)["externalId"] as? String)?.count == 36)
    }

    @Test func `An instance is edited, and its other accounts stay`() throws {
      // Given an instance of two accounts, opened from the list of its object
      let harbour = try Harbour()
      let (world, object) = (harbour.world, try dock(harbour))
      let instance = try addInstance(harbour, of: object)
      let vitty = try harbour.open(object)
      try vitty.see("Berth 7")
      try vitty.press("Enter")
      try vitty.see("State of repair")

      // When the user changes its name and a trait
      try vitty.edit()
      try vitty.see("can't be changed")
      try vitty.fill("Name", "Berth 7a")
      try vitty.fillTrait("State of repair", "worn")
      try vitty.save()

      // Then only that is sent, and the server holds it with both accounts.
      try world.waitUntil(
        "instances", instance,
        holds: #"{"name":"Berth 7a","traits":{"depth":9,"state":"worn"}}"#, screen: vitty.screen)
      #expect(
        world.bodies("PUT /resources/customObjects/\(object)/instances/\(instance)") == [
          #"{"name":"Berth 7a","traits":{"state":"worn"}}"#
        ])
      #expect(try world.links("instances", instance, "customers").count == 2)

      // When a single field is set, then only that is sent.
      try vitty.press("m")
      try vitty.see("Set which field?")
      try vitty.type("depth")
      try vitty.see("│> Depth")
      try vitty.press("Enter")
      try vitty.see(" Depth: Enter saves ")
      try vitty.type("10")
      try vitty.press("Enter")
      try world.waitUntil(
        "instances", instance, holds: #"{"traits":{"depth":10,"state":"worn"}}"#,
        screen: vitty.screen)
    }

    @Test(arguments: [
      Scenario.Fault.dropBeforeApplying, .dropAfterApplying, .failAfterApplying, .truncatedJSON,
    ])
    func `A new instance is there once though its answer was lost`(fault: Scenario.Fault) throws {
      // Given a server whose answer to the next create does not arrive
      let harbour = try Harbour()
      let (world, object) = (harbour.world, try dock(harbour))
      let vitty = try harbour.open(object)
      let known = world.known("instances")
      world.server.set(
        .fail(fault, matching: "POST /resources/customObjects/[^/]*/instances$", times: 1))

      // When the user saves a new instance
      try vitty.press("a", "x")
      try vitty.see("New instance")
      try vitty.fill("Name", "Berth 8")
      try vitty.lookUp("Account", "aardv", finding: "Aardvark Shipping")
      try vitty.press("C-s")

      // Then it is on the server once, and nothing waits or needs attention.
      let made = try world.waitForNew("instances", since: known, screen: vitty.screen)
      try vitty.seeNoForm()
      try vitty.seeNothingWaiting()
      try vitty.seeNot("not saved")
      #expect(world.known("instances") == known.union([made]))
    }

    @Test func `An object that is read-only takes no instances`() throws {
      let harbour = try Harbour()
      let object = try dock(harbour, mode: "readonly")
      let vitty = try harbour.open(object)
      try vitty.press("a", "x")
      try vitty.see("“Aardvark berths” is read-only in Vitally, and so are its instances.")
      try vitty.seeNot("New instance")
      #expect(harbour.world.bodies("POST /resources/customObjects").isEmpty)
    }
  }
}
