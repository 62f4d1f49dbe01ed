// Why something can't be decided about a record, in words for one record and for many.

/// A reason why something can't be decided.
public struct Hindrance: Error, Hashable, Sendable {
  /// About one record, as the end of a sentence: `it is done`.
  private let one: String
  /// The same about several: `they are done`.
  private let many: String

  /// A reason, as the end of a sentence; the same for any number of records unless another is given.
  public init(_ one: String, many: String? = nil) {
    self.one = one
    self.many = many ?? one
  }

  /// They are archived.
  public static let isArchived = Hindrance("it is archived", many: "they are archived")
  /// They are done.
  public static let isDone = Hindrance("it is done", many: "they are done")
  /// Only their names are known.
  public static let isNotLoaded = Hindrance("it is not loaded yet", many: "they are not loaded yet")

  /// About so many records, as the end of a sentence: `they are done`.
  public func words(about count: Int) -> String { count == 1 ? one : many }

  /// About one record, as a sentence of its own: `It is done.`
  public var sentence: String { one.prefix(1).uppercased() + one.dropFirst() + "." }
}
