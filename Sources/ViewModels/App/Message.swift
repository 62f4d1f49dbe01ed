// What can happen to the program.

public import VitallyModel

/// Something that happened.
public enum Message: Equatable, Sendable {
  /// Keys ran a command.
  case command(Command)
  /// Text was typed or pasted in a text field.
  case text(String)
  /// Keys are held until the focused layer opens.
  case keysWait
  /// The screen has this many columns and lines.
  case resized(width: Int, height: Int)
  /// The answer to a layer's request has arrived.
  case answer(LayerID, Answer)
  /// The store reports an event.
  case store(StoreEvent)
  /// The changes in the outbox that the server does not have, sent once at start; and how many there
  /// are of each group that is not sent completely.
  case outbox([Change], groups: [ChangeGroup: Int] = [:])
  /// The unfinished forms, sent once at start, and those of them that have a text which an earlier
  /// run has left with an editor.
  case drafts([DraftEntry], rescued: [String] = [])
  /// An editor that has returned has saved a text all the same. `after` is the text that was taken
  /// from it before.
  case editorSaved(OutsideEdit, String, after: String?)
  /// The program is about to end: unsaved input must be written to disk.
  case ending
  /// Nothing may be requested from the server until then.
  case paused(until: Moment)
  /// What was held back is sent, as far as it can be in a moment: the program may end.
  case parted
  /// A message about something that was done or failed.
  case notice(Notice)
  /// A hint about the last key, which is not logged.
  case hint(String)
}

extension Message {
  /// Whether it shows on screen only after a later key.
  public var isReadAhead: Bool {
    switch self {
    case .answer(_, .read(.end, _, _)), .answer(_, .read(.neighbour, _, _)),
      .answer(_, .reminder(.notePlace)):
      true
    default: false
    }
  }

  /// Whether the user may be at another place after it.
  var mayMove: Bool {
    switch self {
    case .command, .text, .answer(_, .kept): true
    default: false
    }
  }
}

/// An answer to the layer that asked.
public enum Answer: Equatable, Sendable {
  /// A read has finished.
  case read(ReadSlot, generation: Int, ReadResult)
  /// A search for a record ended.
  case found(String, Found)
  /// A change is saved on disk.
  case submitted(Change, Submission)
  /// A change could not be saved, and nothing was done. The sentence says why.
  case notSubmitted(Submission, String)
  /// The changes of a group are saved on disk, all of them.
  case groupSubmitted([Change], GroupSubmission)
  /// A group could not be saved, and nothing was done. The sentence says why.
  case groupNotSubmitted(GroupSubmission, String)
  /// These changes were thrown away together.
  case dropped([Change])
  /// These changes are held back until the user lets them go on, or go on.
  case paused([Change], Bool)
  /// Changes were taken back together.
  case undone(Undone)
  /// Changes were made again that were taken back.
  case redone(Redone)
  /// Changes could not be taken back or made again. The sentence says why.
  case notUndone(String)
  /// Records are put aside or brought back, as they were before and as they are now.
  case waited(before: [WaitChange], after: [WaitChange], saying: String?, WaitPurpose)
  /// Records could not be put aside or brought back. The sentence says why.
  case notWaited([WaitChange], String, WaitPurpose)
  /// It is kept who the user is; with the name.
  case identified(Ref, String)
  /// A draft is saved on disk; the message to show, if any.
  case kept(Draft, String?)
  /// A draft could not be saved. The sentence says why.
  case notKept(Draft, String)
  /// The saved views have changed.
  case viewsEdited(ViewLibrary, ViewEdit)
  /// A draft was deleted; the message to show, if any.
  case forgotten(Draft.End, String?)
  /// The user's editor has ended.
  case edited(EditorOutcome)
  /// An editor that has returned has saved a text of this form all the same.
  case savedOutside(OutsideEdit, String)
  /// A reminder is due.
  case reminder(Reminder)
}

/// The result of a read.
public enum ReadResult: Equatable, Sendable {
  case window(ListingWindow)
  case recordDetail(RecordDetail)
  case material(FormMaterial)
  case matches([Match])
  case outbox(OutboxList)
  case drafts([DraftEntry])
  case sync(SyncReport)
  case views(ViewLibrary)
  /// How many records a query lists, and whether all of them have been fetched.
  case count(Int, isWhole: Bool)
  case traits([Resource: [Field]])
  case values([KnownValue])
  case texts(TextHits)
  case jump(JumpHits)
  case templates(TemplateKit)
  case refs([Ref], Marking)
  case bulk(BulkPreview)
  /// The read failed; the sentence says why.
  case failure(String)
}

/// The result of a search for a record.
public enum Found: Equatable, Sendable {
  case record(Ref)
  /// Several records match the name.
  case several([Match])
  /// None; the sentence says what was searched.
  case nothing(String)
}
