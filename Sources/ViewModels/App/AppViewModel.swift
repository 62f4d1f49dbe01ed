// The root of all state: the stack of screens, what lies over them, and what the program has to
// say. One function changes it and returns what is to be done.

public import VitallyModel

/// The state of the whole program.
public struct AppViewModel: Equatable, Sendable {
  /// The current time and place. The loop sets it before each update.
  public var now: Now
  /// Columns of the screen.
  public internal(set) var width: Int
  /// Lines of the screen.
  public internal(set) var height: Int
  /// The screens, the one in sight last.
  public internal(set) var stack: [BrowseViewModel] = []
  /// Screens that were left by going back, the last one first in line.
  public internal(set) var ahead: [BrowseViewModel] = []
  /// What lies over the screen, nil for nothing.
  public internal(set) var overlay: Overlay?
  /// What the program said last, until the next key.
  public internal(set) var notice: Notice?
  /// What the program has said.
  public internal(set) var log = MessageLog()
  /// The first message in sight in the log of messages.
  public internal(set) var logTop = 0
  /// Where the changes stand that the server does not have.
  public internal(set) var outbox: [ChangeID: Change.State] = [:]
  /// The records with an unfinished form on the disk.
  public internal(set) var draftRefs: Set<Ref> = []
  /// The name of the workspace, for the header.
  public let workspace: String
  /// Whether nothing may be changed.
  public let isReadOnly: Bool

  /// The form that is about to open.
  var opening: FormOpening?
  /// Which request for a form the last one was.
  var formGeneration = 0
  /// Which request for the outbox, the drafts or a conflict the last one was.
  var outboxGeneration = 0
  /// The records that were edited in this run down a column.
  var columnDone: Set<Ref> = []
  /// The field that was set last.
  var lastField: FieldPath?
  /// Names for records that are made here.
  var ids: MadeIDs
  /// Changes that are being made durable: a key about such a record waits for it.
  var submitting: Set<Ref> = []
  /// The record that was changed last: what its row shows may be on its way still.
  var lastSubmitted: Ref?
  /// What is being looked for, and from which screen.
  var finding: (text: String, screen: Int)? {
    get { findingText.map { ($0, findingScreen) } }
    set {
      findingText = newValue?.text
      findingScreen = newValue?.screen ?? 0
    }
  }
  private var findingText: String?
  private var findingScreen = 0
  /// What lay over the screen before help did.
  var overlayBelow: [Overlay] = []

  let bindings: [Context: [Binding]]
  let measure: TextMeasure
  var lastScreen = 0
  var history: [PromptViewModel.Purpose: [String]] = [:]

  /// What lies over a screen.
  public enum Overlay: Equatable, Sendable {
    case prompt(PromptViewModel)
    case picker(PickerViewModel)
    case help(HelpViewModel)
    case question(QuestionViewModel)
    case calendar(CalendarViewModel)
    case messages
    case outbox(OutboxViewModel)
    case drafts(DraftsViewModel)
    case conflict(ConflictViewModel)
  }

  /// The state at start: nothing on screen yet.
  public init(
    now: Now, width: Int, height: Int, workspace: String, isReadOnly: Bool = false,
    bindings: [Context: [Binding]], measure: TextMeasure, ids: MadeIDs = MadeIDs(seed: 1, 2)
  ) {
    self.now = now
    self.width = width
    self.height = height
    self.workspace = workspace
    self.isReadOnly = isReadOnly
    self.bindings = bindings
    self.measure = measure
    self.ids = ids
  }

  /// Opens the first screen.
  public mutating func start() -> [Effect] { showView(.account) }

  /// Takes what happened and returns what is to be done.
  public mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .command(let command): return run(command)
    case .text(let text): return type(text)
    case .resized(let width, let height): return resize(width: width, height: height)
    case .answer(let slot, let generation, let answer):
      return receive(answer, in: slot, generation: generation)
    case .found(let text, let found): return receive(found, text: text)
    case .store(let event): return receive(event)
    case .outbox(let changes): for change in changes { note(change) }
    case .submitted(let change, let submission): return receive(change, for: submission)
    case .notSubmitted(let submission, let sentence):
      submitting.remove(submission.change.ref)
      say(sentence, .failure)
      return resumeForm(waitingFor: submission.madeID)
    case .reminder(.keepDraft), .ending: return keepDraft()
    case .reminder(.leaveForm(let id)): return stopWaiting(for: id)
    case .edited(let outcome): return receive(outcome)
    case .kept(let ref, let isThere):
      if isThere { draftRefs.insert(ref) } else { draftRefs.remove(ref) }
      return form == nil ? withScreen { $0.requestDetail() } : []
    case .drafts(let drafts): offer(drafts)
    case .notice(let notice): say(notice)
    case .hint(let sentence): notice = Notice(.info, sentence)
    }
    return []
  }

  /// The screen in sight.
  public var screen: BrowseViewModel? { stack.last }

  /// Whether the rows are still on their way that a key would be about.
  public var awaitsRows: Bool {
    switch overlay {
    case .outbox(let outbox)?: return !outbox.isLoaded
    case .drafts(let drafts)?: return !drafts.isLoaded
    case .conflict(let conflict)?: return !conflict.isLoaded
    case .picker(let picker)?: return picker.isSearching
    default: break
    }
    guard overlay == nil, !isTypingInForm, let screen else { return false }
    guard let list = screen.focusedList else { return screen.detail?.row == nil }
    if let ref = list.selectedRow?.record.ref {
      return submitting.contains(ref) || (ref == lastSubmitted && list.isAsked)
    }
    return !list.isLoaded || !list.isCurrent || list.window.total > 0
  }

  /// What covers the screen: a line to type in and a question leave in sight what they lie over.
  public var overlayInSight: Overlay? {
    switch overlay {
    case .prompt?, .question?: overlayBelow.last
    default: overlay
    }
  }

  /// How the screen in sight is divided.
  public var layout: PaneLayout {
    screen?.layout(width: width, height: height)
      ?? PaneLayout(
        width: width, height: height, hasList: false, showsBoth: false, focusIsList: true)
  }

  /// The local time of a message.
  public func clock(_ moment: Moment) -> String { DateText(now: now).clock(moment) }

  /// Shows a sentence and keeps it in the log.
  mutating func say(_ notice: Notice) {
    self.notice = notice
    log.add(notice, at: now.moment)
  }

  /// Shows a sentence and keeps it in the log.
  mutating func say(_ sentence: String, _ level: Notice.Level = .info) {
    say(Notice(level, sentence))
  }

  /// Changes the screen in sight.
  mutating func withScreen(_ change: (inout BrowseViewModel) -> [Effect]) -> [Effect] {
    guard let last = stack.indices.last else { return [] }
    return change(&stack[last])
  }

  /// Says that there are unfinished forms.
  private mutating func offer(_ drafts: [DraftEntry]) {
    draftRefs = Set(drafts.map(\.draft.ref))
    guard let latest = drafts.first else { return }
    let count = drafts.count == 1 ? "An unfinished form is" : "\(drafts.count) unfinished forms are"
    let age = DateText(now: now).ago(latest.draft.updatedAt)
    say("\(count) kept, last typed in \(age). gd shows \(drafts.count == 1 ? "it" : "them").")
  }

  // MARK: Size

  private mutating func resize(width: Int, height: Int) -> [Effect] {
    self.width = width
    self.height = height
    return fit() + followSelection()
  }

  /// Gives the panes of the screen in sight their sizes; asks for rows that came into sight.
  mutating func fit() -> [Effect] {
    let layout = layout
    let now = now
    return withScreen { screen in
      var effects: [Effect] = []
      if screen.list?.resize(height: layout.listHeight) == true {
        effects += screen.requestList()
      }
      if screen.form != nil {
        let (width, height) = layout.formSize(isBox: !screen.showsForm)
        screen.form?.layOut(width: width, height: height, now: now)
      }
      if layout.detailWidth > 0, let detail = screen.detail,
        screen.detail?.resize(
          width: layout.detailTextWidth,
          height: layout.detailHeight(hasTabs: !detail.links.isEmpty), now: now) == true
      {
        effects += screen.requestRelated()
      }
      return effects
    }
  }
}
