// A question with yes and no. Enter means no: what is asked about is never done by accident.

/// A question and what yes does.
public struct QuestionViewModel: Equatable, Sendable {
  /// The question.
  public var text: String
  /// What yes runs.
  public var yes: Invocation

  /// A question.
  public init(_ text: String, yes: Invocation) {
    self.text = text
    self.yes = yes
  }
}
