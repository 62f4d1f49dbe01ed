// The screen of the sync, drawn from reports: while it syncs, paused, failed, and at rest.

import Terminal
import Testing
import VitallyModel

@testable import Console
@testable import ViewModels

@Suite struct SyncScreenTests {
  private static let moment = PageStage.now.moment
  private static let sizes = [(80, 24), (120, 40), (110, 30)]

  private static func ago(_ minutes: Double) -> Moment { moment.adding(seconds: -60 * minutes) }

  /// All lists, of which most were fetched this morning.
  private static func rows() -> [SyncReport.Row] {
    Resource.swept.enumerated().map { index, resource in
      SyncReport.Row(
        ListKey(resource),
        status: SyncStatus(completedAt: ago(20), refreshedAt: ago(2)), cached: 7 << index)
    }
  }

  /// A sweep, of which some lists are done and the rest waits.
  private static func sweeping(isPaused: Bool = false) -> SyncReport {
    var rows = rows()
    for index in 3..<rows.count {
      rows[index].standing = .waiting
      rows[index].status = SyncStatus(completedAt: ago(1500), refreshedAt: ago(2))
    }
    rows[4].status = SyncStatus()
    rows[6].status.completedAt = ago(60 * 24 * 9)
    rows[3].cached = 12_300
    rows[3].fetched = 4100
    rows[3].expected = 12_300
    if !isPaused {
      rows[3].standing = .fetching
      rows[3].status.isRunning = true
      rows[3].rate = 35.4
      rows[3].secondsLeft = 231.6
    }
    rows.append(
      SyncReport.Row(
        ListKey(.user, parent: .server(.account, "a1")), parentTitle: "Harbour Logistics",
        standing: .fetching, status: SyncStatus(isRunning: true), cached: 300, fetched: 300,
        rate: 0.42))
    return SyncReport(
      at: moment, rows: rows, isPaused: isPaused,
      budget: Budget(
        limit: 1000, remaining: 412, share: 600, isStated: true, used: 312, others: 276))
  }

  /// The screen of a program with a report.
  private func check(_ report: SyncReport, down: Int = 0, _ name: String) throws {
    for (width, height) in Self.sizes {
      var app = AppViewModel(
        now: PageStage.now, width: width, height: height, workspace: "acme",
        bindings: try KeyMapReader.standard().bindings,
        measure: TextMeasure { TextWidth.columns($0) })
      _ = app.start()
      if report.isPaused { _ = app.update(.store(.syncPaused(true))) }
      for job in app.update(.command(.app(.show(.sync)))) {
        guard case .read(let slot, let generation, .sync) = job.effect else { continue }
        _ = app.update(.answer(job.layer, .read(slot, generation: generation, .sync(report))))
      }
      for _ in 0..<down { _ = app.update(.command(.move(.down))) }
      let surface = RootPane(app).draw(size: Size(width: width, height: height), theme: .probe)
      try GoldenScreen.check(surface, name)
    }
  }

  @Test func `lists that are fetched, that wait, and that are done`() throws {
    try check(Self.sweeping(), down: 3, "sync-running")
  }

  @Test func `a pause, during which an opened record is still fetched`() throws {
    try check(Self.sweeping(isPaused: true), down: 4, "sync-paused")
  }

  @Test func `a list that failed, and a server that wants a rest`() throws {
    var report = SyncReport(
      at: Self.moment, rows: Self.rows(),
      budget: Budget(limit: 1000, share: 600, isStated: false, used: 12))
    report.rows[2].status.failure =
      "Vitally could not answer (500) after 5 tries: it is asked again in a few minutes. If this "
      + "goes on, look at status.vitally.io."
    try check(report, down: 2, "sync-failed")
    report.budget = Budget(
      limit: 1000, remaining: 0, share: 600, isStated: true, used: 640, others: 360, pause: 130)
    try check(report, "sync-limited")
  }

  @Test func `at rest there is nothing that changes with time`() throws {
    let report = SyncReport(
      at: Self.moment, rows: Self.rows(),
      budget: Budget(limit: 1000, share: 600, isStated: true))
    try check(report, "sync-idle")
  }

  @Test func `before the server has been reached`() throws {
    let rows = Resource.swept.map { SyncReport.Row(ListKey($0)) }
    try check(SyncReport(at: Self.moment, rows: rows, isConnected: false), "sync-offline")
  }

  @Test func `the header says that the sync is paused, on every screen`() async throws {
    let fixture = try ProgramFixture()
    await fixture.start()
    try await fixture.press("g", "y", "p")
    #expect(fixture.screen.contains("Sync paused. p resumes it."))
    try await fixture.press("g", "t")
    #expect(fixture.screen.contains(" sync paused "))
    try await fixture.press("g", "y", "p", "q")
    #expect(!fixture.screen.contains(" sync paused "))
    await fixture.stop()
  }
}
