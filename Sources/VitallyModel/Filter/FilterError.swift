// Why a filter line can't be used, and where.

/// What is wrong with a filter line.
public struct FilterError: Error, Hashable, Sendable {
  /// The part that is wrong, in characters from the start of the line; empty at its end.
  public var place: Range<Int>
  /// The reason and what to write instead: in lower case, without a full stop.
  public var sentence: String
  /// Whether the line is right so far and only needs to go on.
  public var isUnfinished: Bool

  /// Why `me` means nobody.
  static let unknownUser =
    "it is not known who you are; the command :me asks"

  /// The sentence as the end of another one: with a full stop, unless it asks something.
  public var ended: String { sentence.hasSuffix("?") ? sentence : sentence + "." }

  /// An error at a place.
  init(_ place: Range<Int>, _ sentence: String, isUnfinished: Bool = false) {
    self.place = place
    self.sentence = sentence
    self.isUnfinished = isUnfinished
  }
}
