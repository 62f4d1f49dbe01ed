// An error with the files of a workspace, as a sentence for the user.

/// A file of the workspace could not be read or written.
public struct StoreError: Error, Hashable, Sendable {
  /// What happened and what to do, in one sentence.
  public var sentence: String
  /// The technical cause, for the log.
  public var detail: String

  /// Creates an error from its sentence and its cause.
  public init(_ sentence: String, detail: String = "") {
    self.sentence = sentence
    self.detail = detail
  }
}
