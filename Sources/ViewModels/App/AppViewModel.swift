// The root of all state: one stack of layers, the screens left by going back, and what they all
// share. It routes keys to the top layer, answers to the layer that asked, and events to all
// layers.

public import VitallyModel

/// The state of the whole program.
public struct AppViewModel: Equatable, Sendable {
  /// What all layers may read.
  public internal(set) var shared: Shared
  /// The layers; the last one is focused.
  var stack: [Placed] = []
  /// The screens left by going back, the next one to go forward to last.
  var ahead: [Placed] = []
  /// The screen that was visible after the last update.
  private var inSight: LayerID?
  /// The faces of the visible layers after the last update: a frame asks for them many times.
  private var faces: [Face] = []
  /// The search that is running, and the screen it started from.
  var finding: Finding?
  /// What was asked for as a saved view and is not known: another program may have saved it.
  var awaitedView: String?
  /// Whether it was asked who the user is.
  var hasAskedWho = false
  /// What goes on once it is known who the user is; nil for nothing.
  var awaitsUser: Command?
  /// Whether the program ends as soon as what was held back is sent.
  public internal(set) var isLeaving = false
  private var lastNumber = 0
  /// Whether the place where the user is is noted for the next start.
  let keepsPlace: Bool
  /// Whether the place will be noted soon.
  var isPlaceAwaited = false
  /// The place that was noted last.
  var noted: ResumePoint?
  /// Where an earlier session has ended, unless that is open again; nil for nowhere.
  var former: ResumePoint?
  private let first: FirstScreen

  /// A layer on the stack.
  struct Placed: Equatable {
    let id: LayerID
    var layer: AnyLayer
    /// The area that it was given, nil for none yet.
    var area: Area?
  }

  /// A search for a record.
  struct Finding: Equatable {
    var text: String
    var screen: LayerID?

    /// The message while it runs.
    var sentence: String { "Looking for “\(text)”…" }
  }

  /// The initial state: nothing on screen yet.
  public init(
    now: Now, width: Int, height: Int, workspace: String, isReadOnly: Bool = false,
    allowsDeletion: Bool = false, views: ViewLibrary = .shipped, noteTemplate: String? = nil,
    weights: Weights = .standard, start: FirstScreen = .accounts,
    keepsPlace: Bool = false, resuming former: ResumePoint? = nil,
    bindings: [Context: [Binding]], measure: TextMeasure, ids: MadeIDs = MadeIDs(seed: 1, 2)
  ) {
    first = start
    self.keepsPlace = keepsPlace
    self.former = former
    shared = Shared(
      now: now, width: width, height: height, workspace: workspace, isReadOnly: isReadOnly,
      allowsDeletion: allowsDeletion, views: views, noteTemplate: noteTemplate, weights: weights,
      bindings: bindings,
      measure: measure, ids: ids)
  }

  /// Opens the first screen, or those that an earlier session has left open.
  public mutating func start() -> [Job] { settle(after: openFirst(first)) }

  /// Handles a message and returns the jobs to run.
  public mutating func update(_ message: Message) -> [Job] {
    let jobs = settle(after: take(message))
    return message.mayMove ? jobs + notePlaceLater() : jobs
  }

  /// Brings areas and faces up to date.
  private mutating func settle(after jobs: [Job]) -> [Job] {
    let jobs = jobs + arrange()
    faces = visibleFaces
    return jobs
  }

  private mutating func take(_ message: Message) -> [Job] {
    switch message {
    case .command(let command): return run(command)
    case .text(let text): return sendToTop(.text(text))
    case .keysWait where readiness.awaitsRows:
      shared.hint("One moment. Your keys wait; Esc twice drops them.")
    case .keysWait: return sendToTop(.keysWait)
    case .resized(let width, let height):
      shared.width = width
      shared.height = height
    case .answer(_, .reminder(.notePlace)): return notePlace()
    case .answer(_, .reminder(.endPause)): return watchPause()
    case .answer(let id, let answer):
      defer { refreshJump() }
      return receive(answer, for: id)
    case .store(let event):
      defer { refreshJump() }
      return receive(event)
    case .outbox(let changes, let totals):
      shared.note(changes, of: totals)
      shared.undo.resume(changes)
    case .drafts(let drafts, let rescued): offer(drafts, rescued)
    case .editorSaved(let edit, let text, let last): return take(text, of: edit, after: last)
    case .ending: return sendToAll(.keepTyped) + notePlace(isLeaving: true)
    case .paused(let moment):
      shared.pause(until: moment)
      return watchPause()
    case .notice(let notice): shared.say(notice)
    case .parted: return isLeaving ? [job(.quit)] : []
    case .hint(let sentence): shared.hint(sentence)
    }
    return []
  }

  /// Shows the end of a pause of the server when it has come.
  private func watchPause() -> [Job] {
    guard let end = shared.pauseEnd, end > now.moment else { return [] }
    return [job(.remind(.endPause, after: end.seconds(since: now.moment)))]
  }

  // MARK: Display

  /// The current time and place. The loop sets it before each update.
  public var now: Now {
    get { shared.now }
    set { shared.now = newValue }
  }

  /// The focused layer.
  var top: AnyLayer? { stack.last?.layer }

  /// The faces of the visible layers: from the last one that covers the screen to the focused one.
  private var visibleFaces: [Face] {
    var faces: [Face] = []
    for placed in stack.reversed() {
      faces.append(placed.layer.face(in: shared))
      if faces.last?.place == .screen { break }
    }
    return faces.reversed()
  }

  /// The visible layers as they are drawn, each over those before it.
  public var drawn: [DrawnLayer] {
    zip(visible, faces).enumerated().map { index, layer in
      DrawnLayer(
        place: layer.1.place, drawing: layer.0.drawing(in: shared),
        hasKeys: index == faces.count - 1)
    }
  }

  /// The visible layers: those from the last one that covers the screen.
  var visible: [AnyLayer] { stack.suffix(faces.count).map(\.layer) }

  /// The header's title for the layer that covers the screen; nil for a screen of records.
  public var title: String? { faces.first?.title }

  /// The visible screen of records, whatever is drawn over it.
  public var screen: BrowseViewModel? { stack.lazy.compactMap(\.layer.records).last }

  /// The contexts in which keys are looked up, innermost first.
  public var contexts: [Context] {
    // What can't be seen takes no commands; text that is being typed goes on.
    let contexts = faces.last?.contexts ?? [.global]
    return layout.isTooSmall && !contexts.contains(where: \.takesText) ? [.global] : contexts
  }

  /// Whether the top layer is ready for keys.
  public var readiness: Readiness { faces.last?.readiness ?? .ready }

  /// A short hint on what can be typed at the cursor, or on what is there.
  public var advice: Formatted {
    faces.last { !$0.advice.text.isEmpty }?.advice ?? .none
  }

  /// The commands and keys in the footer, most useful first. Help is always among them.
  public var hints: [Binding] {
    guard let face = faces.last, let top else { return [] }
    let commands = face.hints.contains(.app(.help)) ? face.hints : face.hints + [.app(.help)]
    return commands.compactMap { command in
      guard var binding = binding(of: command, in: face.contexts),
        isOnScreen(face), top.availability(of: command, in: shared) == .yes
      else { return nil }
      binding.label = face.titles[command] ?? binding.label
      return binding
    }
  }

  /// Bindings as they are called now: the keys of saved views by the names of these, without those
  /// that open none.
  public func named(_ bindings: [Binding]) -> [Binding] {
    bindings.compactMap { binding in
      guard case .app(.openSaved(let text)) = binding.command else { return binding }
      guard let view = shared.views.view(meant: text) else { return nil }
      return Binding(keys: binding.keys, command: binding.command, label: view.name)
    }
  }

  /// The first binding of a command in these contexts, or one that works in every place.
  private func binding(of command: Command, in contexts: [Context]) -> Binding? {
    for context in contexts {
      if let binding = shared.bindingsByCommand[context]?[command] { return binding }
    }
    guard Context.everywhere.contains(command) else { return nil }
    return everywhere(contexts).first { $0.command == command }
  }

  /// The keys that work in every place; where one types those that are no letters.
  func everywhere(_ contexts: [Context]) -> [Binding] {
    let takesText = contexts.contains(where: \.takesText)
    return (shared.bindings[.global] ?? []).filter {
      Context.everywhere.contains($0.command) && (!takesText || $0.keys.count > 1)
    }
  }

  /// Whether a command would do something in the focused layer.
  func availability(of command: Command) -> Availability {
    guard let top else { return .hidden }
    return availability(of: command, in: top, top.face(in: shared))
  }

  /// Whether a command would do something in a layer, if that had the keys.
  func availability(of command: Command, in layer: AnyLayer, _ face: Face) -> Availability {
    if !isOnScreen(face) { return .hidden }
    let places = face.contexts + face.alsoKnows
    let isKnown = places.contains { command.words.contexts.contains($0) }
    guard isKnown || Context.everywhere.contains(command) else { return .hidden }
    return layer.availability(of: command, in: shared)
  }

  /// Whether there is room to see what commands do; text that is being typed goes on.
  private func isOnScreen(_ face: Face) -> Bool {
    !layout.isTooSmall || face.contexts.contains(where: \.takesText)
  }

  /// How the visible screen is divided.
  public var layout: PaneLayout {
    screen?.layout
      ?? PaneLayout(
        width: shared.width, height: shared.height, hasList: false, showsBoth: false,
        focusIsList: true)
  }

  /// How many forms are unfinished, not counting the one on screen: `2 drafts`; nil for none.
  public var draftCount: String? {
    let open = Set(stack.flatMap(\.layer.draftIDs))
    let count = shared.drafts.count { !open.contains($0) }
    return count == 0 ? nil : count.counted("draft")
  }

  // MARK: Routing

  /// Lets the focused layer handle an event.
  mutating func sendToTop(_ event: LayerEvent) -> [Job] {
    guard let id = stack.last?.id else { return [] }
    return send(event, to: id).jobs
  }

  /// Lets all layers handle an event, including those left by going back.
  mutating func sendToAll(_ event: LayerEvent) -> [Job] {
    (ahead + stack).map(\.id).flatMap { send(event, to: $0).jobs }
  }

  /// Lets a layer handle an event; one that is gone handles nothing.
  mutating func send(_ event: LayerEvent, to id: LayerID) -> (jobs: [Job], isHandled: Bool) {
    let outcome: Outcome
    if let index = stack.firstIndex(where: { $0.id == id }) {
      outcome = stack[index].layer.handle(event, in: &shared)
    } else if let index = ahead.firstIndex(where: { $0.id == id }) {
      outcome = ahead[index].layer.handle(event, in: &shared)
    } else {
      return ([], false)
    }
    return (follow(outcome, of: id), outcome.isHandled)
  }

  /// Carries out what a layer wants.
  private mutating func follow(_ outcome: Outcome, of id: LayerID) -> [Job] {
    var jobs = outcome.effects.map { Job(layer: id, effect: $0) }
    let below = stack.firstIndex { $0.id == id }.flatMap { $0 > 0 ? stack[$0 - 1].id : nil }
    for move in outcome.navigation { jobs += go(move, from: id) }
    if let reply = outcome.reply { jobs += pass(reply, to: below) }
    if let command = outcome.resumed, stack.last?.id == id { jobs += run(command) }
    if let row = outcome.row, let index = stack.firstIndex(where: { $0.id == id }),
      stack.indices.contains(index + 1)
    {
      jobs += send(.row(row), to: stack[index + 1].id).jobs
    }
    return jobs
  }

  /// Passes a layer's reply to the one below it, or handles it here.
  private mutating func pass(_ reply: Reply, to below: LayerID?) -> [Job] {
    switch reply {
    case .run(let command): return run(command)
    case .entered(.command, let line): return run(line: line)
    case .reveal(let ref, _):
      return leaveOverlays() + showView(ref.resource) + sendToTop(.reply(reply))
    case .confirmed(.quit): return quit()
    case .confirmed(.undoByArchiving(let ids)): return undoByArchiving(ids)
    case .confirmed(.trustKey): return [job(.sendOutbox(trustsKey: true))]
    default: return below.map { send(.reply(reply), to: $0).jobs } ?? []
    }
  }

  /// A job whose answer no layer waits for.
  func job(_ effect: Effect) -> Job {
    Job(layer: stack.last?.id ?? LayerID(number: 0), effect: effect)
  }

  // MARK: Area

  /// Gives the layers their areas, and tells the visible screen that it is.
  private mutating func arrange() -> [Job] {
    guard let index = recordsIndex else { return [] }
    let id = stack[index].id
    let lendsDetail = stack[index...].dropFirst().contains {
      $0.layer.face(in: shared).place == .detail
    }
    var jobs = arrange(
      id, Area(width: shared.width, height: shared.height, lendsDetail: lendsDetail))
    if inSight != id {
      inSight = id
      jobs += send(.appeared, to: id).jobs
    }
    let layout = layout
    for placed in stack[index...].dropFirst() {
      let isBeside = placed.layer.face(in: shared).place == .detail
      let width = isBeside ? layout.detailWidth : shared.width
      jobs += arrange(placed.id, Area(width: width, height: layout.bodyHeight))
    }
    return jobs
  }

  private mutating func arrange(_ id: LayerID, _ area: Area) -> [Job] {
    guard let index = stack.firstIndex(where: { $0.id == id }), stack[index].area != area
    else { return [] }
    stack[index].area = area
    return send(.arranged(area), to: id).jobs
  }

  /// The index of the visible screen on the stack.
  var recordsIndex: Int? { stack.lastIndex { $0.layer.records != nil } }

  /// A layer with a new id.
  mutating func placed(_ layer: AnyLayer) -> Placed {
    lastNumber += 1
    return Placed(id: LayerID(number: lastNumber), layer: layer)
  }
}

extension AnyLayer {
  /// The screen of records that it is, nil for anything else.
  var records: BrowseViewModel? { if case .browse(let screen) = self { screen } else { nil } }

  /// The form that it is, nil for anything else.
  var form: FormViewModel? { if case .form(let form) = self { form } else { nil } }

  /// The drafts that are open in it, or about to be.
  var draftIDs: [String] {
    switch self {
    case .form(let form): [form.draftID] + [form.source?.id].compactMap(\.self)
    case .opening(let opening): opening.resumed?.drafts ?? []
    default: []
    }
  }
}
