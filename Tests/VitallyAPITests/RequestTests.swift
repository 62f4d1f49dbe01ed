import NIOHTTP1
import Testing
import VitallyModel

@testable import VitallyAPI

struct RequestTests {
  @Test("Everything but plain letters, digits and -._~ is percent-encoded")
  func percentEncoding() {
    #expect("Az09-._~".percentEncoded == "Az09-._~")
    #expect("a+b/c=d@e f".percentEncoded == "a%2Bb%2Fc%3Dd%40e%20f")
    #expect("%é\n#?&".percentEncoded == "%25%C3%A9%0A%23%3F%26")
  }

  @Test("A list carries filters, limit, order and the cursor, all encoded")
  func list() throws {
    let query = ListQuery(
      .account, filters: ["status": "activeOrChurned"], sort: .createdAt, limit: 50,
      cursor: "e+/=")
    #expect(
      try Request.list(query).target
        == "/resources/accounts?status=activeOrChurned&limit=50&sortBy=createdAt&from=e%2B%2F%3D")
  }

  @Test("The limit is kept within 1 and 100", arguments: [(0, 1), (-5, 1), (100, 100), (101, 100)])
  func limit(asked: Int, sent: Int) throws {
    #expect(
      try Request.list(ListQuery(.note, sort: nil, limit: asked)).target
        == "/resources/notes?limit=\(sent)")
  }

  @Test("Custom fields are asked for without a page size")
  func unpaged() throws {
    let query = ListQuery(.customField, filters: ["model": "accounts"])
    #expect(try Request.list(query).target == "/resources/customFields?model=accounts")
  }

  @Test("Every link of every schema with a nested path is listed below its parent")
  func nestedLists() throws {
    for resource in Resource.allCases {
      for link in resource.schema.links {
        let nested = try #require(link.nestedPath)
        let query = ListQuery(link.child, parent: .server(resource, "a/b"), sort: nil)
        #expect(
          try Request.list(query).target
            == "/resources/\(resource.schema.path)/a%2Fb/\(nested)?limit=100")
      }
    }
  }

  @Test("An external id may hold anything")
  func oddExternalID() throws {
    let request = try Request.record(.user, id: "a/b@c:#?+ü", parent: nil)
    #expect(request.target == "/resources/users/a%2Fb%40c%3A%23%3F%2B%C3%BC")
  }

  @Test("An instance is searched for inside its custom object, by one criterion")
  func instance() throws {
    let request = try Request.record(.instance, id: "i", parent: .server(.customObject, "o"))
    #expect(request.target == "/resources/customObjects/o/instances/search?id=i")
  }

  @Test("Instances are written below their custom object, whose id may hold anything")
  func instanceWrites() throws {
    let object = Ref.server(.customObject, "a/b ü")
    let path = "/resources/customObjects/a%2Fb%20%C3%BC/instances"
    let create = try Request.write(
      Write(.create, .instance, parent: object, body: ["name": "x"]))
    #expect(create.method == .POST && create.target == path && create.body == ["name": "x"])
    let update = try Request.write(
      Write(.update, .instance, id: "i", parent: object, body: ["name": "x"]))
    #expect(update.method == .PUT && update.target == path + "/i")
    let archive = try Request.write(Write(.archive, .instance, id: "i", parent: object))
    #expect(archive.method == .DELETE && archive.target == path + "/i" && archive.body == nil)
    let search = try Request.records(.instance, externalID: "x&y", in: object)
    #expect(search.target == path + "/search?externalId=x%26y")
  }

  @Test("Mail addresses are encoded, plus signs too")
  func people() throws {
    #expect(
      try Request.people(.user, email: "a+b@c.example").target
        == "/resources/users/search?email=a%2Bb%40c.example")
  }

  @Test("Writes have their methods and addresses")
  func writes() throws {
    let create = try Request.write(Write(.create, .task, body: ["name": "x"]))
    #expect(create.method == .POST && create.target == "/resources/tasks")
    let update = try Request.write(Write(.update, .note, id: "n", body: ["note": "x"]))
    #expect(update.method == .PUT && update.target == "/resources/notes/n")
    let archive = try Request.write(Write(.archive, .note, id: "n"))
    #expect(archive.method == .DELETE && archive.body == nil)
    let destroy = try Request.write(Write(.destroy, .account, id: "a"))
    #expect(destroy.method == .DELETE && destroy.target == "/resources/accounts/a")
    #expect(destroy.body == nil)
  }

  @Test(
    "Nothing is deleted by mistake: where DELETE destroys, archiving is refused unsent",
    arguments: [Resource.account, .organization, .user, .conversation, .npsResponse])
  func destroying(resource: Resource) {
    let error = #expect(throws: VitallyError.self) {
      try Request.write(Write(.archive, resource, id: "x"))
    }
    #expect(error?.kind == .refused)
    #expect(error?.delivery == .neverSent)
  }

  @Test(
    "Where DELETE archives, or nothing is deleted from here, destroying is refused unsent",
    arguments: [Resource.note, .task, .project, .npsResponse, .customObject, .admin])
  func archiving(resource: Resource) {
    let error = #expect(throws: VitallyError.self) {
      try Request.write(Write(.destroy, resource, id: "x"))
    }
    #expect(error?.kind == .refused && error?.delivery == .neverSent)
  }

  @Test("An id that would name the whole list is never sent", arguments: ["", ".", ".."])
  func emptyID(id: String) {
    let error = #expect(throws: VitallyError.self) {
      try Request.record(.account, id: id, parent: nil)
    }
    #expect(error?.kind == .notFound)
    #expect(throws: VitallyError.self) { try Request.write(Write(.update, .task, id: id)) }
    #expect(throws: VitallyError.self) {
      try Request.list(ListQuery(.user, parent: .server(.account, id)))
    }
  }

  @Test("What Vitally has no address for fails with a sentence before anything is sent")
  func impossible() {
    let calls: [() throws -> Request] = [
      { try Request.list(ListQuery(.instance)) },
      { try Request.list(ListQuery(.user, parent: .server(.note, "n"))) },
      { try Request.list(ListQuery(.user, parent: .made(.account, "m"))) },
      { try Request.record(.noteCategory, id: "c", parent: nil) },
      { try Request.people(.account, email: "a@b.example") },
      { try Request.write(Write(.create, .admin)) },
      { try Request.write(Write(.create, .instance, body: ["name": "x"])) },
      { try Request.write(Write(.create, .instance, parent: .server(.customObject, ""))) },
      { try Request.write(Write(.update, .instance, id: "i", parent: .made(.customObject, "o"))) },
      { try Request.records(.task, externalID: "x", in: .server(.account, "a")) },
    ]
    for call in calls {
      let error = #expect(throws: VitallyError.self) { try call() }
      #expect(error?.delivery == .neverSent)
      #expect(error?.sentence.hasSuffix(".") == true)
    }
  }
}
