// The root of all state: one stack of layers, the screens that were left by going back, and what all
// of them share. It routes: keys to the layer on top, answers to the layer that asked, news to all.

public import VitallyModel

/// The state of the whole program.
public struct AppViewModel: Equatable, Sendable {
  /// What all layers may read.
  public internal(set) var shared: Shared
  /// The layers, the one with the keys last.
  var stack: [Placed] = []
  /// Screens that were left by going back, the last one first in line.
  var ahead: [Placed] = []
  /// The screen that was in sight after the last update.
  private var inSight: LayerID?
  /// What is being looked for, and from which screen.
  var finding: Finding?
  private var lastNumber = 0

  /// A layer on the stack.
  struct Placed: Equatable {
    let id: LayerID
    var layer: AnyLayer
    /// The room that it was told of, nil for none yet.
    var area: Area?
  }

  /// A search for a record.
  struct Finding: Equatable {
    var text: String
    var screen: LayerID?

    /// What is said while it lasts.
    var sentence: String { "Looking for “\(text)”…" }
  }

  /// The state at start: nothing on screen yet.
  public init(
    now: Now, width: Int, height: Int, workspace: String, isReadOnly: Bool = false,
    bindings: [Context: [Binding]], measure: TextMeasure, ids: MadeIDs = MadeIDs(seed: 1, 2)
  ) {
    shared = Shared(
      now: now, width: width, height: height, workspace: workspace, isReadOnly: isReadOnly,
      bindings: bindings, measure: measure, ids: ids)
  }

  /// Opens the first screen.
  public mutating func start() -> [Job] { showView(.account) + arrange() }

  /// Takes what happened and returns what is to be done.
  public mutating func update(_ message: Message) -> [Job] {
    let jobs = take(message)
    return jobs + arrange()
  }

  private mutating func take(_ message: Message) -> [Job] {
    switch message {
    case .command(let command): return run(command)
    case .text(let text): return sendToTop(.text(text))
    case .keysWait: return sendToTop(.keysWait)
    case .resized(let width, let height):
      shared.width = width
      shared.height = height
    case .answer(let id, let answer): return receive(answer, for: id)
    case .store(let event): return receive(event)
    case .outbox(let changes): for change in changes { shared.note(change) }
    case .drafts(let drafts): offer(drafts)
    case .ending: return sendToAll(.keepTyped)
    case .paused(let moment): shared.pause(until: moment)
    case .notice(let notice): shared.say(notice)
    case .hint(let sentence): shared.hint(sentence)
    }
    return []
  }

  // MARK: What is on screen

  /// The current time and place. The loop sets it before each update.
  public var now: Now {
    get { shared.now }
    set { shared.now = newValue }
  }

  /// The layer with the keys.
  var top: AnyLayer? { stack.last?.layer }

  /// The layers in sight: from the last one that covers the screen on.
  var visible: [AnyLayer] {
    let first = stack.lastIndex { $0.layer.face(in: shared).place == .screen }
    return stack[(first ?? 0)...].map(\.layer)
  }

  /// The layers in sight as they are drawn, each over those before it.
  public var drawn: [DrawnLayer] {
    let visible = visible
    return visible.enumerated().map { index, layer in
      DrawnLayer(
        place: layer.face(in: shared).place, drawing: layer.drawing(in: shared),
        hasKeys: index == visible.count - 1)
    }
  }

  /// What the header calls the layer that covers the screen; nil for a screen of records.
  public var title: String? { visible.first?.face(in: shared).title }

  /// The screen in sight, whatever lies over it.
  public var screen: BrowseViewModel? { stack.lazy.compactMap(\.layer.records).last }

  /// The contexts in which keys are looked up, innermost first.
  public var contexts: [Context] {
    // What can't be seen is not typed in.
    layout.isTooSmall ? [.global] : topFace?.contexts ?? [.global]
  }

  /// Whether keys can be about the layer on top yet.
  public var readiness: Readiness { topFace?.readiness ?? .ready }

  /// What can be typed where the cursor is, in a few words.
  public var advice: String {
    visible.lazy.map { $0.face(in: shared).advice }.last { !$0.isEmpty } ?? ""
  }

  /// The commands that the footer names, best first, with their keys. Help is always among them.
  public var hints: [Binding] {
    guard let face = topFace else { return [] }
    let known = face.contexts.flatMap { shared.bindings[$0] ?? [] } + everywhere(face.contexts)
    let commands = face.hints.contains(.app(.help)) ? face.hints : face.hints + [.app(.help)]
    return commands.filter { availability(of: $0, face) == .yes }
      .compactMap { command in known.first { $0.command == command } }
  }

  /// The keys that work in every place; where one types those that are no letters.
  func everywhere(_ contexts: [Context]) -> [Binding] {
    let takesText = contexts.contains(where: \.takesText)
    return (shared.bindings[.global] ?? []).filter {
      Context.everywhere.contains($0.command) && (!takesText || $0.keys.count > 1)
    }
  }

  /// Whether a command would do something with the layer that has the keys.
  func availability(of command: Command) -> Availability {
    topFace.map { availability(of: command, $0) } ?? .hidden
  }

  private func availability(of command: Command, _ face: Face) -> Availability {
    guard let top, !layout.isTooSmall else { return .hidden }
    let places = face.contexts + face.alsoKnows
    let isKnown = places.contains { command.words.contexts.contains($0) }
    guard isKnown || Context.everywhere.contains(command) else { return .hidden }
    return top.availability(of: command, in: shared)
  }

  /// How the screen in sight is divided.
  public var layout: PaneLayout {
    screen?.layout
      ?? PaneLayout(
        width: shared.width, height: shared.height, hasList: false, showsBoth: false,
        focusIsList: true)
  }

  /// How many forms are unfinished, but for the one on screen: `2 drafts`; nil for none.
  public var draftCount: String? {
    let open = stack.compactMap(\.layer.form).map(\.draftID)
    let count = shared.drafts.count { !open.contains($0) }
    return count == 0 ? nil : count.counted("draft")
  }

  var topFace: Face? { stack.last?.layer.face(in: shared) }

  // MARK: Routing

  /// Lets the layer with the keys handle an event.
  mutating func sendToTop(_ event: LayerEvent) -> [Job] {
    guard let id = stack.last?.id else { return [] }
    return send(event, to: id).jobs
  }

  /// Lets all layers handle an event, also those that were left.
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

  /// Does what a layer wants.
  private mutating func follow(_ outcome: Outcome, of id: LayerID) -> [Job] {
    var jobs = outcome.effects.map { Job(layer: id, effect: $0) }
    let below = stack.firstIndex { $0.id == id }.flatMap { $0 > 0 ? stack[$0 - 1].id : nil }
    for move in outcome.navigation { jobs += go(move, from: id) }
    if let reply = outcome.reply { jobs += pass(reply, to: below) }
    if let row = outcome.row, let index = stack.firstIndex(where: { $0.id == id }),
      stack.indices.contains(index + 1)
    {
      jobs += send(.row(row), to: stack[index + 1].id).jobs
    }
    return jobs
  }

  /// Passes on what a layer says to the one below it. What goes beyond that one is done here.
  private mutating func pass(_ reply: Reply, to below: LayerID?) -> [Job] {
    switch reply {
    case .run(let command): return run(command)
    case .entered(.command, let line): return run(line: line)
    case .confirmed(.quit): return [job(.quit)]
    case .confirmed(.trustKey): return [job(.sendOutbox(trustsKey: true))]
    default: return below.map { send(.reply(reply), to: $0).jobs } ?? []
    }
  }

  /// An effect that no layer waits for.
  func job(_ effect: Effect) -> Job {
    Job(layer: stack.last?.id ?? LayerID(number: 0), effect: effect)
  }

  // MARK: Room

  /// Tells the layers what room they have, and the screen in sight that it is.
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

  /// Where the screen in sight lies on the stack.
  var recordsIndex: Int? { stack.lastIndex { $0.layer.records != nil } }

  /// A layer with a name of its own.
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
}
