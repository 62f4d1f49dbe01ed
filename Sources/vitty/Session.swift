// One run of the program: builds all parts, runs the loop, and shuts down.

import Console
import Dispatch
import Logging
import Markup
import Store
import Terminal
import ViewModels
import VitallyAPI
import VitallyDemo
import VitallyModel

enum Session {
  /// Opens a Vitally workspace.
  static func run(_ settings: Settings, environment: SystemEnvironment) throws {
    let place = try environment.stateFolder()
    let all = try PrivateFolder(place.path, variable: place.variable)
    var folder = try PrivateFolder(
      place.path + "/" + settings.folderName, variable: place.variable)
    try folder.checkFiles()
    let plan = Plan(
      folder: folder.path, wasOpen: all.wasOpen || folder.wasOpen,
      workspace: settings.profile == "default" ? settings.address.folderName : settings.profile,
      me: settings.me, pageSize: settings.pageSize, isReadOnly: settings.isReadOnly,
      allowsDeletion: settings.allowsDeletion, holdSeconds: settings.holdSeconds,
      views: try environment.configFolder().path + "/views.toml",
      templates: try environment.configFolder().path + "/templates",
      noteTemplate: settings.noteTemplate, start: settings.start,
      weights: try environment.configFolder().path + "/weights.toml")
    try run(plan, environment) { log, mailbox, onSilence in
      let client = VitallyClient(
        address: settings.address, credentials: settings.credentials,
        options: ClientOptions(share: settings.share, network: settings.network),
        logger: log.logger("api"),
        onPause: {
          mailbox.post(.paused(until: SystemEnvironment.now().adding(seconds: $0 / .seconds(1))))
        }, onSilence: onSilence)
      return Line(source: client) { await client.shutdown() }
    }
  }

  /// Opens a made-up workspace with a server inside this process. Its files are in a temporary
  /// folder, which is removed at the end.
  static func runDemo(accounts: Int, readOnly: Bool, environment: SystemEnvironment) throws {
    let folder = try DemoFolder(in: environment.temporaryFolder())
    defer { folder.remove() }
    let plan = Plan(
      folder: folder.path, wasOpen: false, workspace: "demo", me: demoMail, pageSize: 100,
      isReadOnly: readOnly, allowsDeletion: true,
      weights: (try? environment.configFolder().path).map { $0 + "/weights.toml" },
      keepsPlace: false)
    try run(plan, environment) { log, _, _ in
      let options = DemoOptions(accounts: accounts)
      let server = try DemoServer.start(options)
      let client = VitallyClient(
        address: try ServerAddress(subdomain: nil, region: .us, baseURL: server.baseURL),
        credentials: try Credentials(pasted: options.apiKey), options: ClientOptions(share: 1),
        logger: log.logger("api"))
      return Line(source: client) {
        await client.shutdown()
        server.stop()
      }
    }
  }

  /// The current user in the made-up workspace.
  private static let demoMail = "demo@vitty.example"

  /// What to open, and how.
  private struct Plan {
    var folder: String
    /// Whether others had access to the folder or its files.
    var wasOpen: Bool
    var workspace: String
    var me: String?
    var pageSize: Int
    var isReadOnly: Bool
    /// Whether records may be deleted for ever.
    var allowsDeletion: Bool
    /// For how long changes made with a single key are held back, in seconds.
    var holdSeconds = ConfigurationFile.usualHold
    /// The file with views for all workspaces; nil for none.
    var views: String?
    /// The folder with templates for all workspaces; nil for none.
    var templates: String?
    /// The template with which new notes begin; nil for none.
    var noteTemplate: String?
    /// The first screen; nil where nothing is said about it.
    var start: Settings.Start?
    /// The file with weights; nil for none.
    var weights: String?
    /// Whether the next start goes on where this one ends.
    var keepsPlace = true
  }

  /// A connection to a server, and how to close it.
  private struct Line {
    var source: any RecordSource
    var close: @Sendable () async -> Void
  }

  private static func run(
    _ plan: Plan, _ environment: SystemEnvironment,
    connect: (FileLog, Mailbox, _ onSilence: @escaping @Sendable () -> Void) throws -> Line
  ) throws {
    // The files and the key map take about as long as each other.
    let standardKeys = Meanwhile {
      Result { () throws(KeyMapError) in try KeyMapReader.standard() }
    }
    let views = ViewsFolder(folder: plan.folder, configured: plan.views)
    let library = Meanwhile { views.library() }
    let weights = WeightsFile.load(plan.weights)
    let places = plan.keepsPlace ? PlaceFile(folder: plan.folder) : nil
    let found = Meanwhile { places?.read() ?? .nothing }
    let log = try FileLog(folder: plan.folder)
    let pipe = try WakePipe()
    let mailbox = Mailbox(pipe: pipe)
    let zone = LocalZone(environment)
    let nowSource = NowSource(zone: zone.zone)
    let workspace = try Workspace.open(
      Workspace.Options(
        folder: plan.folder, pageSize: plan.pageSize, isReadOnly: plan.isReadOnly,
        allowsDeletion: plan.allowsDeletion, me: plan.me,
        holdSeconds: plan.holdSeconds,
        htmlLines: { PlainText.lines(ofHTML: $0) },
        mergeHTML: { BodyMerge.mergedHTML(base: $0, mine: $1, theirs: $2) }),
      source: nil, now: SystemEnvironment.now, logger: log.logger("store"),
      onEvent: {
        nowSource.receive($0)
        mailbox.post(.store($0))
      })
    nowSource.identify(in: workspace)
    let keyMap = try standardKeys.value.get()
    let device = try NcursesTerminal.open(
      options: terminalOptions(environment, log), wakeDescriptor: pipe.descriptor)
    let texts = EditedTexts()
    let runner = EffectRunner(
      workspace: workspace, mailbox: mailbox, browser: Browser(environment: environment),
      views: views, templates: TemplatesFolder(path: plan.templates), places: places,
      texts: texts)
    let lent = LentTexts(texts: texts) { mailbox.post($0) }
    let editor = ExternalEditor(
      environment: environment, folder: plan.folder, texts: texts, lent: lent,
      keep: { runner.keep($0, of: $1) })
    let beginning = Beginning(found.value, in: workspace, today: nowSource.now().today) {
      firstScreen(plan)
    }
    if case .unreadable = found.value { log.write(unreadablePlace) }
    if workspace.isFirst { places?.remove() }
    let program = Program(
      device: device,
      app: AppViewModel(
        now: nowSource.now(), width: device.size.width, height: device.size.height,
        workspace: plan.workspace, isReadOnly: plan.isReadOnly,
        allowsDeletion: plan.allowsDeletion, views: library.value, noteTemplate: plan.noteTemplate,
        weights: weights.weights, start: beginning.screen, keepsPlace: plan.keepsPlace,
        resuming: beginning.former,
        bindings: keyMap.bindings,
        measure: TextMeasure { TextWidth.columns($0) },
        ids: MadeIDs(seed: .random(in: .min ... .max), .random(in: .min ... .max))),
      keyMap: keyMap, theme: .standard(colors: device.colors), mailbox: mailbox,
      now: nowSource.now, edit: editor.edit, perform: runner.run)
    let notices = [plan.wasOpen ? openFiles : nil, zone.notice].compactMap(\.self)
    let damage = library.value.problems.map { Notice(.warning, $0) }
    let wrong = weights.problem.map { Notice(.warning, $0) }
    for notice in notices + workspace.notices + damage + [wrong].compactMap(\.self) {
      mailbox.post(.notice(notice))
    }
    mailbox.post(
      .outbox(workspace.unfinishedChanges(), groups: workspace.unfinishedGroups()))

    var line: Line?
    var opening: Task<Void, Never>?
    let end = program.run {
      do {
        line = try connect(log, mailbox) { workspace.noteSilence() }
      } catch {
        mailbox.post(.notice(Notice(.failure, "vitty can't connect to the server: \(error)")))
      }
      opening = Task.detached { [source = line?.source] in
        await open(workspace, in: plan.folder, mailbox, lent)
        if let source { workspace.start(source: source) }
      }
    }
    wait { [opening] in
      await opening?.value
      await runner.finish()
      await workspace.stop()
    }
    // Not awaited: connections end with the process, and a clean close would wait for servers.
    Task.detached { [line] in await line?.close() }
    device.close()
    if end == .quit, let farewell = program.app.farewell { print(farewell) }
    // Where nothing is kept there is nothing to say.
    if plan.keepsPlace, let unsent = workspace.unsent { LastWords(unsent).write() }
    log.write("\(SystemEnvironment.now().iso) info vitty: ended, \(end)")
  }

  /// Finishes what an earlier run has left, and tells the app about drafts. How much of that there is
  /// depends on the past, so the first screen and the first keys don't wait for it.
  private static func open(
    _ workspace: Workspace, in folder: String, _ mailbox: Mailbox, _ lent: LentTexts
  ) async {
    await workspace.settle()
    let recovery = EditorRecovery(in: folder, to: workspace)
    for notice in recovery.notices { mailbox.post(.notice(notice)) }
    if let drafts = try? workspace.drafts() {
      mailbox.post(.drafts(drafts, rescued: recovery.drafts))
    }
    for file in recovery.lent { lent.add(file) }
  }

  /// What to open first. Today is offered once in each workspace.
  private static func firstScreen(_ plan: Plan) -> FirstScreen {
    if let start = plan.start {
      if start == .accounts { return .accounts }
      // Who is named in the settings is found as soon as the team is there.
      return plan.me == nil ? .todayAskingWho : .today
    }
    return OneTimeOffer.today.isDue(in: plan.folder) ? .accountsOfferingToday : .accounts
  }

  private static var unreadablePlace: String {
    "\(SystemEnvironment.now().iso) warning vitty: place.json can't be read, nothing is resumed"
  }

  private static let openFiles = Notice(
    .warning, "Other users could access the files of this workspace: that is fixed.")

  private static func terminalOptions(
    _ environment: SystemEnvironment, _ log: FileLog
  ) -> NcursesTerminal.Options {
    var options = NcursesTerminal.Options()
    options.escapeDelay = environment.isRemote ? 100 : 25
    options.usesColor = environment.wantsColor
    options.logDescriptor = log.descriptor
    options.crashSentence =
      "vitty crashed. What you typed is kept; the report is in \(log.path)"
    return options
  }

  /// Blocks the main thread until asynchronous work is done, after the loop has ended.
  private static func wait(_ work: @escaping @Sendable () async -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      await work()
      done.signal()
    }
    done.wait()
  }
}
