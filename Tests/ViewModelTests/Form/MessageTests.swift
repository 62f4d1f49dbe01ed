// Forms that add objects to a list, such as messages to a conversation: groups of rows, of which an
// empty one always stands last.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct MessageTests {
  static let me = Given.record(.admin, "me", ["name": "Robin Vale"])
  static let dana = Given.record(
    .admin, "dana", ["name": "Dana Ek", "email": "dana@vitty.example"])
  static let kim = Given.record(.user, "u1", ["name": "Kim", "email": "kim@nw.example"])
  static let jo = Given.record(.user, "u2", ["name": "Jo", "email": "jo@nw.example"])
  static let account = Given.record(.account, "a1", ["name": "Northwind"])
  static let thread = Given.record(
    .conversation, "c1",
    [
      "subject": "Export limits", "externalId": "thread-88",
      "users": [["id": "u1", "name": "Kim"]],
      "messages": [
        [
          "id": "m1", "externalId": "m-1", "message": "<p>More than 10k rows?</p>",
          "from": ["type": "user", "id": "u1"], "to": [["type": "admin", "id": "me"]],
          "timestamp": "2026-09-04T09:58:00.000Z",
        ]
      ],
    ])
  static let all = [me, dana, kim, jo, account]

  func creating(from parent: Record = account) -> Answering {
    .creating(.conversation, from: parent, among: Self.all.filter { $0.ref != parent.ref })
  }

  /// A program with the form of the conversation on screen, in a new message.
  func adding() -> Answering {
    var program = Answering(Given.app(), [Self.thread] + Self.all)
    program.start()
    program.run(.app(.openView(.conversation)))
    program.run(.record(.addObject))
    program.effects = []
    return program
  }

  func messages(_ change: NewChange) -> [JSONObject] {
    (change.fields["messages"]?.array ?? []).compactMap(\.object)
  }

  // MARK: A new conversation

  @Test func `a conversation is begun with a message from me to the user at hand`() throws {
    // Given a new conversation, begun from a user
    var program = creating(from: Self.kim)
    #expect(try program.shown("messages.0.from") == "admin/me")
    #expect(try program.shown("messages.0.to") == "user/u1")
    #expect(program.app.form?.title == "Kim")

    // When subject and body are typed
    try program.enter("Kick-off call", in: "subject")
    try program.go(to: "messages.0.message")
    program.type("We agreed on May.")

    // Then they are sent with all that the wire needs
    let change = try program.save()
    let id = try #require(change.fields["externalId"]?.text)
    #expect(change.fields["subject"] == "Kick-off call")
    #expect(
      messages(change) == [
        [
          "from": ["type": "admin", "id": "me"], "to": [["type": "user", "id": "u1"]],
          "message": "<p>We agreed on May.</p>", "timestamp": "2026-11-24T09:02:00.000Z",
          "externalId": .string(id + "-1"),
        ]
      ])
  }

  @Test func `who is not known is asked for`() throws {
    var program = creating()
    try program.enter("Kick-off call", in: "subject")
    try program.go(to: "messages.0.message")
    program.type("Hello")
    program.run(.form(.save))
    #expect(program.said == "Not saved yet, 1 to fix. Message 1 To: required")
    #expect(program.submitted.isEmpty)
  }

  @Test func `sender and recipients are looked up among users and team alike`() throws {
    // Given a message from me to nobody yet
    var program = creating()
    try program.go(to: "messages.0.from")
    program.run(.form(.pick))
    guard case .picker(let picker)? = program.app.overlay else {
      Issue.record("no picker")
      return
    }
    #expect(Set(picker.matches.map(\.title)) == ["Kim", "Jo", "Dana Ek", "Robin Vale"])
    #expect(picker.matches.first { $0.title == "Dana Ek" }?.detail == "team member")

    // When a customer's person is the sender, I am the recipient
    program.type("Jo")
    program.run(.dialog(.accept))
    #expect(try program.shown("messages.0.from") == "user/u2")
    #expect(try program.shown("messages.0.to") == "admin/me")

    // Unless somebody else is chosen: that stays
    try program.go(to: "messages.0.to")
    program.run(.editor(.killToStart))
    program.pick("Dana")
    try program.go(to: "messages.0.from")
    program.pick("Kim")
    #expect(try program.shown("messages.0.to") == "admin/dana")
  }

  @Test func `a message needs a body, and the first one is needed`() throws {
    var program = creating(from: Self.kim)
    try program.enter("Kick-off call", in: "subject")
    program.run(.form(.save))
    #expect(program.said == "Not saved yet, 1 to fix. Message 1 Body: required")
  }

  // MARK: Several

  /// A form with two messages.
  func two() throws -> Answering {
    var program = creating(from: Self.kim)
    try program.enter("Kick-off call", in: "subject")
    try program.go(to: "messages.0.message")
    program.type("One")
    try program.go(to: "messages.1.message")
    program.type("Two")
    return program
  }

  @Test func `an empty message stands last, and is not sent`() throws {
    // Given a form with two messages
    var program = try two()
    // Then a third one is there to be typed in, to the same person
    #expect(try program.shown("messages.2.message") == "")
    #expect(try program.shown("messages.2.to") == "user/u1")
    #expect(!program.has("messages.3.message"))
    // And only the two are sent, in their order
    let sent = messages(try program.save())
    #expect(sent.map { $0["message"] } == ["<p>One</p>", "<p>Two</p>"])
    #expect(
      sent.map { $0["timestamp"] } == ["2026-11-24T09:02:00.000Z", "2026-11-24T09:02:00.001Z"])
  }

  @Test func `a message that was emptied goes as soon as one leaves it`() throws {
    var program = try two()
    try program.go(to: "messages.0.message")
    program.run(.editor(.killToStart))
    #expect(try program.shown("messages.1.message") == "Two")
    try program.go(to: "messages.0.externalId")
    program.run(.form(.next))
    #expect(try program.shown("messages.0.message") == "Two")
    #expect(program.app.form?.focusedRow?.path == "messages.0.from")
    #expect(program.has("messages.1.message"))
    #expect(!program.has("messages.2.message"))
    #expect(messages(try program.save()).map { $0["message"] } == ["<p>Two</p>"])
  }

  @Test func `a message moves up and down among the new ones, never below the empty one`() throws {
    var program = try two()
    program.run(.form(.moveObjectDown))
    #expect(try program.shown("messages.1.message") == "Two")
    program.run(.form(.moveObjectUp))
    #expect(try program.shown("messages.0.message") == "Two")
    #expect(program.app.form?.focusedRow?.path == "messages.0.message")
    program.run(.form(.moveObjectUp))
    let sent = messages(try program.save())
    #expect(sent.map { $0["message"] } == ["<p>Two</p>", "<p>One</p>"])
  }

  @Test func `the next message is for whom the one before it was for`() throws {
    var program = try two()
    try program.go(to: "messages.1.to")
    program.pick("Jo")
    #expect(try program.shown("messages.1.to") == "user/u1 user/u2")
    #expect(try program.shown("messages.2.to") == "user/u1 user/u2")
  }

  @Test func `whom a message is from alone makes no message`() throws {
    var program = try two()
    try program.go(to: "messages.2.from")
    program.pick("Jo")
    #expect(!program.has("messages.3.from"))
    #expect(messages(try program.save()).count == 2)
  }

  @Test func `two messages with one external ID are refused at the field`() throws {
    var program = try two()
    try program.enter("m-7", in: "messages.0.externalId")
    try program.enter("m-7", in: "messages.1.externalId")
    program.run(.form(.save))
    #expect(
      try program.problem("messages.1.externalId") == "another message has this External ID")
    // When one of them gets another one, both are right
    try program.enter("m-8", in: "messages.0.externalId")
    #expect(try program.problem("messages.1.externalId") == nil)
    #expect(messages(try program.save()).map { $0["externalId"] } == ["m-8", "m-7"])
  }

  @Test func `a draft keeps all messages as they were typed`() throws {
    // Given two messages that were typed and left
    var program = try two()
    try program.enter("m-7", in: "messages.1.externalId")
    program.run(.form(.leave))
    let draft = try #require(program.drafts.last)

    // When the draft is opened
    program.run(.app(.show(.drafts)))
    program.run(.drafts(.open))

    // Then both are there, and an empty one
    #expect(program.app.form?.draftID != draft.id)
    #expect(try program.shown("messages.0.message") == "One")
    #expect(try program.shown("messages.1.message") == "Two")
    #expect(try program.shown("messages.1.externalId") == "m-7")
    #expect(try program.shown("messages.2.message") == "")
    #expect(!program.has("messages.3.message"))
  }

  @Test func `what the server refuses is said at the message it is about`() throws {
    // Given two messages that were handed in
    var program = try two()
    _ = try program.save()
    let change = try program.makeDurable()

    // When the server refuses the body of the second one
    program.tell(
      change, .refused, "Vitally does not accept this conversation.",
      about: ["messages.1.message": "must not be so short"])

    // Then it is said there, and saving again sends both
    #expect(try program.row("messages.1.message").refusal == "Vitally: must not be so short")
    program.type(" and more")
    let again = messages(try program.save())
    #expect(again.map { $0["message"] } == ["<p>One</p>", "<p>Two and more</p>"])
  }

  @Test func `a refused conversation opens with all its messages`() throws {
    // Given a conversation of two messages that was refused
    var first = try two()
    let new = try first.save()

    // When it is opened again
    let program = RefusedFormTests.reopened(new, nil, among: Self.all)

    // Then both messages are there, with the ids under which they were sent
    #expect(try program.shown("messages.0.message") == "One")
    #expect(try program.shown("messages.1.message") == "Two")
    #expect(try program.shown("messages.1.to") == "user/u1")
    #expect(try program.shown("messages.1.externalId") == messages(new)[1]["externalId"]?.text)
    #expect(try program.shown("messages.2.message") == "")
  }

  // MARK: Adding to a conversation

  @Test func `a message is added to the conversation at hand`() throws {
    // Given a conversation, and the cursor in a new message to its user
    var program = adding()
    #expect(program.app.form?.focusedRow?.path == "messages.0.message")
    #expect(try program.shown("messages.0.to") == "user/u1")

    // When a text is typed
    program.type("Yes, from May.")

    // Then the one message is sent, and nothing else
    let change = try program.save()
    #expect(change.action == .update && change.fields.keys == ["messages"])
    #expect(messages(change).map { $0["message"] } == ["<p>Yes, from May.</p>"])
  }

  @Test func `the other side is filled in as soon as the thread is here`() throws {
    // Given a new message in a conversation that lists have brought, without its people
    let bare = Given.record(.conversation, "c1", ["subject": "Export limits"])
    var program = Answering(Given.app(), [bare] + Self.all)
    program.start()
    program.run(.app(.openView(.conversation)))
    program.run(.record(.addObject))
    #expect(try program.shown("messages.0.to") == "")
    #expect(program.effects.contains(.fetch(bare.ref, first: nil, isForced: false)))

    // When the conversation arrives
    program.type("Yes")
    program.records = [Self.thread] + Self.all
    program.send(.store(.changed([.conversation])))

    // Then it is to its user, what was typed is still there, and an id that is taken is known
    #expect(try program.shown("messages.0.to") == "user/u1")
    #expect(try program.shown("messages.0.message") == "Yes")
    try program.enter("m-1", in: "messages.0.externalId")
    program.run(.form(.save))
    #expect(
      try program.problem("messages.0.externalId") == "another message has this External ID")
  }

  @Test func `the id of a message that is there is not given again`() throws {
    var program = adding()
    program.type("Yes")
    try program.enter("m-1", in: "messages.0.externalId")
    program.run(.form(.save))
    #expect(
      try program.problem("messages.0.externalId") == "another message has this External ID")
  }

  @Test func `nothing else has messages to add`() {
    var program = Answering(Given.app(), [Self.account])
    program.start()
    program.run(.app(.openView(.account)))
    program.run(.record(.addObject))
    #expect(program.said == "Messages are added to a conversation: go to one first.")
  }
}

extension Answering {
  /// Whether the form has a field.
  fileprivate func has(_ path: FieldPath) -> Bool {
    app.form?.rows.contains { $0.path == path } == true
  }
}
