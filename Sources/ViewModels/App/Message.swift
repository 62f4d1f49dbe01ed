// What can happen to the program.

public import VitallyModel

/// Something that happened.
public enum Message: Equatable, Sendable {
  /// Keys ran a command.
  case command(Command)
  /// Text was typed or pasted where text can be typed.
  case text(String)
  /// Keys wait for the layer with the keys to open.
  case keysWait
  /// The screen has this many columns and lines.
  case resized(width: Int, height: Int)
  /// What a layer asked for has come.
  case answer(LayerID, Answer)
  /// The store has news.
  case store(StoreEvent)
  /// What waits in the outbox, told once at start.
  case outbox([Change])
  /// The unfinished forms, told once at start.
  case drafts([DraftEntry])
  /// The program is about to end: what is not on the disk yet has to get there.
  case ending
  /// The server wants to be left alone until then.
  case paused(until: Moment)
  /// Something could not be done, or was.
  case notice(Notice)
  /// A word about the last key, which is not worth being kept.
  case hint(String)
}

/// What comes back to the layer that asked.
public enum Answer: Equatable, Sendable {
  /// A read was answered.
  case read(ReadSlot, generation: Int, ReadResult)
  /// A search for a record ended.
  case found(String, Found)
  /// What was handed in is durable now.
  case submitted(Change, Submission)
  /// What was handed in could not be made durable: nothing was done. The sentence says why.
  case notSubmitted(Submission, String)
  /// A draft is on the disk; what there is to say of it.
  case kept(Draft, String?)
  /// A draft could not be written. The sentence says why.
  case notKept(Draft, String)
  /// The draft of a record is gone from the disk; what there is to say of it.
  case forgotten(Draft.End, String?)
  /// The user's editor has ended.
  case edited(EditorOutcome)
  /// A reminder is due.
  case reminder(Reminder)
}

/// What a read brought.
public enum ReadResult: Equatable, Sendable {
  case window(ListingWindow)
  case recordDetail(RecordDetail)
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
