// Holds the schemas together: what one part names, another part must have.

import Testing
import VitallyModel

@Suite struct SchemaTests {
  @Test(arguments: Resource.allCases) func `all that a schema names is a field of it`(
    resource: Resource
  ) {
    let schema = resource.schema
    #expect(schema.resource == resource)
    #expect(!schema.columns.isEmpty)
    for column in schema.columns {
      #expect(schema.fields.contains { $0.path == column.path }, "column \(column.path.text)")
    }
    #expect(schema.field(schema.order.path) != nil)
    for path in schema.highlights.flatMap(\.paths) {
      #expect(schema.field(path) != nil, "highlight \(path.text)")
    }
    for case .last(let child, let path) in schema.highlights {
      #expect(child.schema.field(path) != nil)
      #expect(schema.links.contains { $0.child == child })
    }
    let labels = schema.fields.map(\.label)
    #expect(Set(labels).count == labels.count, "labels repeat in \(resource)")
  }

  @Test func `the resources in the menu are swept`() {
    for resource in Resource.browsable { #expect(Resource.swept.contains(resource), "\(resource)") }
  }

  @Test func `what names others and what is due comes first, small lists come last`() {
    #expect(
      Resource.swept == [
        .account, .admin, .customField, .task, .note, .organization, .user, .npsResponse,
        .conversation, .project, .customObject, .noteCategory, .taskCategory, .projectCategory,
        .projectTemplate,
      ])
  }

  @Test func `each resource has a path of its own`() {
    let paths = Resource.allCases.map { $0.schema.path }
    #expect(Set(paths).count == paths.count)
  }

  @Test(arguments: Resource.allCases) func `what is found by a clue has it, and can be fetched`(
    resource: Resource
  ) {
    let schema = resource.schema
    for clue in schema.findableBy {
      switch clue {
      case .id: #expect(schema.field("id") != nil)
      case .externalID: #expect(schema.field("externalId") != nil)
      case .email: #expect(schema.field("email") != nil)
      }
      guard clue != .email else { continue }
      #expect(schema.reading == .byID)
      #expect(Resource.browsable.contains(resource), "it is never looked for")
    }
  }

  @Test func `only what tells that it is archived can be archived`() {
    for resource in Resource.allCases where resource.schema.writes.contains(.archive) {
      #expect(resource.schema.field("archivedAt") != nil, "\(resource)")
    }
  }

  @Test func `a record is archived or deleted, never both, and each kind says which`() {
    let archived = Resource.allCases.filter { $0.schema.writes.contains(.archive) }
    let destroyed = Resource.allCases.filter { $0.schema.writes.contains(.destroy) }
    #expect(Set(archived).isSuperset(of: [.note, .task, .project]))
    #expect(Set(destroyed) == [.account, .organization, .user, .conversation])
    #expect(Set(archived).isDisjoint(with: destroyed))
    for resource in archived { #expect(resource.schema.allows(.archive), "\(resource)") }
    for resource in destroyed { #expect(resource.schema.allows(.destroy), "\(resource)") }
  }

  @Test func `what can be created says how a lost answer is recovered`() {
    for resource in Resource.allCases where resource.schema.allows(.create) {
      #expect(resource.schema.recovery != .none, "\(resource)")
    }
  }

  @Test func `accounts are attached to organizations, and nothing else is attached`() {
    for resource in Resource.allCases {
      let attached = resource.schema.attached
      #expect(attached?.child == (resource == .organization ? .account : nil), "\(resource)")
      #expect(attached?.field.path == (resource == .organization ? "organizationId" : nil))
    }
  }

  @Test func `notes and tasks resend their tags`() {
    let resending = Resource.allCases.filter(\.schema.resendsTags)
    #expect(resending == [.note, .task])
  }
}
