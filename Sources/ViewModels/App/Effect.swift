// What a view model asks for. It never blocks: answers come back as messages.

public import VitallyModel

/// An effect and the layer that its answer goes to.
public struct Job: Equatable, Sendable {
  /// The layer that asked.
  public let layer: LayerID
  /// The effect.
  public let effect: Effect

  /// A job whose answer no layer waits for.
  public static func ofNobody(_ effect: Effect) -> Job {
    Job(layer: LayerID(number: 0), effect: effect)
  }
}

/// Something to be done outside the view models.
public enum Effect: Equatable, Sendable {
  /// Reads from the store. A newer read by the same layer in the same slot makes older ones
  /// obsolete.
  case read(ReadSlot, generation: Int, Read)
  /// Finds a record by id, external id, email address, link or name.
  case find(String)
  /// Saves a change to disk; an answer confirms it. Changes are never cancelled and are sent in
  /// order.
  case submit(Submission)
  /// Saves the changes of a group to disk, all of them or none; one answer confirms it.
  case submitGroup(GroupSubmission)
  /// Fetches a resource's list in the background.
  case show(Resource)
  /// Fetches a record and its child lists, that of one resource first.
  case fetch(Ref, first: Resource?, isForced: Bool)
  /// Refreshes a list from the server.
  case refresh(ListKey)
  /// Pauses the background sync, or lets it go on.
  case pauseSync(Bool)
  /// Sends the outbox now. `trustsKey` means that the user has confirmed that the API key belongs
  /// to this workspace.
  case sendOutbox(trustsKey: Bool)
  /// Requests a record from the server by its exact id, external id or email address.
  case lookFor(String, Resource)
  /// Saves the draft of a form; an answer confirms it. Drafts and changes are written in the order
  /// of the keys.
  case keep(Draft, saying: String? = nil)
  /// Saves a text that an editor has saved when its form is no longer open: in the draft of the form
  /// as it is now, or in one of its own. `after` is the text that was taken before.
  case keepSaved(OutsideEdit, String, after: String?, saying: String)
  /// Deletes the draft of a form; an answer confirms it.
  case forget(Draft.End, saying: String?)
  /// Throws a change away.
  case drop(ChangeID, saying: String)
  /// Throws those of these changes away that are neither sent nor being sent; an answer names them.
  case dropAll([ChangeID])
  /// Holds those of these changes back that wait, or lets them go on; an answer names them.
  case pauseChanges([ChangeID], Bool)
  /// Tries a change again.
  case retry(ChangeID)
  /// Tries those of these changes again that the server does not have.
  case retryAll([ChangeID])
  /// Takes changes back that were made together; an answer says what has come of it.
  case undo([ChangeID], mayArchive: Bool)
  /// Makes changes again that were taken back: those that were thrown away, and those that these
  /// others undo. An answer says what has come of it.
  case redo(dropped: [ChangeID], inverses: [ChangeID])
  /// Lets go of what is held back and waits for a moment until it is sent; then comes a message.
  case part
  /// Changes the saved views; an answer has them as they are then.
  case editViews(ViewEdit)
  /// Keeps who the user is; with the name.
  case identify(Ref, String)
  /// Puts records aside on this computer, or brings them back; an answer says how they waited before.
  /// Without a sentence, what is said depends on how many of them can wait.
  case wait([WaitChange], saying: String?, as: WaitPurpose = .decision)
  /// Notes where the user is, for the next start. While the program runs only the first one on a
  /// workspace does; on leaving each.
  case keepPlace(ResumePoint, isLast: Bool)
  /// Notes that a record was chosen or opened.
  case visit(Ref)
  /// Notes that the user has looked at a record, on the day that began at a moment.
  case look(Ref, today: Moment)
  /// Opens a text in the user's editor, which takes over the terminal.
  case editText(OutsideEdit)
  /// Sends a reminder after a number of seconds, unless the same one is already pending.
  case remind(Reminder, after: Double)
  /// Sends text to the clipboard of the terminal; `what` names it in the message.
  case copy(String, what: String)
  /// Opens an address in a browser.
  case browse(String)
  /// Drops keys that were held for something that did not open.
  case dropKeys
  case redraw
  case suspend
  case quit
}

/// A change to be saved.
public struct Submission: Equatable, Sendable {
  /// The change itself.
  public var change: NewChange
  /// The id of the change, by which its creator recognizes events about it.
  public var madeID: String
  /// What to save as a draft if the change can't be saved; nil for nothing.
  public var draft: Draft?
  /// The message once it is saved.
  public var sentence: String
  /// The message that replaces it once the server has the change; nil to keep it.
  public var savedSentence: String?
  /// Whether it is held back for a moment before it is sent, so that it can be taken back for
  /// nothing.
  public var isHeld = false
  /// What is saved with it and sent after it, if the server takes it; an answer of its own confirms
  /// each.
  public var followers: [Submission] = []

  /// What is saved together, in the order in which it is sent.
  public var all: [Submission] { [self] + followers }
}

/// The changes of a group, to be saved together.
public struct GroupSubmission: Equatable, Sendable {
  /// The changes, in the order in which they are sent.
  public var changes: [NewChange]
  /// The id of each change, by which its creator recognizes events about it.
  public var madeIDs: [String]
  /// What to save as a draft if they can't be saved; nil for nothing.
  public var draft: Draft?
  /// The message once they are saved.
  public var sentence: String
  /// Whether they are held back for a moment before they are sent, so that they can be taken back
  /// for nothing.
  public var isHeld = false
}

/// Why records are put aside, or brought back.
public enum WaitPurpose: Hashable, Sendable {
  /// The user has decided so.
  case decision
  /// The last decision is taken back.
  case undo
  /// What was taken back is done again.
  case redo
}

/// Something to do a little later.
public enum Reminder: Hashable, Sendable {
  /// Save what was typed to disk.
  case keepDraft
  /// Stop waiting for the server's answer to the change with this id, and close the form.
  case leaveForm(String)
  /// The cursor has rested on this record: fetch what lists leave out of it.
  case loadParts(Ref)
  /// See whether a record has been in front for long enough to have been looked at.
  case look
  /// Say that the rows of this query are still being looked for.
  case sayWait(ListingQuery)
  /// The sync has progressed: show how it stands.
  case showSync
  /// Figures of the sync have changed with time alone.
  case ageSync
  /// Show how long a call has taken.
  case clock
  /// Note where the user is.
  case notePlace
  /// The pause that the server has asked for is over.
  case endPause
  /// Another day has begun: what depends on the day is another now.
  case newDay
}

/// Tells a layer's reads apart.
public indirect enum ReadSlot: Hashable, Sendable {
  /// The rows of a list.
  case list
  /// The contents of a detail.
  case detail
  /// The rows of the list in a detail's tab.
  case related
  /// The material of a form.
  case material
  /// The matches in a picker or a search.
  case matches
  /// The changes, the drafts, or how the sync stands.
  case entries
  /// Rows of a list beyond those in sight.
  case margin(ReadSlot)
  /// The rows at an end of a list.
  case end(ReadSlot)
  /// The contents of the detail that is probably next.
  case neighbour
  /// The traits that a filter may speak of.
  case traits
  /// How many records the view with this number lists.
  case count(Int)
  /// The templates, with what they are filled from.
  case templates
  /// The records that a list holds, to mark them.
  case marks

  /// Whether a frame waits a moment for the answer. What is read ahead shows in no frame yet.
  public var isAwaited: Bool {
    switch self {
    case .list, .detail, .related, .material, .matches, .entries, .templates, .marks: true
    case .margin, .end, .neighbour, .traits, .count: false
    }
  }
}

/// The data to read.
public enum Read: Equatable, Sendable {
  case window(WindowRequest)
  case recordDetail(Ref, openSince: Moment?)
  case material(Ref, parent: Ref?, draft: String? = nil, holder: Ref? = nil)
  case matches(MatchQuery)
  case outbox
  case drafts
  case sync
  /// The saved views.
  case views
  /// How many records a query lists.
  case count(ListingQuery)
  /// The traits that a filter of records of these kinds may speak of.
  case traits([Resource])
  /// The values that a field has most often.
  case values(FieldPath, Resource)
  /// The newest records with what was typed in their texts.
  case texts(String, limit: Int)
  /// The records of all resources that answer to what is typed.
  case jump(JumpQuery)
  /// The records that a list holds, which are marked.
  case refs(ListingQuery, Marking)
  /// What a decision about many records would change.
  case bulk(BulkQuery)
  /// The templates, and what is known about records to fill them from.
  case templates(about: [Ref])
}
