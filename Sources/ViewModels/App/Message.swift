// What can happen to the program.

public import VitallyModel

/// Something that happened.
public enum Message: Equatable, Sendable {
  /// Keys ran a command.
  case command(Command)
  /// Text was typed or pasted where text can be typed.
  case text(String)
  /// The screen has this many columns and lines.
  case resized(width: Int, height: Int)
  /// A read was answered.
  case answer(ReadSlot, generation: Int, Answer)
  /// A search for a record ended.
  case found(text: String, Found)
  /// The store has news.
  case store(StoreEvent)
  /// What waits in the outbox, told once at start.
  case outbox([Change])
  /// What was handed in is durable now.
  case submitted(Change, Submission)
  /// What was handed in could not be made durable: nothing was done. The sentence says why.
  case notSubmitted(Submission, String)
  /// A reminder is due.
  case reminder(Reminder)
  /// The user's editor has ended.
  case edited(EditorOutcome)
  /// The program is about to end: what is not on the disk yet has to get there.
  case ending
  /// The draft of a record is on the disk, or gone from it.
  case kept(Ref, isThere: Bool)
  /// The unfinished forms, told once at start.
  case drafts([DraftEntry])
  /// Something could not be done, or was.
  case notice(Notice)
  /// A word about the last key, which is not worth being kept.
  case hint(String)
}

/// What a read brought.
public enum Answer: Equatable, Sendable {
  case window(ListingWindow)
  case dossier(Dossier)
  case material(FormMaterial)
  case matches([Match])
  case outbox([OutboxEntry])
  case drafts([DraftEntry])
  /// The read failed; the sentence says why.
  case failure(String)
}

/// What a search for a record brought.
public enum Found: Equatable, Sendable {
  case record(Ref)
  /// Several records have such a name.
  case several([NamedRef])
  /// None; the sentence says where was looked.
  case nothing(String)
}
