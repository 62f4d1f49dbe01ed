// The interface of everything that can be focused: a screen, a form, a picker, a question. A layer
// owns its keys, its requests and their answers; the app only routes events.

import VitallyModel

/// A layer on the stack, which can be focused.
protocol Layer: Equatable, Sendable {
  /// What the rest of the program needs to know about it now.
  func face(in shared: Shared) -> Face
  /// How it is drawn.
  func drawing(in shared: Shared) -> Drawing
  /// Whether a command would do something here.
  func availability(of command: Command, in shared: Shared) -> Availability
  /// Handles an event and returns the outcome.
  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome
}

extension Layer {
  func availability(of command: Command, in shared: Shared) -> Availability { .yes }
}

/// Identifies a layer within a session.
public struct LayerID: Hashable, Sendable {
  let number: Int
}

/// Something that happens to a layer.
enum LayerEvent: Equatable {
  /// It was put on the stack, or is the visible screen again.
  case appeared
  /// The layer above has closed.
  case uncovered
  /// It was given this area.
  case arranged(Area)
  /// Keys ran a command.
  case command(Command)
  /// Text was typed or pasted.
  case text(String)
  /// Keys are held until it opens.
  case keysWait
  /// The answer to its request has arrived.
  case answer(Answer)
  /// The layer above sends a reply.
  case reply(Reply)
  /// The layer below has looked for the requested row.
  case row(NextRow)
  /// The store reports an event. `isInSight` says whether the layer is on the visible screen.
  case news(StoreEvent, isInSight: Bool)
  /// The drafts on disk have changed.
  case draftsChanged(hasKeys: Bool)
  /// Unsaved input must be written to disk: the program is suspended or ends.
  case keepTyped
}

/// A reply to the layer below, mostly sent as the layer closes.
enum Reply: Equatable {
  /// A choice was made; with its title.
  case picked(PickerChoice, title: String)
  /// A day was chosen.
  case day(Day)
  /// The current text of the line, while the user types.
  case typing(PromptViewModel.Purpose, String)
  /// The line was entered.
  case entered(PromptViewModel.Purpose, String)
  /// A filter that can be read, while it is typed and once it is entered.
  case filtered(ListFilter)
  /// Show these columns for now; nil for those before.
  case triesColumns([ListColumn]?)
  /// Columns were chosen; nil for those that the list has by itself.
  case choseColumns([ListColumn]?)
  /// The note about this record is saved, and the record is done by the change with this name.
  case completed(Ref, madeID: String)
  /// What was decided about these records was taken back.
  case cameBack([Ref])
  /// A question was answered with yes.
  case confirmed(Confirmation)
  /// Correct a change in its form, beginning with what this one has.
  case mends(Change)
  /// The tasks of a call were approved; with the person of a conversation.
  case approved([FollowUp], with: Ref?)
  /// A field of all marked records gets a value.
  case decided(Field, JSONValue)
  /// These changes of many records were approved, under a name.
  case approvedMany([NewChange], named: String, Decision)
  /// Run a command below.
  case run(Command)
  /// Find the next row of the list that is not in `done`; `moves` leaves the current one, which was
  /// changed by the change with this name.
  case wantsRow(done: Set<Ref>, moves: Bool, madeID: String?)
  /// The field of a row was submitted by the change with this name, or left unchanged: the run goes
  /// on.
  case rowDone(Ref, madeID: String?)
  /// One field of a record was submitted by the change with this name: the selection need not follow
  /// the record.
  case setsField(Ref, Decision?, madeID: String)
  /// A new record was saved on disk.
  case made(Ref)
  /// This record was read last of those that were opened from here; of a list that hangs on a record,
  /// with that.
  case readLast(Ref, of: Ref?)
  /// The form was closed.
  case formLeft
  /// Show this record in the list of its resource; `isHidden` says that the list leaves it out.
  case reveal(Ref, isHidden: Bool)
}

/// The next row for a column run.
enum NextRow: Equatable {
  case found(Ref)
  case noMore
}

/// What follows from an event.
struct Outcome: Equatable, ExpressibleByArrayLiteral {
  /// The effects to run; their answers come back to the layer.
  var effects: [Effect] = []
  /// The changes to the stack.
  var navigation: [Navigation] = []
  /// The reply to the layer below.
  var reply: Reply?
  /// The row for the layer above that requested it.
  var row: NextRow?
  /// The command that waited for an answer and goes on now, if the layer is still in front.
  var resumed: Command?
  /// Whether the layer handled the event. If not, the app does.
  var isHandled = true

  init(_ effects: [Effect] = [], _ navigation: Navigation..., reply: Reply? = nil) {
    self.effects = effects
    self.navigation = navigation
    self.reply = reply
  }

  init(arrayLiteral effects: Effect...) { self.effects = effects }

  /// The event was not handled.
  static let notHandled: Outcome = {
    var outcome = Outcome()
    outcome.isHandled = false
    return outcome
  }()

  /// Opens a layer over this one.
  static func push(_ layer: AnyLayer) -> Outcome { Outcome([], .push(layer)) }

  /// Closes the layer, with a reply to the one below.
  static func close(_ reply: Reply? = nil) -> Outcome { Outcome([], .close, reply: reply) }

  /// Asks for confirmation first.
  static func ask(_ question: String, to confirmation: Confirmation) -> Outcome {
    .push(.question(QuestionViewModel(question, to: confirmation)))
  }

  /// The same, with a screen in the place of what closes.
  func returning(to destination: Destination?) -> Outcome {
    guard let destination else { return self }
    var outcome = self
    outcome.navigation = navigation.map { move in
      if case .close = move { .replace(destination.layer) } else { move }
    }
    return outcome
  }

  static func + (first: Outcome, second: Outcome) -> Outcome {
    var sum = first
    sum.effects += second.effects
    sum.navigation += second.navigation
    sum.reply = second.reply ?? first.reply
    sum.row = second.row ?? first.row
    sum.resumed = second.resumed ?? first.resumed
    return sum
  }

  static func += (sum: inout Outcome, next: Outcome) { sum = sum + next }
}

/// A change to the stack.
enum Navigation: Equatable {
  /// Puts a layer over this one.
  case push(AnyLayer)
  /// Replaces this layer.
  case replace(AnyLayer)
  /// Closes the layer. The last screen asks first.
  case close
  /// Closes the layer, but never the last screen.
  case back
}

/// Whether a command would do something.
enum Availability: Equatable {
  case yes
  /// It is not possible now; the sentence says why.
  case no(String)
  /// It doesn't apply here.
  case hidden
}

/// Whether a layer is ready for keys.
public enum Readiness: Hashable, Sendable {
  /// It is ready.
  case ready
  /// Its rows are being read, or a change to them is being saved: keys about them wait.
  case awaitsRows
  /// How many rows there are is known, and the selected one is being read: moving goes on, other
  /// keys wait.
  case awaitsSelection
  /// The layer is about to open: keys are held until it has.
  case opening
  /// The layer did not open: keys meant for it are ignored.
  case halted

  /// Whether keys about rows wait.
  public var awaitsRows: Bool { self == .awaitsRows || self == .awaitsSelection }
}

/// Where a layer is drawn.
public enum Place: Hashable, Sendable {
  /// Over the whole screen.
  case screen
  /// In place of the detail of the screen below.
  case detail
  /// In a box.
  case box
  /// In the message line.
  case line
}

/// What the rest of the program needs to know about a layer.
struct Face: Equatable {
  /// The contexts in which keys are looked up, innermost first.
  var contexts: [Context]
  /// Contexts whose commands also work here, although their keys do not.
  var alsoKnows: [Context] = []
  /// The commands in the footer, most useful first.
  var hints: [Command] = []
  /// What commands are called in the footer where they would now do the opposite.
  var titles: [Command: String] = [:]
  /// Where it is drawn.
  var place = Place.screen
  /// The title in the header; nil for a screen of records, whose header says more, and for
  /// overlays.
  var title: String?
  /// Whether it is ready for keys.
  var readiness = Readiness.ready
  /// A short hint on what can be typed at the cursor, or on what is there.
  var advice = Formatted.none
}

/// The area of a layer, in columns and lines. A screen has the whole terminal; overlays have the
/// part between header and footer.
public struct Area: Hashable, Sendable {
  /// Columns.
  public var width: Int
  /// Lines.
  public var height: Int
  /// For a screen: whether a form is shown in place of its detail.
  public var lendsDetail = false

  /// Creates an area.
  public init(width: Int, height: Int, lendsDetail: Bool = false) {
    self.width = width
    self.height = height
    self.lendsDetail = lendsDetail
  }
}
