// What a search in the texts of all records has found.

/// The newest records whose title or long texts contain what was typed.
public struct TextHits: Equatable, Sendable {
  /// What was typed.
  public var words: String
  /// The records, newest first.
  public var hits: [TextHit]
  /// Whether there are more than these.
  public var hasMore: Bool
  /// How much of the cache can be searched so far, from 0 to 1; nil for all of it.
  public var readSoFar: Double?
  /// The resources that have not been fetched completely.
  public var unfetched: [Resource]

  /// What was found.
  public init(
    words: String, hits: [TextHit] = [], hasMore: Bool = false, readSoFar: Double? = nil,
    unfetched: [Resource] = []
  ) {
    self.words = words
    self.hits = hits
    self.hasMore = hasMore
    self.readSoFar = readSoFar
    self.unfetched = unfetched
  }
}

/// A record that was found.
public struct TextHit: Hashable, Sendable {
  /// The record.
  public var ref: Ref
  /// Its name; empty if it has none.
  public var title: MarkedText
  /// The line of its texts that says most of what was looked for; empty if it has no text.
  public var line: MarkedText
  /// The date by which its list is sorted, or when it was created.
  public var date: Moment?
  /// The name of its customer; empty if it is one, or has none.
  public var customer: String
  /// Whether lists hide it by default.
  public var isHidden: Bool

  /// A hit.
  public init(
    _ ref: Ref, title: MarkedText, line: MarkedText, date: Moment? = nil, customer: String = "",
    isHidden: Bool = false
  ) {
    self.ref = ref
    self.title = title
    self.line = line
    self.date = date
    self.customer = customer
    self.isHidden = isHidden
  }
}

/// A line of text in which some parts are marked as found.
public struct MarkedText: Hashable, Sendable {
  /// A part of it.
  public struct Part: Hashable, Sendable {
    /// The text.
    public var text: String
    /// Whether it is what was looked for.
    public var isFound: Bool

    /// A part.
    public init(_ text: String, isFound: Bool = false) {
      self.text = text
      self.isFound = isFound
    }
  }

  /// The parts from left to right, none of them empty.
  public var parts: [Part]

  /// A text of these parts.
  public init(_ parts: [Part]) { self.parts = parts.filter { !$0.text.isEmpty } }

  /// A text without marks.
  public init(_ text: String) { self.init([Part(text)]) }

  /// A text in which these ranges are marked. They are in order.
  public init(_ text: String, found ranges: [Range<String.Index>]) {
    var parts: [Part] = []
    var end = text.startIndex
    for range in ranges where range.upperBound > end {
      parts.append(Part(String(text[end..<max(end, range.lowerBound)])))
      parts.append(Part(String(text[max(end, range.lowerBound)..<range.upperBound]), isFound: true))
      end = range.upperBound
    }
    self.init(parts + [Part(String(text[end...]))])
  }

  /// The text alone.
  public var text: String { parts.map(\.text).joined() }

  /// Whether anything in it is marked.
  public var hasFound: Bool { parts.contains(where: \.isFound) }
}
