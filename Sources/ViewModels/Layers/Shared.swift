// What all layers may read, and some may change: the time, the size, what the program has said, and
// where changes and drafts stand.

public import VitallyModel

/// What the layers share.
public struct Shared: Equatable, Sendable {
  /// The current time and place. The loop sets it before each update.
  public internal(set) var now: Now
  /// Columns of the terminal.
  public internal(set) var width: Int
  /// Lines of the terminal.
  public internal(set) var height: Int
  /// The name of the workspace, for the header.
  public let workspace: String
  /// Whether nothing may be changed.
  public let isReadOnly: Bool
  /// What the program said last, until the next key.
  public private(set) var notice: Notice?
  /// What is said of the change that was handed in last, until it is sent.
  private var saving: Saving?
  /// What the program has said.
  public private(set) var log = MessageLog()
  /// Where the changes stand that the server does not have.
  public private(set) var changes: [ChangeID: Change.State] = [:]
  /// The unfinished forms on the disk.
  public internal(set) var drafts: Set<String> = []

  /// Until when the server wants to be left alone.
  private var pauseEnd: Moment?

  /// The keys of each context, as text.
  let bindings: [Context: [Binding]]
  /// The keys that sentences name.
  public let keys: KeyNames
  /// How wide text is on the screen.
  public let measure: TextMeasure
  /// Names for what is made here.
  var ids: MadeIDs
  /// Changes that are being made durable: a key about such a record waits for it.
  private(set) var submitting: Set<Ref> = []
  /// The record that was changed last: what its row shows may be on its way still.
  private(set) var lastSubmitted: Ref?
  /// The field that was set last.
  var lastField: FieldPath?
  /// What was entered in lines, oldest first.
  private(set) var history: [PromptViewModel.Purpose: [String]] = [:]

  /// A change of which it is said that it is being sent.
  private struct Saving: Equatable {
    let change: ChangeID
    let sentence: String
    let savedSentence: String
  }

  init(
    now: Now, width: Int, height: Int, workspace: String, isReadOnly: Bool,
    bindings: [Context: [Binding]], measure: TextMeasure, ids: MadeIDs
  ) {
    self.now = now
    self.width = width
    self.height = height
    self.workspace = workspace
    self.isReadOnly = isReadOnly
    self.bindings = bindings
    keys = KeyNames(bindings)
    self.measure = measure
    self.ids = ids
  }

  /// The local time of a message.
  public func clock(_ moment: Moment) -> String { DateText(now: now).clock(moment) }

  // MARK: What is said

  /// Shows a sentence and keeps it in the log.
  mutating func say(_ notice: Notice) {
    self.notice = notice
    log.add(notice, at: now.moment)
  }

  /// Shows a sentence and keeps it in the log.
  mutating func say(_ sentence: String, _ level: Notice.Level = .info) {
    say(Notice(level, sentence))
  }

  /// Says that some of what was typed or pasted was left out because it can't be seen.
  mutating func say(leftOut count: Int) {
    guard count > 0 else { return }
    let invisible = count.counted("invisible character")
    say("Cleaned up \(invisible).")
  }

  /// Shows a word about the last key, which is not worth being kept.
  mutating func hint(_ sentence: String) { notice = Notice(.info, sentence) }

  /// A sentence is no longer true.
  mutating func unsay(_ sentence: String) { if notice?.sentence == sentence { notice = nil } }

  /// The last sentence was read: another key was pressed.
  mutating func clearNotice() { notice = nil }

  // MARK: The server

  /// Until when nothing is asked of the server, in local time; nil where nothing is in the way.
  public var pause: String? {
    // Minutes are cut off: the next full one is never too early.
    pauseEnd.flatMap { $0 > now.moment ? clock($0.adding(seconds: 59.999)) : nil }
  }

  /// Nothing is asked of the server until then.
  mutating func pause(until moment: Moment) {
    pauseEnd = moment
    guard let pause else { return }
    say(
      "Vitally's rate limit is reached: vitty continues at \(pause).",
      .warning)
  }

  // MARK: Changes

  /// Keeps where a change stands, as long as the server does not have it.
  mutating func note(_ change: Change) {
    changes[change.id] = change.isPending || change.needsAttention ? change.state : nil
  }

  /// How many changes are on their way.
  public var waitingCount: Int { changes.values.count { $0.isPending } }

  /// How many changes the user has to look at.
  public var attentionCount: Int { changes.values.count { $0 == .refused || $0 == .conflict } }

  /// Hands a change in under a name of its own.
  mutating func submit(
    _ change: NewChange, as madeID: String? = nil, orKeep draft: Draft? = nil,
    saying sentence: String, thenSaying savedSentence: String? = nil
  ) -> Effect {
    submitting.insert(change.ref)
    return .submit(
      Submission(
        change: change, madeID: madeID ?? ids.next(), draft: draft, sentence: sentence,
        savedSentence: savedSentence))
  }

  /// Says that a change is being sent.
  mutating func saySaving(_ submission: Submission, _ change: Change) {
    say(submission.sentence)
    saving = submission.savedSentence.map {
      Saving(change: change.id, sentence: submission.sentence, savedSentence: $0)
    }
  }

  /// Says what has become of a change, where it is still said that it is being sent.
  mutating func followSaving(_ change: Change) {
    guard let saving, saving.change == change.id, notice?.sentence == saving.sentence
    else { return }
    switch change.state {
    case .answered: say(saving.savedSentence)
    case .waiting where !change.sentence.isEmpty, .unknown where !change.sentence.isEmpty:
      say("Saved on this computer. \(change.sentence)", .warning)
    case .waiting, .sending, .unknown, .refused, .conflict, .dropped: return
    }
    self.saving = nil
  }

  /// A change is durable, or could not be made so.
  mutating func settle(_ submission: Submission, as change: Change?) {
    submitting.remove(submission.change.ref)
    guard let change else { return }
    lastSubmitted = change.ref
    if let draft = submission.change.draft { forget(draft) }
  }

  /// What stands in a form is on the disk.
  mutating func note(_ draft: Draft) {
    forget(draft.end)
    drafts.insert(draft.id)
  }

  /// What stood in a form is not on the disk any more.
  mutating func forget(_ draft: Draft.End) {
    drafts.remove(draft.id)
    if let source = draft.source { drafts.remove(source.id) }
  }

  /// A record is known by another name now.
  mutating func rename(_ old: Ref, to new: Ref) {
    if submitting.remove(old) != nil { submitting.insert(new) }
  }

  // MARK: Lines

  /// Keeps what was entered in a line.
  mutating func remember(_ text: String, for purpose: PromptViewModel.Purpose) {
    guard !text.isEmpty, history[purpose]?.last != text else { return }
    history[purpose, default: []].append(text)
  }

  /// A line to type in, with what was entered in earlier ones.
  func prompt(_ purpose: PromptViewModel.Purpose, text: String = "") -> PromptViewModel {
    PromptViewModel(purpose, text: text, history: history[purpose] ?? [])
  }
}
