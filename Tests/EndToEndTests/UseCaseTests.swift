// What vitty is used for, from the first look at a list to what the server holds at the end.

import Foundation
import Testing
import VitallyDemo

extension Journeys {
  @Suite struct UseCaseTests {
    /// The harbour, for the program of Dana Levi.
    private func harbour() throws -> Harbour {
      let harbour = try Harbour()
      try harbour.world.configure("[profiles.work]\nme = \"dana@vitty.example\"\n")
      return harbour
    }

    /// The program, with everything fetched.
    private func open(_ world: World) throws -> Tmux {
      let vitty = try world.open(width: 116, height: 40)
      try vitty.see("  synced ")
      try world.waitForSweeps()
      return vitty
    }

    @Test func `Customer success: the weakest account is found, followed up and heard`() throws {
      // Given an account that is worse than all others, and an answer of a happy user
      let harbour = try harbour()
      let (world, account) = (harbour.world, harbour.account)
      world.server.edit("accounts", id: account, fields: #"{"healthScore": 0.3}"#)
      let user = try harbour.addUser()
      let other = try world.add("users", ["name": "Ben Mole", "accountIds": [account]])
      try world.add(
        "npsResponses",
        [
          "userId": other, "score": 10, "feedback": "Quick and kind.",
          "respondedAt": "2099-01-01T10:00:00.000Z",
        ])
      let vitty = try open(world)

      // When Dana sorts the accounts by health, then the worst one is the first, and it opens with
      // its health and traits.
      try vitty.sort(by: "Health")
      try vitty.seeSelected("Aardvark Shipping")
      try vitty.seeLine("Aardvark Shipping", "0.3")
      try vitty.press("Enter")
      try vitty.see("> account: Aardvark Shipping")
      try vitty.seeLine("Health", "0.3")
      try vitty.seeLine("Berth", "north")

      // When she plans a call
      let tasks = world.known("tasks")
      try vitty.press("a", "t")
      try vitty.see("New task")
      try vitty.fill("Name", "Ask about the cranes")
      try vitty.fill("Due", "2031-03-02")
      try vitty.save()

      // Then it is her task for this account.
      let task = try world.waitForNew("tasks", since: tasks, screen: vitty.screen)
      #expect(
        try world.held("tasks", task, "name", "dueDate", "accountId", "assignedToId") == """
          {"accountId":"\(account)","assignedToId":"\(try harbour.admin("Dana Levi"))",\
          "dueDate":"2031-03-02","name":"Ask about the cranes"}
          """)

      // When she notes what was said, then the account has both.
      let notes = world.known("notes")
      try vitty.press("a", "n")
      try vitty.see("New note")
      try vitty.fill("Subject", "Check-in")
      try vitty.write("Note", ["Two cranes stand still."])
      try vitty.save()
      let note = try world.waitForNew("notes", since: notes, screen: vitty.screen)
      #expect(
        try world.held("notes", note, "subject", "note", "accountId") == """
          {"accountId":"\(account)","note":"<p>Two cranes stand still.</p>","subject":"Check-in"}
          """)
      try vitty.see("Ask about the cranes")
      try vitty.see("Check-in")

      // When she logs the answer of an unhappy user
      let answers = world.known("npsResponses")
      try vitty.press("a", "s")
      try vitty.see("New NPS response")
      try vitty.fill("Score", "3")
      try vitty.see("detractor")
      try vitty.lookUp("User", "ada@quay", finding: "Ada Quay")
      try vitty.fill("Answered", "now")
      try vitty.write("Feedback", ["Two cranes, for weeks."])
      try vitty.save()

      // Then the server holds it, and the list tells the promoter from the detractor.
      let answer = try world.waitForNew("npsResponses", since: answers, screen: vitty.screen)
      #expect(
        try world.held("npsResponses", answer, "userId", "score", "feedback") == """
          {"feedback":"Two cranes, for weeks.","score":3,"userId":"\(user)"}
          """)
      try vitty.press("g", "s")
      try vitty.seeLine("Ben Mole", "10 promoter", "Quick and kind.")
      try vitty.seeLine("Ada Quay", "3 detractor", "Two cranes, for weeks.")
    }

    @Test func `Onboarding: a new account gets its project, tasks and first call`() throws {
      // Given a custom object, and any account on screen
      let harbour = try harbour()
      let world = harbour.world
      let object = try world.add(
        "customObjects",
        [
          "name": "berth", "label": "Aardvark berths", "writeMode": "writable",
          "customFields": [["path": "depth", "label": "Depth", "type": "number"]],
        ])
      let vitty = try open(world)

      // When Dana adds the account that has signed up
      let accounts = world.known("accounts")
      try vitty.press("a", "a")
      try vitty.see("New account")
      try vitty.fill("Name", "Aardvark Docks")
      try vitty.fill("External ID", "docks-1")
      try vitty.addTrait("Berth", "south")
      try vitty.save()

      // Then the server holds it.
      let account = try world.waitForNew("accounts", since: accounts, screen: vitty.screen)
      #expect(
        try world.held("accounts", account, "name", "externalId", "traits") == """
          {"externalId":"docks-1","name":"Aardvark Docks","traits":{"Berth":"south"}}
          """)

      // When she starts the project from its template
      let projects = world.known("projects")
      try vitty.press("g", "a")
      try vitty.see(" Accounts  ")
      try vitty.show(account)
      try vitty.press("a", "p")
      try vitty.see("New project")
      try vitty.fill("Name", "Docks roll-out")
      try vitty.lookUp("Template", "onb", finding: "Onboarding")
      try vitty.save()
      let project = try world.waitForNew("projects", since: projects, screen: vitty.screen)
      #expect(
        try world.held("projects", project, "name", "accountId") == """
          {"accountId":"\(account)","name":"Docks roll-out"}
          """)

      // And three milestones, each with its day
      var tasks = world.known("tasks")
      let milestones = [
        ("Kick-off", "2031-03-03"), ("First import", "2031-03-10"), ("Go live", "2031-03-31"),
      ]
      for (name, day) in milestones {
        try vitty.press("a", "t")
        try vitty.see("New task")
        try vitty.fill("Name", name)
        try vitty.fill("Due", day)
        try vitty.save()
        let task = try world.waitForNew("tasks", since: tasks, screen: vitty.screen)
        #expect(
          try world.held("tasks", task, "name", "dueDate", "accountId") == """
            {"accountId":"\(account)","dueDate":"\(day)","name":"\(name)"}
            """)
        tasks.insert(task)
      }

      // Then the account shows them in order.
      try vitty.press("4")
      for (name, day) in milestones {
        try vitty.seeLine(name, "\(day.suffix(2).drop { $0 == "0" }) Mar")
      }

      // When somebody of the customer has begun to use the product, with two berths
      let user = try world.add(
        "users",
        [
          "name": "Ada Quay", "email": "ada@quay.example", "accountIds": [account],
          "joinDate": "2021-03-04T00:00:00.000Z", "lastSeenTimestamp": "2021-03-05T09:00:00.000Z",
          "traits": ["Logins": 42],
        ])
      for (name, depth) in [("Berth 7", 9), ("Berth 8", 11)] {
        try world.add(
          "instances",
          [
            "name": name, "customObjectId": object, "customerId": account,
            "customerIds": [account], "traits": ["depth": depth],
          ])
      }

      // Then Dana reads how they are getting on.
      try vitty.press("2", "r")
      try vitty.seeSelected("Ada Quay")
      try vitty.press("Enter")
      try vitty.see("> user: Ada Quay")
      try vitty.seeLine("Joined", "4 Mar 2021")
      try vitty.seeLine("Last seen", "Mar 2021")
      try vitty.seeLine("Logins", "42")
      try vitty.show(object)
      try vitty.seeLine("Berth 7", "Aardvark Docks", "9")
      try vitty.seeLine("Berth 8", "Aardvark Docks", "11")

      // When she logs the first call with the user, then it is held from her to the user.
      let calls = world.known("conversations")
      try vitty.show(user)
      try vitty.press("a", "c")
      try vitty.see("New conversation")
      try vitty.fill("Subject", "Kick-off call")
      try vitty.write("Body", ["The import starts on Monday."])
      try vitty.save()
      let call = try world.waitForNew("conversations", since: calls, screen: vitty.screen)
      #expect(try world.held("conversations", call, "subject") == #"{"subject":"Kick-off call"}"#)
      let sent = try #require(world.bodies("POST /resources/conversations").first)
      #expect(sent.contains("<p>The import starts on Monday.</p>"))
      #expect(sent.contains(try harbour.admin("Dana Levi")) && sent.contains(user))
      #expect(try world.links("conversations", call, "accounts") == [account])
    }

    @Test func `Account health: traits are kept, an escalation is noted, channels are compared`()
      throws
    {
      // Given an account, and two conversations that came in by other ways than all others
      let harbour = try harbour()
      let (world, account) = (harbour.world, harbour.account)
      for (subject, source) in [("Crane outage", "aircall"), ("Crane invoice", "zendesk")] {
        try world.add(
          "conversations",
          ["subject": subject, "externalId": subject, "source": source, "messages": [Any]()])
      }
      let vitty = try open(world)
      try vitty.show(account)

      // When a figure from another system is put in, alone
      try vitty.press("m")
      try vitty.see("Set which field?")
      try vitty.type("cranes")
      try vitty.see("│> Cranes")
      try vitty.press("Enter")
      try vitty.see(" Cranes: Enter saves ")
      try vitty.press("End", "C-u")
      try vitty.type("9\r")
      try world.waitUntil(
        "accounts", account, holds: #"{"traits":{"Berth":"north","Cranes":9}}"#,
        screen: vitty.screen)

      // And others in the form
      try vitty.edit()
      try vitty.fillTrait("Berth", "closed")
      try vitty.addTrait("Risk", "high")
      try vitty.save()

      // Then the server holds them all.
      try world.waitUntil(
        "accounts", account, holds: #"{"traits":{"Berth":"closed","Cranes":9,"Risk":"high"}}"#,
        screen: vitty.screen)
      try vitty.seeLine("Risk", "high")

      // When the escalation is noted, then it is with the account.
      let notes = world.known("notes")
      try vitty.press("a", "n")
      try vitty.see("New note")
      try vitty.fill("Subject", "Escalation: no cranes")
      try vitty.write("Note", ["The board asks for a date."])
      try vitty.save()
      let note = try world.waitForNew("notes", since: notes, screen: vitty.screen)
      #expect(
        try world.held("notes", note, "subject", "note", "accountId") == """
          {"accountId":"\(account)","note":"<p>The board asks for a date.</p>",\
          "subject":"Escalation: no cranes"}
          """)
      try vitty.see("Escalation: no cranes")

      // When the conversations are sorted by where they come from, then each way is together, from
      // either end.
      try vitty.press("g", "c")
      try vitty.see(" Conversations  1/")
      try vitty.sort(by: "Source")
      try vitty.seeSelected("Crane outage")
      try vitty.seeLine("Crane outage", "aircall")
      try vitty.press("S")
      try vitty.press("g", "g")
      try vitty.seeSelected("Crane invoice")
      try vitty.seeLine("Crane invoice", "zendesk")
    }
  }
}

extension Tmux {
  /// Sorts a list by a column, and goes to its top.
  fileprivate func sort(
    by label: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try press("s")
    try see("│> ", sourceLocation: sourceLocation)
    try choose(label.lowercased(), finding: label, sourceLocation: sourceLocation)
    try press("g", "g")
  }
}
