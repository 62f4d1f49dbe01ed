// All layers. With an enum the compiler names every place that has to handle a new one.

/// One of the layers.
enum AnyLayer: Equatable, Sendable {
  indirect case browse(BrowseViewModel)
  case opening(FormOpening)
  case form(FormViewModel)
  case column(ColumnRun)
  case prompt(PromptViewModel)
  case picker(PickerViewModel)
  case help(HelpViewModel)
  case question(QuestionViewModel)
  case removal(RemovalOpening)
  case attaching(AttachOpening)
  case calendar(CalendarViewModel)
  case messages(MessagesViewModel)
  case outbox(OutboxViewModel)
  case drafts(DraftsViewModel)
  case search(SearchViewModel)
  case jump(JumpViewModel)
  case conflict(ConflictViewModel)
  case sync(SyncViewModel)
  case views(ViewsViewModel)
  case columns(ColumnsViewModel)
  case followUps(FollowUpsViewModel)
  case score(ScoreViewModel)
  case bulk(BulkViewModel)

  // This runs on every key: a switch costs nothing, an existential would.

  func face(in shared: Shared) -> Face {
    switch self {
    case .browse(let layer): layer.face(in: shared)
    case .opening(let layer): layer.face(in: shared)
    case .form(let layer): layer.face(in: shared)
    case .column(let layer): layer.face(in: shared)
    case .prompt(let layer): layer.face(in: shared)
    case .picker(let layer): layer.face(in: shared)
    case .help(let layer): layer.face(in: shared)
    case .question(let layer): layer.face(in: shared)
    case .removal(let layer): layer.face(in: shared)
    case .attaching(let layer): layer.face(in: shared)
    case .calendar(let layer): layer.face(in: shared)
    case .messages(let layer): layer.face(in: shared)
    case .outbox(let layer): layer.face(in: shared)
    case .drafts(let layer): layer.face(in: shared)
    case .search(let layer): layer.face(in: shared)
    case .jump(let layer): layer.face(in: shared)
    case .conflict(let layer): layer.face(in: shared)
    case .sync(let layer): layer.face(in: shared)
    case .views(let layer): layer.face(in: shared)
    case .columns(let layer): layer.face(in: shared)
    case .followUps(let layer): layer.face(in: shared)
    case .score(let layer): layer.face(in: shared)
    case .bulk(let layer): layer.face(in: shared)
    }
  }

  func drawing(in shared: Shared) -> Drawing {
    switch self {
    case .browse(let layer): layer.drawing(in: shared)
    case .opening(let layer): layer.drawing(in: shared)
    case .form(let layer): layer.drawing(in: shared)
    case .column(let layer): layer.drawing(in: shared)
    case .prompt(let layer): layer.drawing(in: shared)
    case .picker(let layer): layer.drawing(in: shared)
    case .help(let layer): layer.drawing(in: shared)
    case .question(let layer): layer.drawing(in: shared)
    case .removal(let layer): layer.drawing(in: shared)
    case .attaching(let layer): layer.drawing(in: shared)
    case .calendar(let layer): layer.drawing(in: shared)
    case .messages(let layer): layer.drawing(in: shared)
    case .outbox(let layer): layer.drawing(in: shared)
    case .drafts(let layer): layer.drawing(in: shared)
    case .search(let layer): layer.drawing(in: shared)
    case .jump(let layer): layer.drawing(in: shared)
    case .conflict(let layer): layer.drawing(in: shared)
    case .sync(let layer): layer.drawing(in: shared)
    case .views(let layer): layer.drawing(in: shared)
    case .columns(let layer): layer.drawing(in: shared)
    case .followUps(let layer): layer.drawing(in: shared)
    case .score(let layer): layer.drawing(in: shared)
    case .bulk(let layer): layer.drawing(in: shared)
    }
  }

  func availability(of command: Command, in shared: Shared) -> Availability {
    switch self {
    case .browse(let layer): layer.availability(of: command, in: shared)
    case .opening(let layer): layer.availability(of: command, in: shared)
    case .form(let layer): layer.availability(of: command, in: shared)
    case .column(let layer): layer.availability(of: command, in: shared)
    case .prompt(let layer): layer.availability(of: command, in: shared)
    case .picker(let layer): layer.availability(of: command, in: shared)
    case .help(let layer): layer.availability(of: command, in: shared)
    case .question(let layer): layer.availability(of: command, in: shared)
    case .removal(let layer): layer.availability(of: command, in: shared)
    case .attaching(let layer): layer.availability(of: command, in: shared)
    case .calendar(let layer): layer.availability(of: command, in: shared)
    case .messages(let layer): layer.availability(of: command, in: shared)
    case .outbox(let layer): layer.availability(of: command, in: shared)
    case .drafts(let layer): layer.availability(of: command, in: shared)
    case .search(let layer): layer.availability(of: command, in: shared)
    case .jump(let layer): layer.availability(of: command, in: shared)
    case .conflict(let layer): layer.availability(of: command, in: shared)
    case .sync(let layer): layer.availability(of: command, in: shared)
    case .views(let layer): layer.availability(of: command, in: shared)
    case .columns(let layer): layer.availability(of: command, in: shared)
    case .followUps(let layer): layer.availability(of: command, in: shared)
    case .score(let layer): layer.availability(of: command, in: shared)
    case .bulk(let layer): layer.availability(of: command, in: shared)
    }
  }

  /// Lets the layer handle an event. The layer is moved out and back in, so that a long text is not
  /// copied on every key.
  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch consume self {
    case .browse(var layer):
      defer { self = .browse(layer) }
      return layer.handle(event, in: &shared)
    case .opening(var layer):
      defer { self = .opening(layer) }
      return layer.handle(event, in: &shared)
    case .form(var layer):
      defer { self = .form(layer) }
      return layer.handle(event, in: &shared)
    case .column(var layer):
      defer { self = .column(layer) }
      return layer.handle(event, in: &shared)
    case .prompt(var layer):
      defer { self = .prompt(layer) }
      return layer.handle(event, in: &shared)
    case .picker(var layer):
      defer { self = .picker(layer) }
      return layer.handle(event, in: &shared)
    case .help(var layer):
      defer { self = .help(layer) }
      return layer.handle(event, in: &shared)
    case .question(var layer):
      defer { self = .question(layer) }
      return layer.handle(event, in: &shared)
    case .removal(var layer):
      defer { self = .removal(layer) }
      return layer.handle(event, in: &shared)
    case .attaching(var layer):
      defer { self = .attaching(layer) }
      return layer.handle(event, in: &shared)
    case .calendar(var layer):
      defer { self = .calendar(layer) }
      return layer.handle(event, in: &shared)
    case .messages(var layer):
      defer { self = .messages(layer) }
      return layer.handle(event, in: &shared)
    case .outbox(var layer):
      defer { self = .outbox(layer) }
      return layer.handle(event, in: &shared)
    case .drafts(var layer):
      defer { self = .drafts(layer) }
      return layer.handle(event, in: &shared)
    case .search(var layer):
      defer { self = .search(layer) }
      return layer.handle(event, in: &shared)
    case .jump(var layer):
      defer { self = .jump(layer) }
      return layer.handle(event, in: &shared)
    case .conflict(var layer):
      defer { self = .conflict(layer) }
      return layer.handle(event, in: &shared)
    case .sync(var layer):
      defer { self = .sync(layer) }
      return layer.handle(event, in: &shared)
    case .views(var layer):
      defer { self = .views(layer) }
      return layer.handle(event, in: &shared)
    case .columns(var layer):
      defer { self = .columns(layer) }
      return layer.handle(event, in: &shared)
    case .followUps(var layer):
      defer { self = .followUps(layer) }
      return layer.handle(event, in: &shared)
    case .score(var layer):
      defer { self = .score(layer) }
      return layer.handle(event, in: &shared)
    case .bulk(var layer):
      defer { self = .bulk(layer) }
      return layer.handle(event, in: &shared)
    }
  }
}

/// The screens that can be shown from everywhere, besides those of records.
public enum Destination: CaseIterable, Hashable, Sendable {
  case messages
  case outbox
  case drafts
  case sync
  case views

  /// The screen in its initial state.
  var layer: AnyLayer {
    switch self {
    case .messages: .messages(MessagesViewModel())
    case .outbox: .outbox(OutboxViewModel())
    case .drafts: .drafts(DraftsViewModel())
    case .sync: .sync(SyncViewModel())
    case .views: .views(ViewsViewModel())
    }
  }

  /// The name, title and description of the command that shows it.
  var words: CommandWords {
    switch self {
    case .messages:
      .init("messages.show", "messages", "Shows the messages of this session.", .global)
    case .outbox:
      .init(
        "outbox.show", "outbox",
        "Lists today's changes: what waits, failed, was sent or taken back.",
        .global)
    case .drafts: .init("drafts.show", "drafts", "Lists unfinished forms.", .global)
    case .sync:
      .init("sync.show", "sync", "Shows what is being fetched, and how fast.", .global)
    case .views: .init("saved-view.list", "views", "Lists your saved views.", .global)
    }
  }
}
