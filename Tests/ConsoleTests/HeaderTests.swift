// What the first line says beside the place: it is in words, and is there on small terminals too.

import Terminal
import Testing
import VitallyModel

@testable import Console
@testable import ViewModels

@Suite struct HeaderTests {
  private func app(width: Int) throws -> AppViewModel {
    var app = AppViewModel(
      now: PageStage.now, width: width, height: 24, workspace: "northwind-europe",
      bindings: try KeyMapReader.standard().bindings,
      measure: TextMeasure { TextWidth.columns($0) })
    _ = app.start()
    return app
  }

  private func header(_ app: AppViewModel) -> String {
    let size = Size(width: app.shared.width, height: app.shared.height)
    return RootPane(app).draw(size: size, theme: .probe).text()[0]
  }

  /// So many changes that wait, and one that was refused.
  private func changes(_ count: Int) -> [Change] {
    (0...count).map { number in
      Change(
        id: Int64(number),
        new: NewChange(.update, .server(.task, "t\(number)"), fields: ["name": "One"]),
        state: number == 0 ? .refused : .waiting, createdAt: PageStage.now.moment)
    }
  }

  @Test(arguments: [40, 80, 120])
  func `that the server is not reached is beside what waits, until it answers`(
    _ width: Int
  ) throws {
    var app = try app(width: width)
    _ = app.update(.outbox(changes(12)))
    #expect(!header(app).contains("offline"))
    _ = app.update(.store(.reached(false)))
    #expect(header(app).contains(" 1 not saved  out 12  offline "))
    _ = app.update(.store(.reached(true)))
    #expect(!header(app).contains("offline"))
  }

  @Test func `a list that could not be fetched says how old it is, as the reason stands beside it`()
    throws
  {
    var app = try app(width: 80)
    for job in app.update(.command(.app(.openView(.task)))) {
      guard case .read(let slot, let generation, .window(let request)) = job.effect else {
        continue
      }
      let status = SyncStatus(
        refreshedAt: PageStage.now.moment, failure: "Vitally can't be reached.")
      let window = ListingWindow(query: request.query, rows: [], total: 0, status: status)
      _ = app.update(.answer(job.layer, .read(slot, generation: generation, .window(window))))
    }
    #expect(header(app).contains(" refresh failed · data from 09:02 "))
    _ = app.update(.store(.reached(false)))
    #expect(header(app).contains(" offline  data from 09:02 "))
  }
}
