// What everything that can have the keys has in common: a screen, a form, a picker, a question. A
// layer owns its keys, its waiting and its answers; the app only passes on what happens.

import VitallyModel

/// One thing on the stack that can have the keys.
protocol Layer: Equatable, Sendable {
  /// What the rest of the program has to know of it now.
  func face(in shared: Shared) -> Face
  /// How it is drawn.
  func drawing(in shared: Shared) -> Drawing
  /// Whether a command would do something here.
  func availability(of command: Command, in shared: Shared) -> Availability
  /// Takes what happened and returns what is to be done.
  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome
}

extension Layer {
  func availability(of command: Command, in shared: Shared) -> Availability { .yes }
}

/// Tells a layer apart from all others of a session.
public struct LayerID: Hashable, Sendable {
  let number: Int
}

/// Something that happens to a layer.
enum LayerEvent: Equatable {
  /// It has come onto the stack, or it is the screen in sight again.
  case appeared
  /// What lay over it is gone.
  case uncovered
  /// It has this much room.
  case arranged(Area)
  /// Keys ran a command.
  case command(Command)
  /// Text was typed or pasted.
  case text(String)
  /// Keys wait for it to open.
  case keysWait
  /// What it asked for has come.
  case answer(Answer)
  /// The layer above has something to say.
  case reply(Reply)
  /// The layer below has looked for the row that was asked for.
  case row(NextRow)
  /// The store has news. In sight is what lies on the screen that the user sees.
  case news(StoreEvent, isInSight: Bool)
  /// The drafts on the disk are others now.
  case draftsChanged(hasKeys: Bool)
  /// What is not on the disk yet has to get there: the program stops or ends.
  case keepTyped
}

/// What a layer says to the one below it, mostly as it leaves.
enum Reply: Equatable {
  /// A choice was made; its title.
  case picked(PickerChoice, title: String)
  /// A day was chosen.
  case day(Day)
  /// This stands in the line while one types.
  case typing(PromptViewModel.Purpose, String)
  /// The line was entered.
  case entered(PromptViewModel.Purpose, String)
  /// A question was answered with yes.
  case confirmed(Confirmation)
  /// A command is to be run below.
  case run(Command)
  /// The next row of the list is wanted that is none of these; `moves` leaves the present one.
  case wantsRow(done: Set<Ref>, moves: Bool)
  /// The field of a row was handed in, or left as it was: the run goes on.
  case rowDone(Ref)
  /// One field of a record is handed in: the list need not go where the record goes.
  case setsField(Ref)
  /// A new record is on the disk.
  case made(Ref)
  /// The form was left.
  case formLeft
}

/// The next row of a list that a run down a column has not been in.
enum NextRow: Equatable {
  case found(Ref)
  case noMore
}

/// What a layer wants.
struct Outcome: Equatable, ExpressibleByArrayLiteral {
  /// What is to be done outside of the view models; answers come back to the layer.
  var effects: [Effect] = []
  /// What happens on the stack.
  var navigation: [Navigation] = []
  /// What is said to the layer below.
  var reply: Reply?
  /// The row for the layer above that asked for it.
  var row: NextRow?
  /// Whether the event meant something here. What did not is the app's to take.
  var isHandled = true

  init(_ effects: [Effect] = [], _ navigation: Navigation..., reply: Reply? = nil) {
    self.effects = effects
    self.navigation = navigation
    self.reply = reply
  }

  init(arrayLiteral effects: Effect...) { self.effects = effects }

  /// The event is not for this layer.
  static let notHandled: Outcome = {
    var outcome = Outcome()
    outcome.isHandled = false
    return outcome
  }()

  /// Opens a layer over this one.
  static func push(_ layer: AnyLayer) -> Outcome { Outcome([], .push(layer)) }

  /// Leaves, with a word to the layer below.
  static func close(_ reply: Reply? = nil) -> Outcome { Outcome([], .close, reply: reply) }

  /// Asks before something is done.
  static func ask(_ question: String, to confirmation: Confirmation) -> Outcome {
    .push(.question(QuestionViewModel(question, to: confirmation)))
  }

  static func + (first: Outcome, second: Outcome) -> Outcome {
    var sum = first
    sum.effects += second.effects
    sum.navigation += second.navigation
    sum.reply = second.reply ?? first.reply
    sum.row = second.row ?? first.row
    return sum
  }

  static func += (sum: inout Outcome, next: Outcome) { sum = sum + next }
}

/// A move on the stack.
enum Navigation: Equatable {
  /// Puts a layer over this one.
  case push(AnyLayer)
  /// Puts a layer in the place of this one.
  case replace(AnyLayer)
  /// Leaves. The last screen asks first.
  case close
  /// Leaves, but never the last screen.
  case back
}

/// Whether a command would do something.
enum Availability: Equatable {
  case yes
  /// It can't be done now; the sentence says why.
  case no(String)
  /// It has no meaning here.
  case hidden
}

/// Whether keys can be about the layer that has them.
public enum Readiness: Hashable, Sendable {
  /// They can.
  case ready
  /// What they are about is on its way: they wait a moment for it.
  case awaitsRows
  /// The layer is about to open: keys are held until it has.
  case opening
  /// The layer did not open: keys that were meant for it go nowhere.
  case halted
}

/// Where a layer is drawn.
public enum Place: Hashable, Sendable {
  /// Over the whole screen.
  case screen
  /// Where the detail of the screen below stands.
  case detail
  /// In a box.
  case box
  /// In the line for what the program says.
  case line
}

/// What the rest of the program has to know of a layer.
struct Face: Equatable {
  /// The contexts in which keys are looked up, innermost first.
  var contexts: [Context]
  /// Contexts whose commands mean something here as well, although their keys do not.
  var alsoKnows: [Context] = []
  /// The commands that the footer names, best first.
  var hints: [Command] = []
  /// Where it is drawn.
  var place = Place.screen
  /// What the header calls it, nil for a screen of records, which says more, and for what lies over
  /// one.
  var title: String?
  /// Whether keys can be about it yet.
  var readiness = Readiness.ready
  /// What can be typed where the cursor is, in a few words.
  var advice = ""
}

/// The room of a layer, in columns and lines. A screen has all of the terminal, what lies over it the
/// part between header and footer.
public struct Area: Hashable, Sendable {
  /// Columns.
  public var width: Int
  /// Lines.
  public var height: Int
  /// Of a screen: whether a form stands where its detail would be.
  public var lendsDetail = false

  /// A room of so many columns and lines.
  public init(width: Int, height: Int, lendsDetail: Bool = false) {
    self.width = width
    self.height = height
    self.lendsDetail = lendsDetail
  }
}
