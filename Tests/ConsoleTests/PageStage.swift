// A stage for layers without a program around them: they get values, keys and answers, and what the
// one on top draws is compared with a golden page. No server, no store, no waiting.

import Terminal
import Testing
import VitallyModel

@testable import Console
@testable import ViewModels

struct PageStage {
  /// Beside nothing on a small terminal, and with the whole of a wide one.
  static let widths = [76, 120]
  /// Beside a list on a terminal of 120 columns.
  static let besideList = 57
  /// Tuesday, 24 November 2026, 09:02 UTC.
  static let now = Now(
    moment: Moment("2026-11-24T09:02:00Z") ?? Moment(milliseconds: 0), me: .server(.admin, "robin"))

  /// What the layers share.
  private(set) var shared: Shared
  private var layers: [AnyLayer] = []
  private let size: Size

  /// An empty stage of a size.
  init(width: Int = 76, height: Int = 30) throws {
    size = Size(width: width, height: height)
    shared = Shared(
      now: Self.now, width: width, height: height, workspace: "acme", isReadOnly: false,
      bindings: try KeyMapReader.standard().bindings,
      measure: TextMeasure { TextWidth.columns($0) }, ids: MadeIDs(seed: 1, 2))
  }

  /// The layer on top.
  var top: AnyLayer? { layers.last }

  /// What the layer on top asks; nil when it is no question.
  var question: String? {
    if case .question(let question)? = top { question.text } else { nil }
  }

  // MARK: What happens to the layers

  /// Puts a layer on top and gives it its room.
  mutating func open(_ layer: AnyLayer) {
    layers.append(layer)
    send(.appeared)
    send(.arranged(Area(width: size.width, height: size.height)))
  }

  /// Puts the form of what the store knows on top.
  mutating func open(
    _ material: FormMaterial, _ origin: FormViewModel.Origin,
    scope: FormViewModel.Scope = .whole
  ) {
    open(.form(FormViewModel.open(material, origin, scope: scope, in: &shared)))
  }

  /// Lets the layer on top handle an event, and does what it wants on the stack.
  mutating func send(_ event: LayerEvent) {
    guard !layers.isEmpty else { return }
    let outcome = layers[layers.count - 1].handle(event, in: &shared)
    for move in outcome.navigation {
      switch move {
      case .push(let layer): open(layer)
      case .replace(let layer):
        layers.removeLast()
        open(layer)
      case .close, .back: layers.removeLast()
      }
    }
    if let reply = outcome.reply { send(.reply(reply)) }
  }

  /// Runs commands, one after the other.
  mutating func run(_ commands: Command...) { for command in commands { send(.command(command)) } }

  /// Types text.
  mutating func type(_ text: String) { for character in text { send(.text(String(character))) } }

  /// Answers what the layer on top has asked of the store first.
  mutating func answer(_ slot: ReadSlot, _ result: ReadResult, generation: Int = 1) {
    send(.answer(.read(slot, generation: generation, result)))
  }

  /// Shows a sentence, which is kept in the log.
  mutating func say(_ sentence: String, _ level: Notice.Level = .info) {
    shared.say(sentence, level)
  }

  /// Takes the saved views.
  mutating func take(_ library: ViewLibrary) { shared.views = library }

  /// Sets the clock.
  mutating func setClock(_ moment: Moment?) { shared.now.moment = moment ?? shared.now.moment }

  // MARK: What is drawn

  /// Compares what the layer on top draws with its golden page.
  func check(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let layer = try #require(layers.last, sourceLocation: sourceLocation)
    let place = layer.face(in: shared).place
    let drawing = layer.drawing(in: shared)
    try check(name, sourceLocation: sourceLocation) { canvas, area in
      switch drawing {
      case .page(let page) where place == .box:
        PagePane(page, hasKeys: true).drawBox(on: &canvas, in: area)
      case .page(let page): PagePane(page, hasKeys: true).draw(on: &canvas, in: area)
      case .calendar(let calendar): CalendarPane(calendar).draw(on: &canvas, in: area)
      case .records, .prompt, .question, .nothing: Issue.record("this is no page: \(drawing)")
      }
    }
  }

  /// Compares a list with its golden page.
  func check(
    _ list: ListViewModel, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try check(name, sourceLocation: sourceLocation) { canvas, area in
      ListPane(list, shared, isFocused: true).draw(on: &canvas, in: area)
    }
  }

  /// Compares a detail with its golden page.
  func check(
    _ detail: DetailViewModel, _ name: String, usesUnicode: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try check(name, usesUnicode: usesUnicode, sourceLocation: sourceLocation) { canvas, area in
      DetailPane(detail, shared, isFocused: true).draw(on: &canvas, in: area)
    }
  }

  private func check(
    _ name: String, usesUnicode: Bool = true, sourceLocation: SourceLocation,
    _ draw: (inout Canvas, Rect) -> Void
  ) throws {
    var canvas = Canvas(size: size, theme: .probe, usesUnicode: usesUnicode)
    let area = canvas.bounds
    draw(&canvas, area)
    try GoldenScreen.check(canvas.surface, name, in: .pages, sourceLocation: sourceLocation)
  }

  // MARK: Records

  /// A list of these rows that has come in.
  func list(
    _ query: ListingQuery, _ rows: [ListingRow], filter line: String = ""
  ) throws -> ListViewModel {
    var list = ListViewModel(query, height: size.height - 1)
    let filter = try ListFilter.read(line, in: list.filterScope(shared.now))
    list.show(query, with: filter, keepingSelection: false)
    list.fill(rows)
    return list
  }

  /// The detail of a record that has come in, on its brief.
  func detail(_ recordDetail: RecordDetail, of record: Record) -> DetailViewModel {
    let height = size.height - (record.schema.links.isEmpty ? 0 : 1)
    var detail = DetailViewModel(
      record.ref, width: size.width - 2, height: height, measure: shared.measure,
      keys: shared.keys, openSince: shared.openSince)
    let generation = detail.request()
    detail.receive(recordDetail, generation: generation, now: shared.now)
    return detail
  }
}

extension ListViewModel {
  /// Takes these rows as all that there are.
  mutating func fill(_ rows: [ListingRow], traits: [Field] = []) {
    _ = request()
    _ = receive(
      ListingWindow(
        query: query, rows: rows, total: rows.count, names: GivenRecords.names,
        traits: traits, status: SyncStatus(completedAt: PageStage.now.moment)),
      generation: generation)
  }
}
