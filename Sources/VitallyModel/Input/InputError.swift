// Why a field rejects its input. It holds only words for the user.

/// Why the input can't be used: one sentence in lower case, without a full stop, to be shown below
/// a field.
public struct InputError: Error, Hashable, Sendable {
  /// The sentence.
  public var sentence: String

  /// Creates an error from its sentence.
  public init(_ sentence: String) { self.sentence = sentence }
}
