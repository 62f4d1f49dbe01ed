// The screen of the sync: when it asks for figures, and what its keys do.

import Testing
import VitallyModel

@testable import ViewModels

@Suite struct SyncScreenTests {
  private static let parent = Ref.server(.account, "a1")

  private static func report(
    _ standing: SyncReport.Standing = .idle, isConnected: Bool = true, sweepsHere: Bool = true,
    used: Int = 0
  ) -> SyncReport {
    SyncReport(
      at: Given.now.moment,
      rows: [
        .init(ListKey(.account), standing: standing), .init(ListKey(.admin)),
        .init(ListKey(.task, parent: parent), parentTitle: "Contoso"),
      ], isConnected: isConnected, sweepsHere: sweepsHere,
      budget: Budget(limit: 1000, share: 600, isStated: true, used: used))
  }

  private func program(_ report: SyncReport = report()) -> Answering {
    var program = Answering(Given.app(), Given.accounts(2))
    program.syncReport = report
    program.start()
    program.effects = []
    program.run(.app(.show(.sync)))
    return program
  }

  private func screen(_ program: Answering) throws -> SyncViewModel {
    guard case .sync(let screen)? = program.app.cover else { throw Missing() }
    return screen
  }

  struct Missing: Error {}

  private let news = Message.store(.status(ListKey(.account), SyncStatus(isRunning: true)))

  // MARK: Figures

  @Test func `without a sync nothing is asked for once the figures are there`() throws {
    let program = program()
    #expect(try screen(program).report == Self.report())
    #expect(program.effects == [])
  }

  @Test func `however much happens, figures come four times a second`() throws {
    // Given a sync that tells of three pages
    var program = program()
    for _ in 1...3 { program.send(news) }
    // Then nothing is read yet; the loop sends equal reminders only once
    #expect(Set(program.effects.map { "\($0)" }).count == 1)
    #expect(program.effects[0] == .remind(.showSync, after: 0.25))
    #expect(try screen(program).report?.rows[0].standing == .idle)
    // When the reminder comes, then the figures do
    program.syncReport = Self.report(.fetching)
    program.answerTop(.reminder(.showSync))
    #expect(try screen(program).report?.rows[0].standing == .fetching)
  }

  @Test func `figures that are being read are not asked for again`() throws {
    // Given a slow disk
    var program = program()
    program.holdsBack = true
    program.answerTop(.reminder(.showSync))
    program.effects = []
    // When another reminder comes
    program.answerTop(.reminder(.showSync))
    // Then it comes again later, and the first answer is shown
    #expect(program.effects == [.remind(.showSync, after: 0.25)])
    program.syncReport = Self.report(.fetching)
    program.answerAll()
    #expect(try screen(program).report?.rows[0].standing == .fetching)
  }

  @Test func `while a list is being fetched its figures age, and requests age for a minute`() {
    #expect(program(Self.report(.fetching)).effects == [.remind(.ageSync, after: 5)])
    #expect(program(Self.report(used: 3)).effects == [.remind(.ageSync, after: 20)])
  }

  @Test func `the selection stays on its list`() throws {
    var program = program()
    program.run(.move(.down))
    program.syncReport.rows.removeFirst()
    program.answerTop(.reminder(.showSync))
    #expect(try screen(program).selected?.key == ListKey(.admin))
  }

  // MARK: Keys

  @Test func `p pauses and resumes, and the store has the last word`() {
    var program = program()
    program.run(.sync(.pause))
    #expect(program.app.shared.isSyncPaused)
    program.run(.sync(.pause))
    #expect(!program.app.shared.isSyncPaused)
    #expect(program.effects == [.pauseSync(true), .pauseSync(false)])
    program.send(.store(.syncPaused(true)))
    #expect(program.app.shared.isSyncPaused)
  }

  @Test func `r fetches the selected list`() {
    var program = program()
    program.run(.move(.down), .screen(.refresh))
    #expect(program.effects == [.refresh(ListKey(.admin))])
    #expect(program.said == "Fetching “Team”.")
  }

  @Test func `Enter opens a list, or the record that it is of`() {
    var program = program()
    program.run(.sync(.open))
    #expect(program.app.cover == nil && program.app.contexts.first == .list)
    #expect(program.effects.contains(.show(.account)))

    program.run(.app(.show(.sync)), .move(.down), .sync(.open))
    #expect(program.said == "“Team” has no screen of its own.")
    program.run(.move(.down), .sync(.open))
    #expect(program.effects.contains(.fetch(Self.parent, first: .task, isForced: false)))
    #expect(program.app.screen?.detail?.ref == Self.parent)
  }

  @Test func `what can't be done says why`() {
    var elsewhere = program(Self.report(sweepsHere: false))
    elsewhere.run(.sync(.pause))
    #expect(
      elsewhere.said == "Another vitty on this workspace fetches the lists: pause it there.")
    var offline = program(Self.report(isConnected: false))
    offline.run(.screen(.refresh))
    #expect(offline.said == "There is no connection to the server yet.")
    #expect(offline.effects == [])
  }
}

extension Answering {
  fileprivate mutating func run(_ commands: Command...) {
    for command in commands { run(command) }
  }
}
