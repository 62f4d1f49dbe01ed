// What a view model asks for. It never waits: answers come back as messages.

public import VitallyModel

/// Something to be done outside of the view models.
public enum Effect: Equatable, Sendable {
  /// Reads from the store. A newer read in the same slot makes an older one worthless.
  case read(ReadSlot, generation: Int, Read)
  /// Looks for a record by id, external id, mail address, link or name.
  case find(String)
  /// Makes a change durable, and says so then. Changes are never cancelled and go out in order.
  case submit(NewChange, saying: String)
  /// Fetches a resource's list behind.
  case show(Resource)
  /// Fetches a record and what hangs on it, the list of a resource first.
  case fetch(Ref, first: Resource?, isForced: Bool)
  /// Refreshes a list from the server.
  case refresh(ListKey)
  /// Sends what waits in the outbox now.
  case sendOutbox
  /// Sends text to the clipboard of the terminal; `what` names it in the message.
  case copy(String, what: String)
  /// Opens an address in a browser.
  case browse(String)
  case redraw
  case suspend
  case quit
}

/// Where the answer of a read belongs.
public enum ReadSlot: Hashable, Sendable {
  /// The list of a screen.
  case list(screen: Int)
  /// The dossier of a screen's detail.
  case dossier(screen: Int)
  /// The list in a tab of a screen's detail.
  case related(screen: Int)
}

/// What is read.
public enum Read: Equatable, Sendable {
  case window(WindowRequest)
  case dossier(Ref)
}
