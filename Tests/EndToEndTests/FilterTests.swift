// A list is filtered by fields, traits and linked records while one types.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct FilterTests {
    @Test func `Customers at risk are found by their traits, and the filter goes with Esc`() throws
    {
      // Given accounts, of which one is at risk and worth looking after
      let world = try World()
      let risky = try world.add(
        "accounts",
        [
          "name": "Aardvark Shipping", "healthScore": 2.5, "mrr": 9000,
          "traits": ["renewalRisk": "high", "plan": "enterprise"],
        ])
      try world.add(
        "accounts",
        [
          "name": "Abacus Logistics", "healthScore": 9, "mrr": 9000,
          "traits": ["renewalRisk": "high"],
        ])
      try world.add("accounts", ["name": "Acorn Freight", "healthScore": 2, "mrr": 10])
      try world.add("tasks", ["name": "Call the harbour", "accountId": risky])
      let vitty = try world.open()
      try vitty.see("  synced ")

      // When the user types what is meant by that
      try vitty.press("/")
      try vitty.type("health<4 mrr>=5k renewalrisk:high")

      // Then one account is listed, and the header says why.
      try vitty.see("Accounts  1/1  [health<4 mrr>=5k ")
      try vitty.see("Aardvark Shipping")
      try vitty.press("Enter")
      try vitty.seeSelected("Aardvark Shipping")

      // When Esc clears the filter, then the account stays selected among all.
      try vitty.press("Escape")
      try vitty.seeNot("[health<4")
      try vitty.seeSelected("Aardvark Shipping")

      // When the tasks of such accounts are asked for
      try vitty.press("g", "t")
      try vitty.see(" Tasks  1/")
      try vitty.press("/")
      try vitty.type("account.plan:enterprise account.health<4")
      try vitty.see("Tasks  1/1 ")
      try vitty.press("Enter")
      try vitty.seeSelected("Call the harbour")
    }

    @Test func `What is listed is saved as a view, and a key opens it after a restart`() throws {
      // Given an account that others don't look after
      let world = try World()
      try world.configure("[profiles.work]\nme = \"dana@vitty.example\"\n")
      try world.add("accounts", ["name": "Aardvark Shipping", "healthScore": 2.5, "mrr": 9000])
      try world.add("accounts", ["name": "Abacus Logistics", "healthScore": 2, "mrr": 10])
      var vitty = try world.open()
      try vitty.see("  synced ")

      // When a filter with an order is saved under a name
      try vitty.press("/")
      try vitty.type("aa or abac")
      try vitty.see("[aa or abac]")
      try vitty.press("Enter", "s")
      try vitty.see("Sort accounts by")
      try vitty.type("mrr")
      try vitty.press("Enter", "z", "s")
      try vitty.see("name:")
      try vitty.type("two of them")
      try vitty.press("Enter")
      try vitty.see("Saved as “two of them”. g8 opens it.")
      try vitty.press("g", "v")
      try vitty.seeLine("8", "two of them", "Accounts", "2", "(aa or abac) sort:-mrr")
      try vitty.press("G", "K")
      try vitty.seeLine("7", "two of them")
      let process = try vitty.processID()
      try vitty.press("Q")
      try eventually("the end of the program") { !Shell.isRunning(process) }

      // Then it is there the next time, under its new number.
      vitty = try world.open()
      try vitty.see("  synced ")
      try vitty.press("g", "7")
      try vitty.see("Accounts  1/2  [two of them]")
      try vitty.seeSelected("Aardvark Shipping")
      let file = try FileManager.default.subpathsOfDirectory(atPath: world.home + "/state")
        .filter { $0.hasSuffix("/views.toml") }
      #expect(file.count == 1)
    }

    @Test func `A filter that is typed while a sweep runs says so, and stays when that has ended`()
      throws
    {
      // Given a server that takes two seconds for a page of five accounts
      let world = try World()
      try world.configure("[profiles.work]\npage_size = 5\n")
      try world.add("accounts", ["name": "Zebra Yard", "mrr": 10])
      world.server.set(.fail(.slow(milliseconds: 2000), matching: "GET /resources/accounts"))
      let vitty = try world.open()
      try vitty.see("Zebra Yard")

      // When the user types a filter, then it is answered from what is here.
      try vitty.press("/")
      try vitty.type("zebra mrr<20")
      try vitty.see("Accounts  1/1 of ?  [zebra mrr<20]")
      try vitty.seeLine("Zebra Yard")
      try vitty.press("Enter")

      // When everything has come in, then the count is final.
      world.server.clearScenarios()
      try vitty.see("Accounts  1/1  [zebra mrr<20]")
      try vitty.seeSelected("Zebra Yard")
    }

    @Test func `What is wrong is said at once, and the list keeps the filter before`() throws {
      let world = try World()
      try world.add("accounts", ["name": "Aardvark Shipping", "mrr": 9000])
      let vitty = try world.open()
      try vitty.see("  synced ")
      try vitty.press("/")
      try vitty.type("aardvark mmr>5k")
      try vitty.see("accounts have no field “mmr”; did you mean mrr?")
      try vitty.press("Enter")
      try vitty.see("did you mean mrr?")

      // When it is put right
      try vitty.press("BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace")
      try vitty.type("mrr>5k")
      try vitty.see("Accounts  1/1  [aardvark mrr>5k]")
      try vitty.press("Enter")
      try vitty.seeSelected("Aardvark Shipping")
    }
  }
}
