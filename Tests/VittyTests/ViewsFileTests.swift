// The files of saved views: read with their mistakes, changed, and never losing what stands in them.

import Foundation
import TestSupport
import Testing
import VitallyModel

@testable import vitty

@Suite struct ViewsFileTests {
  private let folder: TestFolder
  private var path: String { folder.path + "/views.toml" }

  init() throws { folder = try TestFolder() }

  private var views: ViewsFolder { ViewsFolder(folder: folder.path, configured: nil) }

  private func write(_ text: String, to path: String? = nil) throws {
    try text.write(toFile: path ?? self.path, atomically: true, encoding: .utf8)
  }

  private func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func edit(_ edits: ViewEdit...) throws -> ViewLibrary {
    var library = views.library()
    for edit in edits { library = try views.edit(edit) }
    return library
  }

  private static let mine = """
    # Mine
    [[view]]
    name = "Gone quiet" # since March
    list = "accounts"
    filter = 'seen>90d "renewal risk":high'

    [[view]]
    name = "Détracteurs"
    list = "NPS responses"
    filter = "score<=6"

    """

  @Test func `without a file there are the views that come with vitty`() {
    #expect(views.library() == .shipped)
  }

  @Test func `views stand in the order of the file, with the shipped ones after them`() throws {
    try write(Self.mine)
    let library = views.library()
    #expect(library.problems == [])
    #expect(library.views[0] == SavedView("Gone quiet", .account, "seen>90d \"renewal risk\":high"))
    #expect(library.views[1] == SavedView("Détracteurs", .npsResponse, "score<=6"))
    // A view of one's own takes the place of a shipped one with its name.
    let names = library.views.dropFirst(2).map(\.name)
    #expect(names == SavedView.Shipped.allCases.map(\.view.name).filter { $0 != "gone quiet" })
  }

  @Test func `a damaged view is said with its line, the others work, and it stays in the file`()
    throws
  {
    try write(
      """
      [[view]]
      name = "one"
      list = "accuonts"

      [[view]]
      name = "two"
      list = "tasks"
      filter = due<=fri

      [[view]]
      name = "three"
      list = "task"
      filter = "is:overdue"
      colour = "red"

      [[view]]
      name = "four"
      list = "tasks"
      filter = "is:overdue"

      [[view]]
      name = "FOUR"
      list = "notes"

      [[view]]
      shipped = "my-bok"

      [view]
      name = 4

      """)
    let library = views.library()
    #expect(library.views.first == SavedView("four", .task, "is:overdue"))
    let reasons = library.problems.map { $0.replacingOccurrences(of: path, with: "F") }
    #expect(reasons.count == 6)
    #expect(reasons[0] == "F, line 1: There is no list “accuonts”. Did you mean “accounts”?")
    #expect(reasons[1].hasPrefix("F, line 8: "))
    #expect(reasons[2] == "F, line 10: A view has no setting “colour”.")
    #expect(reasons[3] == "F, line 21: There is another view “FOUR”.")
    #expect(reasons[4] == "F, line 25: No view “my-bok” comes with vitty. Did you mean “my-book”?")
    #expect(reasons[5].hasPrefix("F, line 28: A view is [[view]] with name, list and filter"))

    // When a view is saved, then all of that is still there.
    let before = try text()
    _ = try edit(.save("five", .note, line: "text:\"price\""))
    let after = try text()
    #expect(after.contains(before.trimmed))
    #expect(views.library().problems.count == 6)
    #expect(views.library().view("five")?.line == "text:\"price\"")
  }

  @Test func `views are saved, renamed, moved and deleted, and comments stay`() throws {
    try write(Self.mine)
    let library = try edit(
      .save("My «big» ones", .account, line: "mrr>5k '\"x\"'"),
      .rename("gone QUIET", to: "Silent"), .move("Détracteurs", by: -1),
      .save("Détracteurs", .npsResponse, line: "score<5"), .delete("my week"))
    #expect(library.views.prefix(2).map(\.name) == ["Détracteurs", "Silent"])
    #expect(library.view("détracteurs")?.line == "score<5")
    #expect(library.view("my «big» ones")?.line == "mrr>5k '\"x\"'")
    #expect(library.view("my week") == nil && library.lacksShipped)
    #expect(try text().hasPrefix("# Mine\n"))
    #expect(library == views.library())

    // A name that is free again belongs to the shipped view again, which can be reset.
    #expect(library.view("gone quiet")?.source == .shipped(.quiet))
    let restored = try edit(.restore)
    #expect(restored.view("my week") == SavedView.Shipped.week.view)
    #expect(!restored.lacksShipped)
  }

  @Test func `a shipped view is changed, renamed and made what it was`() throws {
    var library = try edit(
      .save("my book", .account, line: "csm:me"), .rename("my book", to: "Kunden"))
    #expect(library.views[0] == SavedView("Kunden", .account, "csm:me", source: .shipped(.book)))
    #expect(library.views[0].isChangedShipped)
    library = try edit(.reset("kunden"))
    #expect(library == .shipped)
  }

  @Test func `views of a file for all workspaces are only read`() throws {
    let shared = folder.path + "/shared.toml"
    try write(
      """
      [[view]]
      name = "Renewals this quarter"
      list = "accounts"
      filter = "renewal:0..90d"

      [[view]]
      name = "my book"
      list = "accounts"

      """, to: shared)
    let views = ViewsFolder(folder: folder.path, configured: shared)
    let library = views.library()
    #expect(library.views.last?.name == "Renewals this quarter")
    #expect(library.views.last?.isReadOnly == true)
    #expect(library.view("my book") == SavedView.Shipped.book.view)
    #expect(library.problems == ["There are two views “my book”: yours is used."])
    let before = try String(contentsOfFile: shared, encoding: .utf8)
    _ = try views.edit(.save("mine", .task, line: ""))
    #expect(try String(contentsOfFile: shared, encoding: .utf8) == before)
    #expect(throws: SettingsError.self) { try views.edit(.delete("Renewals this quarter")) }
  }

  @Test func `the columns of lists are kept, with their widths`() throws {
    try write(
      """
      [[list]]
      list = "tasks"
      columns = []

      [[list]]
      list = "notes" # short
      columns = ["subject", "traits.a/b", "createdAt/12"]

      """)
    #expect(views.library().problems.count == 1)
    let notes = [
      ListColumn("subject"), ListColumn(.trait("a/b")), ListColumn("createdAt", width: 12),
    ]
    #expect(views.library().columns == [.note: notes])
    let columns = [ListColumn("name", width: 30), ListColumn(.trait("odd \"key\""))]
    let library = try edit(.columns(.account, columns), .columns(.note, nil))
    #expect(library.columns == [.account: columns])
    #expect(views.library().columns == [.account: columns])
  }

  @Test func `what another program has saved meanwhile stays`() throws {
    let other = views
    _ = try views.edit(.save("here", .task, line: "is:mine"))
    _ = try other.edit(.save("there", .task, line: "is:overdue"))
    let names = views.library().views.map(\.name)
    #expect(names.contains("here") && names.contains("there"))
    #expect(throws: SettingsError(description: "There is no view “gone” any more.")) {
      try views.edit(.rename("gone", to: "x"))
    }
  }

  @Test func `a file that can't be read is said, never overwritten`() throws {
    let bytes = Data([0xFF, 0xFE, 0x00, 0x41])
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(views.library().problems == ["\(path) can't be read: it is not UTF-8 text."])
    #expect(views.library().views == ViewLibrary.shipped.views)
    #expect(throws: SettingsError.self) { try views.edit(.save("x", .task, line: "")) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
  }

  @Test func `only the user can read the file`() throws {
    _ = try edit(.save("x", .task, line: ""))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["views.lock", "views.toml"])
  }
}
