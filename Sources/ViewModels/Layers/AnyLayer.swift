// All layers there are. The compiler names every place that has to know a new one.

/// One of the layers.
public enum AnyLayer: Equatable, Sendable {
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
