// State shared by all layers: the time, the size, the latest messages, and the status of changes
// and drafts.

public import VitallyModel

/// The state that the layers share.
public struct Shared: Equatable, Sendable {
  /// The current time and place. The loop sets it before each update.
  public internal(set) var now: Now
  /// The columns of the terminal.
  public internal(set) var width: Int
  /// The lines of the terminal.
  public internal(set) var height: Int
  /// The name of the workspace, for the header.
  public let workspace: String
  /// Whether nothing may be changed.
  public let isReadOnly: Bool
  /// Whether records may be deleted for ever.
  let allowsDeletion: Bool
  /// The latest message, until the next key.
  public private(set) var notice: Notice?
  /// The message about the last submitted change, until it is sent.
  private var saving: Saving?
  /// The changes of which forms have told what became of them before the disk's answer came.
  private var told: Set<String> = []
  /// All messages of the session.
  public private(set) var log = MessageLog()
  /// The states of the changes that the server does not have.
  public private(set) var changes: [ChangeID: Change.State] = [:]
  /// The changes that need the user.
  private(set) var stuck = StuckChanges()
  /// What can be taken back, and done again.
  var undo = UndoLine()
  /// The changes that are held back before they are sent, and until when.
  private var held: [ChangeID: Moment] = [:]
  /// The changes that wait until the user goes on with them.
  private var paused: Set<ChangeID> = []
  /// How far changes of many records have come, the last one last.
  private var bulks: [BulkProgress] = []
  /// The changes that were taken back: how they end is told no more.
  private(set) var takenBack: Set<ChangeID> = []
  /// The ids of the drafts on disk.
  public internal(set) var drafts: Set<String> = []

  /// The saved views.
  public internal(set) var views: ViewLibrary

  /// How much each reason for attention counts.
  let weights: Weights

  /// The template with which new notes begin, as the settings name it; nil for none.
  private let noteTemplate: String?

  /// The template with which a new record begins, if the settings name one.
  func template(for resource: Resource) -> TemplateRequest? {
    resource == .note ? noteTemplate.map { TemplateRequest(name: $0, isDefault: true) } : nil
  }

  /// Whether the user has paused the background sync.
  public internal(set) var isSyncPaused = false

  /// Whether the server was not reached when it was last asked.
  public internal(set) var isOffline = false

  /// Until when nothing may be requested from the server.
  private(set) var pauseEnd: Moment?
  /// How long that was when it was told, in seconds.
  private var pauseLength = 0.0

  /// The keys of each context, as text.
  let bindings: [Context: [Binding]]
  /// The first keys of each command in each context.
  let bindingsByCommand: [Context: [Command: Binding]]
  /// The keys for use in sentences.
  public let keys: KeyNames
  /// Measures the width of text.
  public let measure: TextMeasure
  /// Ids for new records and changes.
  var ids: MadeIDs
  /// The changes that are being saved: keys about their records wait.
  private(set) var submitting = Submissions()
  /// How many groups of changes are being saved. Of these many records keys wait, but not moves.
  private(set) var groupsBegun = 0
  /// The last changed record: its row may not show the change yet.
  private(set) var lastSubmitted: Ref?
  /// What was decided last by a single key; nil for nothing yet.
  var lastDecision: LastDecision?
  /// The field that was set last.
  var lastField: FieldPath?
  /// The texts entered in prompts, oldest first.
  private(set) var history: [PromptViewModel.Purpose: [String]] = [:]

  /// Changes whose sending is shown as a message.
  private struct Saving: Equatable {
    let changes: Set<ChangeID>
    let sentence: String
    /// The message once the server has them; nil where the end of their group tells.
    let savedSentence: String?
  }

  init(
    now: Now, width: Int, height: Int, workspace: String, isReadOnly: Bool,
    allowsDeletion: Bool = false, views: ViewLibrary = .shipped,
    noteTemplate: String? = nil, weights: Weights = .standard, bindings: [Context: [Binding]],
    measure: TextMeasure, ids: MadeIDs
  ) {
    self.weights = weights
    self.noteTemplate = noteTemplate
    self.now = now
    self.views = views
    self.width = width
    self.height = height
    self.workspace = workspace
    self.isReadOnly = isReadOnly
    self.allowsDeletion = allowsDeletion
    self.bindings = bindings
    bindingsByCommand = bindings.mapValues { bindings in
      Dictionary(bindings.map { ($0.command, $0) }, uniquingKeysWith: { first, _ in first })
    }
    keys = KeyNames(bindings)
    self.measure = measure
    self.ids = ids
  }

  /// The local time of a message.
  public func clock(_ moment: Moment) -> String { DateText(now: now).clock(moment) }

  /// The key of a command that has several, as it is in these contexts.
  func key(_ command: Command, in contexts: [Context]) -> String {
    let known = contexts.lazy.flatMap { bindings[$0] ?? [] }
    return known.first { $0.command == command }?.keys ?? keys[command]
  }

  // MARK: Messages

  /// Shows a message and logs it.
  mutating func say(_ notice: Notice) {
    self.notice = notice
    log.add(notice, at: now.moment)
  }

  /// Shows a message and logs it.
  mutating func say(_ sentence: String, _ level: Notice.Level = .info) {
    say(Notice(level, sentence))
  }

  /// Tells the user that some invisible characters were left out of the typed or pasted text.
  mutating func say(leftOut count: Int) {
    guard count > 0 else { return }
    let invisible = count.counted("invisible character")
    say("Cleaned up \(invisible).")
  }

  /// How many changes take a moment to be written, so that it is said that they are.
  private static let many = 100

  /// Says what is being done with many changes, until its result is said.
  mutating func sayAtWork(with count: Int, _ sentence: (String) -> String) {
    if count >= Self.many { hint(sentence("\(NumberText.grouped(count)) changes")) }
  }

  /// Shows a hint about the last key, without logging it.
  mutating func hint(_ sentence: String) { notice = Notice(.info, sentence) }

  /// Removes a message that has stopped being true.
  mutating func unsay(_ sentence: String) { if notice?.sentence == sentence { notice = nil } }

  /// Removes the message, because another key was pressed.
  mutating func clearNotice() { notice = nil }

  // MARK: The server

  /// That nothing is requested from the server, and for how long; nil when requests are allowed.
  public var pause: String? {
    guard let pauseTime else { return nil }
    return pauseLength < Self.shortPause
      ? "Vitally asks to wait \(Int(pauseLength.rounded(.up))) s" : "waits until \(pauseTime)"
  }

  /// Until when nothing is requested from the server, in local time; nil when requests are allowed.
  private var pauseTime: String? {
    // The clock shows full minutes: adding almost one never names a time that is too early.
    pauseEnd.flatMap { $0 > now.moment ? clock($0.adding(seconds: 59.999)) : nil }
  }

  /// Pauses of less than this are told in seconds.
  private static let shortPause = 60.0
  /// Pauses of at least this are worth a message.
  private static let longPause = 10.0
  /// How much longer a pause has to get to be told again, in seconds.
  private static let news = 5.0

  /// Notes that nothing is requested from the server until then.
  mutating func pause(until moment: Moment) {
    let isNews = pauseEnd.map { moment >= $0.adding(seconds: Self.news) } ?? true
    pauseEnd = moment
    pauseLength = moment.seconds(since: now.moment)
    guard isNews, pauseLength >= Self.longPause, let pauseTime else { return }
    say("Vitally's rate limit is reached: vitty continues at \(pauseTime).", .warning)
  }

  // MARK: Changes

  /// Notes the state of a change, as long as the server does not have it.
  mutating func note(_ change: Change) {
    changes[change.id] = change.isPending || change.needsAttention ? change.state : nil
    stuck.note(change)
    bulks.note(change)
    held[change.id] =
      change.isHeld(at: now.moment) && !change.isPaused ? change.heldUntil : nil
    if change.isPaused { paused.insert(change.id) } else { paused.remove(change.id) }
    undo.note(change)
  }

  /// Notes the changes that an earlier run has left, and how many there are of each group.
  mutating func note(_ changes: [Change], of totals: [ChangeGroup: Int]) {
    for change in changes { note(change) }
    bulks.follow(changes, of: totals)
  }

  /// How far the last change of many records has come; nil while there is none.
  public var bulk: BulkProgress? { bulks.last }

  /// How many changes are held back before they are sent.
  var heldCount: Int { held.values.count { $0 > now.moment } }

  /// How many changes wait until the user goes on with them.
  var pausedCount: Int { paused.count }

  /// How many changes are pending.
  public var waitingCount: Int { changes.values.count { $0.isPending } }

  /// How many changes need the user's attention.
  public var attentionCount: Int { changes.values.count { $0 == .refused || $0 == .conflict } }

  /// Submits a change under the given id, by default a new one. One that is `held` is sent only
  /// after a moment, and the message says that it can be taken back.
  mutating func submit(
    _ change: NewChange, as madeID: String? = nil, orKeep draft: Draft? = nil,
    saying sentence: String, thenSaying savedSentence: String? = nil,
    held isHeld: Bool = false, followedBy followers: [Submission] = []
  ) -> Effect {
    var submission = submission(
      change, as: madeID, orKeep: draft, saying: sentence, thenSaying: savedSentence,
      held: isHeld)
    submission.followers = followers
    return .submit(submission)
  }

  /// A change that is submitted with another one, under the given id, by default a new one.
  mutating func submission(
    _ change: NewChange, as madeID: String? = nil, orKeep draft: Draft? = nil,
    saying sentence: String, thenSaying savedSentence: String? = nil,
    held isHeld: Bool = false
  ) -> Submission {
    let madeID = madeID ?? ids.next()
    submitting.begin(madeID, about: change.ref)
    return Submission(
      change: change, madeID: madeID, draft: draft, sentence: sentence,
      savedSentence: savedSentence, isHeld: isHeld)
  }

  /// Submits the changes of a group under new ids: all of them are saved or none.
  /// Those that are `held` are sent only after a moment.
  mutating func submit(
    _ group: [NewChange], orKeep draft: Draft? = nil, saying sentence: String,
    held isHeld: Bool = false
  ) -> Effect {
    let madeIDs = group.map { _ in ids.next() }
    for (id, change) in zip(madeIDs, group) { submitting.begin(id, about: change.ref) }
    groupsBegun += 1
    return .submitGroup(
      GroupSubmission(
        changes: group, madeIDs: madeIDs, draft: draft, sentence: sentence,
        isHeld: isHeld))
  }

  /// Shows that a change is being sent.
  mutating func saySaving(_ submission: Submission, _ change: Change) {
    // What is sent at once is told of by how that ends.
    guard told.remove(submission.madeID) == nil, !isSending else { return }
    let sentence = sentence(submission.sentence, isHeld: submission.isHeld)
    say(sentence)
    saving = Saving(
      changes: [change.id], sentence: sentence,
      savedSentence: submission.savedSentence.map {
        self.sentence($0, isHeld: submission.isHeld)
      })
  }

  /// Notes that a form has told what became of a change: that it is being sent is not said any more.
  mutating func noteTold(_ madeID: String) { told.insert(madeID) }

  /// A sentence with the way to take back what it tells of, if that was a matter of one key.
  private func sentence(_ sentence: String, isHeld: Bool) -> String {
    isHeld ? "\(sentence) · \(keys.quickWayBack)" : sentence
  }

  /// Shows that the changes of a group are being sent.
  mutating func saySaving(_ group: GroupSubmission, _ changes: [Change]) {
    if isSending { return }
    saySaving(changes, sentence(group.sentence, isHeld: group.isHeld))
  }

  /// Shows a sentence about changes that are being sent.
  mutating func saySaving(_ changes: [Change], _ sentence: String) {
    say(sentence)
    saving = Saving(changes: Set(changes.map(\.id)), sentence: sentence, savedSentence: nil)
  }

  /// What is said while all that waits is being sent.
  private static let sending = "Sending…"

  /// Shows that all that waits is being sent.
  mutating func saySending() { say(Self.sending) }

  /// Whether it is still said that all that waits is being sent.
  private var isSending: Bool { notice?.sentence == Self.sending }

  /// Reports how the sending of all that waits has ended, if it is still shown.
  private mutating func followSending(_ change: Change) {
    guard isSending else { return }
    if change.state == .waiting, !change.sentence.isEmpty {
      say(change.waiting(keys), .warning)
    } else {
      sayAllSent()
    }
  }

  /// Says that all is sent, once that is so.
  private mutating func sayAllSent() {
    guard isSending, submitting.isEmpty, waitingCount == pausedCount else { return }
    let count = attentionCount
    say(count == 0 ? "All changes are sent." : "Sent, but \(count.counted("change")) not saved.")
  }

  /// Reports the outcome of a change, if its sending is still shown.
  mutating func followSaving(_ change: Change) {
    followSending(change)
    guard let saving, saving.changes.contains(change.id), notice?.sentence == saving.sentence
    else { return }
    switch change.state {
    case .answered:
      guard let sentence = saving.savedSentence else { return }
      say(sentence)
    case .waiting where !change.sentence.isEmpty, .unknown where !change.sentence.isEmpty:
      say(change.waiting(keys), .warning)
    case .waiting, .sending, .unknown, .refused, .conflict, .dropped: return
    }
    self.saving = nil
  }

  /// Notes that a change was saved, or could not be.
  mutating func settle(_ submission: Submission, as change: Change?) {
    submitting.end(submission.madeID)
    guard let change else { return }
    lastSubmitted = change.ref
    undo.add([change.id])
    // The server may have been faster.
    if changes[change.id] == nil { sayAllSent() }
    if let draft = submission.change.draft { forget(draft) }
  }

  /// Notes that the changes of a group were saved; none of them if they could not be.
  mutating func settle(_ group: GroupSubmission, as changes: [Change]) {
    follow(changes)
    for id in group.madeIDs { submitting.end(id) }
    groupsBegun = max(0, groupsBegun - 1)
    guard let last = changes.last else { return }
    lastSubmitted = last.ref
    undo.add(changes.map(\.id))
    if changes.allSatisfy({ self.changes[$0.id] == nil }) { sayAllSent() }
    for draft in group.changes.compactMap(\.draft) { forget(draft) }
  }

  /// Notes what was taken back: what changes many records back has a progress as well.
  mutating func take(_ undone: Undone) {
    undo.take(undone)
    takenBack.formUnion((undone.dropped + undone.reversed).map(\.id))
    follow(undone.inverses)
  }

  /// Notes what is there again.
  mutating func take(_ redone: Redone) {
    undo.take(redone)
    takenBack.subtract(redone.again.map(\.id))
    follow(redone.changes.filter(\.isPending))
  }

  /// Follows changes that were decided together. What became of some may have been told already.
  private mutating func follow(_ all: [Change]) {
    bulks.follow(
      all.map { change in
        var change = change
        change.state = changes[change.id] ?? .answered
        return change
      })
  }

  /// Notes that a draft was saved.
  mutating func note(_ draft: Draft) {
    forget(draft.end)
    drafts.insert(draft.id)
  }

  /// Notes that a draft was deleted.
  mutating func forget(_ draft: Draft.End) {
    drafts.remove(draft.id)
    if let source = draft.source { drafts.remove(source.id) }
  }

  /// Gives a record its new ref.
  mutating func rename(_ old: Ref, to new: Ref) {
    submitting.rename(old, to: new)
    stuck.rename(old, to: new)
  }

  // MARK: Prompts

  /// Adds a text to the history of a prompt.
  mutating func remember(_ text: String, for purpose: PromptViewModel.Purpose) {
    guard !text.isEmpty, history[purpose]?.last != text else { return }
    history[purpose, default: []].append(text)
  }

  /// A prompt for a filter, with its history.
  func prompt(_ filter: FilterInput, text: String? = nil) -> PromptViewModel {
    PromptViewModel(filter, text: text, history: history[.filter] ?? [])
  }

  /// A prompt with its history.
  func prompt(_ purpose: PromptViewModel.Purpose, text: String = "") -> PromptViewModel {
    PromptViewModel(purpose, text: text, history: history[purpose] ?? [])
  }
}
