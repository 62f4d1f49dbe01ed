// All layers there are. The compiler names every place that has to know a new one.

/// One of the layers.
enum AnyLayer: Equatable, Sendable {
  case browse(BrowseViewModel)
  case opening(FormOpening)
  case form(FormViewModel)
  case column(ColumnRun)
  case prompt(PromptViewModel)
  case picker(PickerViewModel)
  case help(HelpViewModel)
  case question(QuestionViewModel)
  case calendar(CalendarViewModel)
  case messages(MessagesViewModel)
  case outbox(OutboxViewModel)
  case drafts(DraftsViewModel)
  case conflict(ConflictViewModel)

  /// The layer itself.
  private var layer: any Layer {
    switch self {
    case .browse(let layer): layer
    case .opening(let layer): layer
    case .form(let layer): layer
    case .column(let layer): layer
    case .prompt(let layer): layer
    case .picker(let layer): layer
    case .help(let layer): layer
    case .question(let layer): layer
    case .calendar(let layer): layer
    case .messages(let layer): layer
    case .outbox(let layer): layer
    case .drafts(let layer): layer
    case .conflict(let layer): layer
    }
  }

  func face(in shared: Shared) -> Face { layer.face(in: shared) }

  func drawing(in shared: Shared) -> Drawing { layer.drawing(in: shared) }

  func availability(of command: Command, in shared: Shared) -> Availability {
    layer.availability(of: command, in: shared)
  }

  /// Lets the layer handle an event. It is moved out and back in, so that a long text is not copied
  /// for every key.
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
    case .conflict(var layer):
      defer { self = .conflict(layer) }
      return layer.handle(event, in: &shared)
    }
  }
}

/// The screens that can be shown from everywhere, beside those of records.
public enum Destination: CaseIterable, Hashable, Sendable {
  case messages
  case outbox
  case drafts

  /// The screen as it opens.
  var layer: AnyLayer {
    switch self {
    case .messages: .messages(MessagesViewModel())
    case .outbox: .outbox(OutboxViewModel())
    case .drafts: .drafts(DraftsViewModel())
    }
  }

  /// What is said of the command that shows it.
  var words: CommandWords {
    switch self {
    case .messages:
      .init("messages.show", "messages", "Shows the messages of this session.", .global)
    case .outbox:
      .init(
        "outbox.show", "outbox", "Shows what waits, what needs you, and what was sent today.",
        .global)
    case .drafts: .init("drafts.show", "drafts", "Shows the forms that are not finished.", .global)
    }
  }
}
