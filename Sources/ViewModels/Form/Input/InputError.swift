// Why a field does not take what was typed. It holds words for a person and nothing else.

/// Why what was typed can't be used: one sentence in lower case, without a full stop, fit to
/// stand under a field.
struct InputError: Error, Hashable, Sendable {
  /// The sentence.
  var sentence: String

  /// An error from its sentence.
  init(_ sentence: String) { self.sentence = sentence }
}
