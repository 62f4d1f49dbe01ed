// What a view model asks for. It never waits: answers come back as messages.

public import VitallyModel

/// An effect and the layer that wants it: its answer goes there.
public struct Job: Equatable, Sendable {
  /// Who asked.
  public let layer: LayerID
  /// What is to be done.
  public let effect: Effect
}

/// Something to be done outside of the view models.
public enum Effect: Equatable, Sendable {
  /// Reads from the store. A newer read of the same layer in the same slot makes an older one
  /// worthless.
  case read(ReadSlot, generation: Int, Read)
  /// Looks for a record by id, external id, mail address, link or name.
  case find(String)
  /// Makes a change durable, and says so then. Changes are never cancelled and go out in order.
  case submit(Submission)
  /// Fetches a resource's list in the background.
  case show(Resource)
  /// Fetches a record and what hangs on it, the list of a resource first.
  case fetch(Ref, first: Resource?, isForced: Bool)
  /// Refreshes a list from the server.
  case refresh(ListKey)
  /// Sends what waits in the outbox now. With trust the user has said that the API key belongs to
  /// this workspace.
  case sendOutbox(trustsKey: Bool)
  /// Asks the server for a record by exactly this id, external id or mail address.
  case lookFor(String, Resource)
  /// Keeps an unfinished form, and says so then. Drafts and changes are written in the order of the
  /// keys.
  case keep(Draft, saying: String? = nil)
  /// Throws the draft of a record away, and says so then.
  case forget(Draft.End, saying: String?)
  /// Throws a change away.
  case drop(ChangeID, saying: String)
  /// Tries a change again.
  case retry(ChangeID)
  /// Notes that a record was chosen or opened.
  case visit(Ref)
  /// Lends the terminal to the user's editor, with a text.
  case editText(OutsideEdit)
  /// Sends a reminder after so many seconds, unless the same is on its way already.
  case remind(Reminder, after: Double)
  /// Sends text to the clipboard of the terminal; `what` names it in the message.
  case copy(String, what: String)
  /// Opens an address in a browser.
  case browse(String)
  /// Forgets keys that were held back for what did not come.
  case dropKeys
  case redraw
  case suspend
  case quit
}

/// A change that is handed in.
public struct Submission: Equatable, Sendable {
  /// What is to be done.
  public var change: NewChange
  /// The name of the change, by which its maker knows its news.
  public var madeID: String
  /// What is kept as a draft where the change can't be made durable; nil for nothing.
  public var draft: Draft?
  /// What is said once it is durable.
  public var sentence: String
  /// What takes the place of that once the server has it; nil where the sentence stays true.
  public var savedSentence: String?
}

/// Something that is to be done a little later.
public enum Reminder: Hashable, Sendable {
  /// What was typed is to be written to the disk.
  case keepDraft
  /// A form has waited long enough for the server's answer to the change of this name.
  case leaveForm(String)
}

/// Which of a layer's reads it is.
public enum ReadSlot: Hashable, Sendable {
  /// The rows of a list.
  case list
  /// What a detail shows.
  case detail
  /// The rows of the list in a detail's tab.
  case related
  /// What a form needs.
  case material
  /// What a picker looks up.
  case matches
  /// The changes or the drafts.
  case entries
}

/// What is read.
public enum Read: Equatable, Sendable {
  case window(WindowRequest)
  case recordDetail(Ref)
  case material(Ref, parent: Ref?, draft: String? = nil)
  case matches(MatchQuery)
  case outbox
  case drafts
}
