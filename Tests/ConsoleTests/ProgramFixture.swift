// The whole program without a terminal: real store, real client, real server on loopback, and a
// clock that stands still.

import Foundation
import Markup
import Store
import Terminal
import TestSupport
import Testing
import VitallyAPI
import VitallyDemo
import VitallyModel

@testable import Console
@testable import ViewModels
@testable import vitty

/// A running program on a terminal in memory.
final class ProgramFixture {
  let device: VirtualTerminal
  let server: DemoServer
  let program: Program
  private let workspace: Workspace
  private let client: VitallyClient
  private let runner: EffectRunner
  private let mailbox: Mailbox
  /// Goes with the fixture.
  private let folder: TestFolder
  private let editor: StandIn
  private let reads: Reads

  /// The reads of the store that are held back.
  private final class Reads {
    var areHeld = false
    var jobs: [Job] = []
  }

  /// Stands in for the user's editor.
  private final class StandIn {
    var edit: (String) -> EditorOutcome = { _ in .unchanged }
  }

  /// Tuesday, 24 November 2026, 09:02 UTC.
  static let moment = Moment(milliseconds: 1_795_510_920_000)
  /// No reminder comes due by itself: what is on screen must not depend on how fast the machine is.
  private static let start = ContinuousClock.now
  private static var date: Date { Date(timeIntervalSince1970: 1_795_510_920) }

  /// A program before its first frame, with a workspace of some accounts, and of some users of the
  /// first account. The fewer there are, the sooner they have come in.
  init(
    width: Int = 80, height: Int = 24, accounts: Int = 14, users: Int = 40,
    isReadOnly: Bool = false,
    allowsDeletion: Bool = false, holdSeconds: Double = 0
  ) throws {
    var options = DemoOptions(accounts: accounts, largeAccountUsers: users, now: Self.date)
    options.clock = { Self.date }
    options.limitPerMinute = 1_000_000
    server = try DemoServer.start(options)
    client = VitallyClient(
      address: try ServerAddress(subdomain: nil, region: .us, baseURL: server.baseURL),
      credentials: try Credentials(pasted: options.apiKey), options: ClientOptions(share: 1),
      logger: .silent)
    folder = try TestFolder(exists: false)
    let pipe = try WakePipe()
    let mailbox = Mailbox(pipe: pipe)
    self.mailbox = mailbox
    workspace = try Workspace.open(
      Workspace.Options(
        folder: folder.path, isReadOnly: isReadOnly, allowsDeletion: allowsDeletion,
        me: "demo@vitty.example", holdSeconds: holdSeconds,
        htmlLines: { PlainText.lines(ofHTML: $0) },
        mergeHTML: { BodyMerge.mergedHTML(base: $0, mine: $1, theirs: $2) }),
      source: nil, now: { Self.moment }, logger: .silent, onEvent: { mailbox.post(.store($0)) })
    runner = EffectRunner(
      workspace: workspace, mailbox: mailbox,
      browser: Browser(environment: SystemEnvironment([:])),
      views: ViewsFolder(folder: folder.path, configured: nil))
    device = VirtualTerminal(
      size: Size(width: width, height: height), wakeDescriptor: pipe.descriptor)
    let keyMap = try KeyMapReader.standard()
    let workspace = workspace
    let editor = StandIn()
    self.editor = editor
    let (runner, reads) = (runner, Reads())
    self.reads = reads
    program = Program(
      device: device,
      app: AppViewModel(
        now: Now(moment: Self.moment), width: width, height: height, workspace: "acme",
        isReadOnly: isReadOnly, allowsDeletion: allowsDeletion, bindings: keyMap.bindings,
        measure: TextMeasure { TextWidth.columns($0) }),
      keyMap: keyMap, theme: .probe, mailbox: mailbox,
      now: { Now(moment: Self.moment, me: workspace.me()) }, time: { Self.start },
      edit: { editor.edit($0.text) },
      perform: { job in
        guard reads.areHeld, case .read(let slot, _, _) = job.effect else { return runner.run(job) }
        reads.jobs.append(job)
        mailbox.begin(isAwaited: slot.isAwaited)
      })
  }

  /// Draws the first frame; nothing has been asked of the server yet.
  func paint() { program.start() }

  /// Draws the first frame and lets everything come in.
  func start() async {
    paint()
    workspace.start(source: client)
    await settle()
  }

  /// Ends the program.
  func stop() async {
    await runner.finish()
    await workspace.stop()
    await client.shutdown()
    server.stop()
  }

  /// Presses keys by their names and waits until nothing is under way.
  func press(_ names: String...) async throws {
    for name in names {
      device.send([.key(try #require(Key(name: name), "no key \(name)"))])
      program.step(device.waitForEvents(timeout: 0))
      await settle()
    }
  }

  /// Presses keys by their names, all before any of them is answered, and waits then.
  func pressAtOnce(_ names: String...) async throws {
    device.send(try names.map { .key(try #require(Key(name: $0), "no key \($0)")) })
    program.step(device.waitForEvents(timeout: 0))
    await settle()
  }

  /// Holds back what is read of the store, as a slow disk would.
  func holdReads() { reads.areHeld = true }

  /// Reads what was held back.
  func releaseReads() async {
    reads.areHeld = false
    for job in reads.jobs {
      runner.run(job)
      mailbox.end(isAwaited: job.isAwaited)
    }
    reads.jobs = []
    await settle()
  }

  /// Fails to read what was held back.
  func failReads(_ sentence: String) async {
    reads.areHeld = false
    for job in reads.jobs {
      guard case .read(let slot, let generation, _) = job.effect else { continue }
      mailbox.end(
        with: .answer(job.layer, .read(slot, generation: generation, .failure(sentence))),
        isAwaited: slot.isAwaited)
    }
    reads.jobs = []
    await settle()
  }

  /// Pastes a text.
  func paste(_ text: String) async {
    device.send([.paste(text)])
    program.step(device.waitForEvents(timeout: 0))
    await settle()
  }

  /// Says what the user's editor makes of a text.
  func edits(_ edit: @escaping (String) -> EditorOutcome) { editor.edit = edit }

  /// The unfinished forms on the disk.
  func drafts() throws -> [DraftEntry] { try workspace.drafts() }

  /// Runs the loop until it is asked to end, and finishes what has to be written.
  func terminate() async {
    device.send([.terminate])
    _ = program.run {}
    await runner.finish()
  }

  /// Types text.
  func type(_ text: String) async throws {
    for character in text { try await press(character == " " ? "Space" : String(character)) }
  }

  /// Lets the reminder to keep what was typed come due.
  func remindToKeep() async {
    guard let form = program.app.stack.last else { return }
    await send(.answer(form.id, .reminder(.keepDraft)))
  }

  /// Sends a message to the program.
  func send(_ message: Message) async {
    mailbox.post(message)
    await settle()
  }

  /// Gives the terminal another size.
  func resize(width: Int, height: Int) async {
    device.resize(to: Size(width: width, height: height))
    program.step(device.waitForEvents(timeout: 0))
    await settle()
  }

  /// Waits until the store, the server and the program have nothing left to do.
  func settle() async {
    // Twice, since the last answer may have started something in the store.
    var calmLooks = 0
    while calmLooks < 2 {
      await workspace.idle()
      // Reads run on the same few threads as tests do: they get their turn here.
      await Task.yield()
      program.step([.wake])
      calmLooks = isCalm ? calmLooks + 1 : 0
    }
  }

  /// Whether nothing is under way but the reads that are held back.
  private var isCalm: Bool {
    let held = reads.jobs.count(where: \.isAwaited)
    return held == 0 ? mailbox.isIdle : mailbox.inFlight == held
  }

  /// Changes the name of the selected account on the server, as somebody else would.
  func renameFirstAccount(to name: String) throws {
    let id = try #require(program.app.screen?.selectedRow?.record.ref.serverID)
    _ = server.edit("accounts", id: id, fields: "{\"name\": \"\(name)\"}")
  }

  /// Lets time pass without any key.
  func wait() { program.step([]) }

  /// Compares the screen with its golden file.
  func check(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try GoldenScreen.check(device.last, name, sourceLocation: sourceLocation)
  }

  /// The text on the screen.
  var screen: String { (device.last?.text() ?? []).joined(separator: "\n") }
}

extension Job {
  /// Whether a frame waits for its answer.
  fileprivate var isAwaited: Bool {
    if case .read(let slot, _, _) = effect { slot.isAwaited } else { false }
  }
}
