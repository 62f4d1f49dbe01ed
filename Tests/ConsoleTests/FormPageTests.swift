// Forms as they are drawn from what the store knows: untouched, changed, wrong, refused, and one
// field in a box.

import Terminal
import Testing
import VitallyModel

@testable import ViewModels

@Suite struct FormPageTests {
  static let editable = Resource.allCases.filter { $0.schema.allows(.update) }
  static let creatable = Resource.allCases.filter { $0.schema.allows(.create) }

  /// A stage with the form of the first record of a resource.
  private func editing(
    _ resource: Resource, scope: FormViewModel.Scope = .whole, width: Int = 76, height: Int = 30,
    _ adjust: (inout FormMaterial) -> Void = { _ in }
  ) throws -> PageStage {
    var stage = try PageStage(width: width, height: height)
    var material = GivenRecords.material(try GivenRecords.first(resource))
    adjust(&material)
    stage.open(material, .edit, scope: scope)
    return stage
  }

  // MARK: Each resource

  @Test(arguments: editable) func `the form of a record`(_ resource: Resource) throws {
    try editing(resource).check("form-edit-\(resource.rawValue)")
  }

  /// The room for a form in a terminal of 80x24, and in one of 120x40.
  static let sizes = [Size(width: 76, height: 20), Size(width: 116, height: 36)]

  @Test(arguments: creatable, sizes) func `the form of a new record`(
    _ resource: Resource, size: Size
  ) throws {
    var stage = try PageStage(width: size.width, height: size.height)
    let material = try GivenRecords.material(new: resource)
    stage.open(material, .new(parent: material.parent?.record.ref))
    try stage.check("form-new-\(resource.rawValue)")
  }

  @Test(arguments: PageStage.widths) func `the form of an instance has the traits of its object`(
    _ width: Int
  ) throws {
    // Given a new instance, begun from its custom object
    var stage = try PageStage(width: width)
    var material = try GivenRecords.material(new: .instance)
    material.parent = ListingRow(try GivenRecords.first(.customObject))
    material.holder = material.parent?.record
    stage.open(material, .new(parent: material.parent?.record.ref))
    try stage.check("form-new-instance-of-object")
  }

  @Test func `another first account of several says what is not known about the others`() throws {
    var stage = try editing(.instance)
    stage.run(.form(.next), .editor(.deleteBackward))
    try stage.check("form-first-account")
  }

  // MARK: What is typed

  @Test(arguments: [PageStage.besideList, 120]) func `what was changed, and what is wrong`(
    _ width: Int
  ) throws {
    // Given a name that was changed, and a day that is none
    var stage = try editing(.task, width: width)
    stage.run(.editor(.end))
    stage.type(" again")
    stage.run(.form(.next), .editor(.killToStart))
    stage.type("2026-05-32")

    // When the field is left
    stage.run(.form(.next))

    // Then the problem stands below it
    try stage.check("form-wrong")
  }

  @Test func `what is saved while something is wrong stays`() throws {
    var stage = try editing(.task)
    stage.run(.editor(.killToStart), .form(.save))
    try stage.check("form-required")
    #expect(stage.shared.notice?.sentence.hasPrefix("Not saved yet, 1 to fix.") == true)
  }

  @Test(arguments: PageStage.widths) func `what will be sent, with what was there`(
    _ width: Int
  ) throws {
    var stage = try editing(.task, width: width)
    stage.run(.editor(.end))
    stage.type(" again")
    stage.run(.form(.next), .editor(.killToStart))
    stage.type("next fri")
    stage.run(.form(.next))
    try stage.check("form-changed")
    stage.run(.form(.discard))
    #expect(stage.question == "Throw away what you typed?")
  }

  @Test func `a form that is being saved has no cursor`() throws {
    var stage = try editing(.task)
    stage.run(.editor(.end))
    stage.type(" again")
    stage.run(.form(.save))
    try stage.check("form-saving")
  }

  @Test func `a long text is in sight around its cursor`() throws {
    // Given a new note
    var stage = try PageStage()
    let material = try GivenRecords.material(new: .note)
    stage.open(material, .new(parent: material.parent?.record.ref))
    stage.type("Budget")

    // When a long text is pasted into it
    for _ in 1...10 {
      guard case .form(let form)? = stage.top, form.focusedRow?.path != "note" else { break }
      stage.run(.form(.down))
    }
    let lines = (1...30).map { "Line \($0) of what was said about the budget of the next year." }
    stage.send(.text(lines.joined(separator: "\n")))
    stage.run(.form(.up), .form(.up))

    // Then the lines around the cursor are there
    try stage.check("form-long-text")
  }

  @Test func `below a text with links one can only add`() throws {
    var stage = try editing(.task) { material in
      let text: JSONValue = "<p>See <a href=\"https://wiki.example\">the plan</a>.</p>"
      material.row?.record.body["description"] = text
      material.body?["description"] = text
    }
    for _ in 1...6 { stage.run(.form(.down)) }
    stage.type("Asked again today.")
    try stage.check("form-appended")
  }

  @Test func `what was typed before is in the form again`() throws {
    let stage = try editing(.task) { material in
      let typedAt = PageStage.now.moment.adding(seconds: -600)
      material.draft = Draft(
        "form", ref: material.ref, texts: ["name": "Send the off", "dueDate": "2026-12"],
        base: material.body ?? [:], focus: "dueDate", createdAt: typedAt, updatedAt: typedAt)
    }
    try stage.check("form-draft")
  }

  // MARK: Traits

  @Test(arguments: PageStage.widths) func `traits are rows of key, kind and value`(
    _ width: Int
  ) throws {
    // Given an account of which one trait gets another value, and another is taken away
    var stage = try editing(.account, width: width)
    stage.run(.form(.next), .form(.next), .editor(.killToStart))
    stage.type("enterprise")
    stage.run(.form(.previous), .form(.enter))
    if width == 76 { try stage.check("picker-kinds") }
    stage.type("remove")
    stage.run(.dialog(.accept))

    // When a new one is added
    for _ in 1...8 { stage.run(.move(.pageDown)) }
    stage.run(.form(.previous))
    stage.type("beds")
    stage.run(.form(.next))
    stage.type("number")
    stage.run(.dialog(.accept), .form(.next))
    stage.type("1,204")

    // Then all of that is there, and saving asks before anything is taken away
    try stage.check("form-traits")
    stage.run(.form(.save))
    #expect(stage.question == "Clear plan (now scale)?")
  }

  @Test func `a trait that an integration owns is warned about`() throws {
    var stage = try editing(.account)
    guard case .form(var form)? = stage.top else { return }
    form.focus(on: .trait("sfdc.Industry__c"))
    stage.open(.form(form))
    stage.type(" and storage")
    try stage.check("form-owned-trait")
  }

  // MARK: Refused

  @Test func `a refused change is in the form with the server's words`() throws {
    let stage = try editing(.account) { material in
      material.changes = [
        Change(
          id: 1,
          new: NewChange(
            .update, material.ref,
            fields: ["name": "Harbour Logistics Ltd", "traits": ["vitally.custom.seats": 270]],
            base: ["name": "Harbour Logistics", "traits": ["vitally.custom.seats": 260]]),
          state: .refused, createdAt: PageStage.now.moment.adding(seconds: -60),
          sentence: "Vitally does not accept this.",
          fieldMessages: [
            .init(path: "name", message: "is taken"),
            .init(path: "traits.vitally.custom.seats", message: "must be at most 265"),
            .init(path: "colour", message: "is unknown"),
          ])
      ]
    }
    try stage.check("form-refused")
  }

  // MARK: One field

  @Test(arguments: ["name", "dueDate", "description"]) func `one field is a box`(
    _ path: String
  ) throws {
    try editing(.task, scope: .field(FieldPath(path)), height: 20).check("box-\(path)")
  }

  @Test func `a box says what is wrong`() throws {
    var stage = try editing(.task, scope: .field("dueDate"), height: 20)
    stage.type("someday")
    stage.run(.form(.save))
    try stage.check("box-wrong")
  }

  @Test func `one field down the list says where it goes`() throws {
    var stage = try editing(.account, scope: .column("name"), height: 20)
    stage.type("Harbour Logistics Ltd")
    try stage.check("box-column")
  }
}
