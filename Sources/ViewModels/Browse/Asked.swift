// What a screen waits for before a command goes on: an answer of the user, or one of the store.

import VitallyModel

/// What was asked in the layer above, with what the answer is about: by then another record may be
/// at hand.
enum Asked: Equatable {
  /// Who gets it.
  case assignee(Subject)
  /// A day: when it is due, or until when it waits.
  case day(Subject)
  /// Which record is attached to this one.
  case attachment(Attachment.Holder)
  /// Which rows to mark, by a filter. Its line is closed before it tells what was entered.
  case filter(isClosed: Bool)

  /// What a decision is about.
  enum Subject: Equatable {
    case record(Ref)
    /// All marked records.
    case marked
  }

  /// Whether the answer is about all marked records.
  var isAboutMarks: Bool { self == .assignee(.marked) || self == .day(.marked) }

  /// Gives a record its new ref.
  mutating func rename(_ old: Ref, to new: Ref) {
    switch self {
    case .assignee(.record(old)): self = .assignee(.record(new))
    case .day(.record(old)): self = .day(.record(new))
    case .attachment(var holder) where holder.ref == old:
      holder.ref = new
      self = .attachment(holder)
    default: break
    }
  }
}

/// A question to the store which records are to be marked. Keys about rows wait for its answer.
struct MarksReading: Equatable {
  /// Its number: answers to earlier ones are dropped.
  let generation: Int
  /// The pane of the list that is marked in.
  let focus: BrowseViewModel.Focus
  /// What the list showed then.
  let query: ListingQuery
  /// The command that goes on with what is marked; nil for none.
  let resumes: Command?
}
