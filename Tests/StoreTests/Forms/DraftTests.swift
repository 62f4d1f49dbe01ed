// Unfinished forms: kept at once, ended with their change, and named anew with their records.

import Testing
import VitallyModel

@testable import Store

@Suite struct DraftTests {
  private let ref = Ref.server(.account, "account-1")
  private let made = Ref.made(.task, "22222222-0000-4000-8000-000000000002")
  private let madeAccount = Ref.made(.account, "11111111-0000-4000-8000-000000000001")

  /// A workspace whose cache has account 1.
  private func opened(isReadOnly: Bool = false) async throws -> TestWorkspace {
    let test = try TestWorkspace(isReadOnly: isReadOnly)
    await test.server.put(.account, [account(1)])
    test.workspace.open(ref)
    await test.workspace.idle()
    return test
  }

  /// What a form of a record has kept: the same form unless it is named.
  private func draft(
    _ ref: Ref, by form: String = "form", parent: Ref? = nil, _ texts: JSONObject = [:],
    after seconds: Double = 0
  ) -> Draft {
    Draft(
      "\(form) of \(ref)", ref: ref, parent: parent, texts: texts, createdAt: TestClock.start,
      updatedAt: TestClock.start.adding(seconds: seconds))
  }

  @Test func `a draft survives a restart with all that was typed`() async throws {
    let first = try await opened()
    var draft = draft(ref, ["name": "Acm", "traits.seats": "not a number"])
    draft.base = ["name": "Account 1"]
    draft.focus = "traits.seats"
    draft.replaces = 7
    try first.workspace.keep(draft)
    let second = try TestWorkspace(like: first, starts: false)
    #expect(try second.workspace.material(ref, parent: nil).draft == draft)
  }

  @Test func `a record has one draft, and what was typed last is first in the list`()
    async throws
  {
    let test = try await opened()
    try test.workspace.keep(draft(ref, ["name": "A"]))
    try test.workspace.keep(draft(made, parent: ref, ["name": "T"], after: 1))
    #expect(try test.workspace.drafts().map(\.draft.ref) == [made, ref])
    // When the first one is typed in again
    try test.workspace.keep(draft(ref, ["name": "AB"], after: 2))
    // Then it comes first, and there is still one of it, with the titles that can be known
    let entries = try test.workspace.drafts()
    #expect(entries.map(\.draft.texts) == [["name": "AB"], ["name": "T"]])
    #expect(entries.map(\.title) == ["Account 1", nil])
    #expect(entries.map(\.parentTitle) == [nil, "Account 1"])
  }

  @Test func `a detail tells the drafts of a record and of new ones that hang on it`()
    async throws
  {
    let test = try await opened()
    try test.workspace.keep(draft(ref, ["name": "A"]))
    try test.workspace.keep(draft(made, parent: ref, ["name": "T"], after: 1))
    try test.workspace.keep(draft(.server(.account, "other"), after: 2))
    let recordDetail = try test.workspace.store.recordDetail(ref, now: test.clock.now)
    #expect(recordDetail.drafts.map(\.ref) == [made, ref])
  }

  @Test func `a draft that is forgotten is gone`() async throws {
    let test = try await opened()
    try test.workspace.keep(draft(ref, ["name": "A"]))
    try test.workspace.forgetDraft(draft(ref).end)
    try test.workspace.forgetDraft(draft(made).end)
    #expect(try test.workspace.drafts().isEmpty)
  }

  @Test func `the change of a form ends its draft, another change does not`() async throws {
    let test = try await opened()
    try test.workspace.keep(draft(ref, ["name": "A"]))
    var change = NewChange(.update, ref, fields: ["name": "A"], base: ["name": "Account 1"])
    _ = try test.workspace.submit(change)
    #expect(try test.workspace.drafts().count == 1)
    change.draft = draft(ref).end
    _ = try test.workspace.submit(change)
    #expect(try test.workspace.drafts().isEmpty)
  }

  @Test func `a draft stays when its change can't be taken`() async throws {
    let test = try await opened()
    try test.workspace.keep(draft(ref, ["name": "A"]))
    await test.server.fail(.record, .account, with: .offline)
    let create = try test.workspace.submit(
      NewChange(.create, madeAccount, fields: ["name": "New", "externalId": "new"]))
    await test.workspace.idle()
    let change = NewChange(
      .update, ref, fields: ["name": "A"], replaces: create.id, draft: draft(ref).end)
    #expect(throws: StoreError.self) { try test.workspace.submit(change) }
    #expect(try test.workspace.drafts().count == 1)
  }

  @Test func `a workspace that is read only keeps and forgets no drafts`() async throws {
    let test = try await opened(isReadOnly: true)
    for action in [
      { try test.workspace.keep(draft(ref)) }, { try test.workspace.forgetDraft(draft(ref).end) },
    ] {
      let error = #expect(throws: StoreError.self) { try action() }
      #expect(
        error?.sentence == "This workspace is read-only.")
    }
    #expect(try test.workspace.drafts().isEmpty)
  }

  @Test func `a new record that gets its id is named anew in drafts`() async throws {
    // Given drafts of a new account, of a task of it, and of one that names it among others
    let test = try await opened()
    await test.server.hold()
    _ = try test.workspace.submit(
      NewChange(.create, madeAccount, fields: ["name": "New", "externalId": "new"]))
    let name = JSONValue.string(madeAccount.description)
    let user = Ref.made(.user, "33333333-0000-4000-8000-000000000003")
    try test.workspace.keep(draft(madeAccount, ["name": "Newer"]))
    try test.workspace.keep(draft(made, parent: madeAccount, ["accountId": name, "name": "T"]))
    try test.workspace.keep(draft(user, ["accountIds": ["account/account-1", name]]))
    // When the server answers
    await test.server.release()
    await test.workspace.idle()
    // Then all of them name the record by its id
    let known = Ref.server(.account, "new-1")
    let byRef = Dictionary(
      uniqueKeysWithValues: try test.workspace.drafts().map { ($0.draft.ref, $0.draft) })
    #expect(byRef[known]?.texts == ["name": "Newer"])
    #expect(byRef[made]?.parent == known)
    #expect(byRef[made]?.texts == ["accountId": "account/new-1", "name": "T"])
    #expect(byRef[user]?.texts == ["accountIds": ["account/account-1", "account/new-1"]])
    // And what is kept or forgotten by the old name is meant for the record
    try test.workspace.keep(draft(madeAccount, ["name": "Newest"]))
    #expect(try test.workspace.material(known, parent: nil).draft?.texts == ["name": "Newest"])
    #expect(try test.workspace.material(madeAccount, parent: nil).draft?.ref == known)
    try test.workspace.forgetDraft(draft(madeAccount).end)
    #expect(try test.workspace.material(known, parent: nil).draft == nil)
  }

  @Test func `the draft of a new record that is there by now is one of an edit`() async throws {
    // Given a draft that mends a refused create, and the create getting through all the same
    let test = try await opened()
    await test.server.fail(
      .send, .account,
      with: VitallyError(.refused, status: 400, sentence: "Vitally does not accept this."))
    let create = try test.workspace.submit(
      NewChange(.create, madeAccount, fields: ["name": "New", "externalId": "new"]))
    await test.workspace.idle()
    var mending = draft(madeAccount, ["name": "Newer"])
    mending.replaces = create.id
    try test.workspace.keep(mending)
    try test.workspace.retry(create.id)
    await test.workspace.idle()
    // When the form is opened again
    let material = try test.workspace.material(madeAccount, parent: nil)
    // Then its base is the record
    let known = Ref.server(.account, "new-1")
    #expect(material.draft?.ref == known)
    #expect(material.draft?.texts == ["name": "Newer"])
    #expect(material.draft?.base["name"] == "New")
    // And when it is saved, the record is changed and the draft ended
    let change = try test.workspace.submit(
      NewChange(
        .update, known, fields: ["name": "Newer"], base: ["name": "New"], replaces: create.id,
        draft: mending.end))
    await test.workspace.idle()
    #expect(test.state(change) == .answered)
    #expect(try test.workspace.drafts().isEmpty)
  }

  @Test func `drafts of both names of a new record stay`() async throws {
    let test = try await opened()
    let known = Ref.server(.account, "new-1")
    await test.server.hold()
    _ = try test.workspace.submit(
      NewChange(.create, madeAccount, fields: ["name": "New", "externalId": "new"]))
    try test.workspace.keep(draft(madeAccount, ["name": "by the old name"]))
    try test.workspace.keep(draft(known, ["name": "by the id"], after: 1))
    await test.server.release()
    await test.workspace.idle()
    let drafts = try test.workspace.drafts().map(\.draft)
    #expect(drafts.map(\.texts) == [["name": "by the id"], ["name": "by the old name"]])
    #expect(drafts.map(\.ref) == [known, known])
  }

  // MARK: Two programs

  @Test func `a save ends what its own form has kept, and no text of another form`() async throws {
    // Given two programs with forms of one record, in both of which something was typed
    let test = try await opened()
    let other = try TestWorkspace(like: test, starts: false)
    try test.workspace.keep(draft(ref, by: "one", ["name": "Typed in one"]))
    try other.workspace.keep(draft(ref, by: "two", ["csat": "Typed in two"], after: 1))
    // When one saves
    _ = try test.workspace.submit(
      NewChange(
        .update, ref, fields: ["name": "Typed in one"], base: ["name": "Account 1"],
        draft: draft(ref, by: "one").end))
    // Then what was typed in the other one is still there
    #expect(try other.workspace.drafts().map(\.draft.texts) == [["csat": "Typed in two"]])
    #expect(try other.workspace.material(ref, parent: nil).draft?.texts["csat"] == "Typed in two")
  }

  @Test func `a form ends the draft that it went on with, as it was read`() async throws {
    // Given a draft that a form goes on with
    let test = try await opened()
    let left = draft(ref, by: "left", ["name": "A"])
    try test.workspace.keep(left)
    var next = draft(ref, by: "next", ["name": "AB"], after: 5)
    next.source = left.version
    // When what stands in that is kept, then there is one draft
    try test.workspace.keep(next)
    #expect(try test.workspace.drafts().map(\.draft.texts) == [["name": "AB"]])
    // And where the other form was still being typed in, what it has typed since stays
    try test.workspace.keep(draft(ref, by: "left", ["name": "A and more"], after: 6))
    try test.workspace.forgetDraft(next.end)
    #expect(try test.workspace.drafts().map(\.draft.texts) == [["name": "A and more"]])
  }

  @Test func `of several drafts of a record each can be gone on with`() async throws {
    let test = try await opened()
    try test.workspace.keep(draft(ref, by: "one", ["name": "A"]))
    try test.workspace.keep(draft(ref, by: "two", ["name": "B"], after: 1))
    let first = draft(ref, by: "one")
    #expect(try test.workspace.material(ref, parent: nil).draft?.texts == ["name": "B"])
    #expect(
      try test.workspace.material(ref, parent: nil, draft: first.id).draft?.texts == ["name": "A"])
  }

  @Test func `what is typed for a record that was thrown away is not lost`() async throws {
    let test = try await opened()
    await test.server.fail(.record, .account, with: .offline)
    let change = try test.workspace.submit(
      NewChange(.create, madeAccount, fields: ["name": "New", "externalId": "new"]))
    await test.workspace.idle()
    try test.workspace.keep(draft(madeAccount, ["name": "Newer"]))
    #expect(try test.workspace.drafts().map(\.title) == ["New"])
    try test.workspace.drop(change.id)
    #expect(try test.workspace.drafts().map(\.title) == [nil])
  }
}
