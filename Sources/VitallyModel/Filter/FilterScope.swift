// What a filter line may speak of, and which field a name means.

/// The fields that a filter line may name, and who asks when.
public struct FilterScope: Hashable, Sendable {
  /// The kind of record that is listed.
  public var resource: Resource
  /// The traits that records can have, those of the records that others name included.
  public var traits: [Resource: [Field]]
  /// The time, the zone and the user.
  public var now: Now
  /// The kinds of record that are listed together in groups: each reads the line for itself. Empty
  /// for a list without groups.
  public var kinds: [Resource] = []

  /// A scope; without traits none can be named.
  public init(_ resource: Resource, traits: [Resource: [Field]] = [:], now: Now) {
    self.resource = resource
    self.traits = traits
    self.now = now
  }

  /// What a term is about.
  enum Subject: Hashable {
    /// A field of the record.
    case own(Field)
    /// A field of the records that a field names.
    case linked(Field, Field)
  }

  /// What a name means: a field by its path, its label, a word of its label or its first letters,
  /// or two of them with a dot between.
  func subject(_ name: FilterText) throws(FilterError) -> Subject {
    if let field = try field(name, of: resource) { return .own(field) }
    for dot in name.text.indices where name.text[dot] == "." {
      let head = FilterText(
        text: String(name.text[..<dot]), place: name.place, isQuoted: name.isQuoted)
      let tail = FilterText(
        text: String(name.text[name.text.index(after: dot)...]), place: name.place,
        isQuoted: name.isQuoted)
      guard let link = try link(head), let target = link.kind.resources.first else { continue }
      guard let field = try field(tail, of: target) else { throw unknown(tail, of: target) }
      return .linked(link, field)
    }
    throw unknown(name, of: resource)
  }

  /// The scope of each kind in a list of groups; otherwise this one.
  public var each: [FilterScope] {
    kinds.isEmpty ? [self] : kinds.map { FilterScope($0, traits: traits, now: now) }
  }

  /// The field that a name means and whose it is, of the first kind that has one; nil if that is not
  /// clear.
  public func field(called name: String) -> (field: Field, resource: Resource)? {
    each.lazy.compactMap { $0.ownField(called: name) }.first
  }

  private func ownField(called name: String) -> (field: Field, resource: Resource)? {
    let text = FilterText(text: name, place: 0..<0, isQuoted: false)
    switch try? subject(text) {
    case .own(let field): return (field, resource)
    case .linked(let link, let field):
      return link.kind.resources.first.map { (field, $0) }
    case nil: return nil
    }
  }

  /// What may stand behind `is:`, `has:` and what asks for moves.
  public func words(behind name: String) -> [String]? {
    let words = each.compactMap { $0.ownWords(behind: name) }
    guard !words.isEmpty else { return nil }
    return words.joined().reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func ownWords(behind name: String) -> [String]? {
    switch name.lowercased() {
    case "is": FilterReader.states(of: resource.schema)
    case "has": resource.schema.links.map { $0.child.schema.singular.filterText }
    case "moved": resource.schema.watchedFields.map(\.label.filterText)
    case "fell", "rose":
      resource.schema.watchedFields.filter(\.hasDirection).map(\.label.filterText)
    default: nil
    }
  }

  /// All fields that can be named, with the traits of each kind behind its own fields.
  public var fields: [Field] { each.flatMap { $0.fields(of: $0.resource) } }

  private func fields(of resource: Resource) -> [Field] {
    resource.schema.fields.filter { $0.kind != .traits } + (traits[resource] ?? [])
  }

  // MARK: Names

  private func field(
    _ name: FilterText, of resource: Resource
  ) throws(FilterError) -> Field? {
    let key = name.text.nameKey
    guard !key.isEmpty else { return nil }
    let own = resource.schema.fields.filter { $0.kind != .traits }
    let traits = traits[resource] ?? []
    // Exact names win, and the fields of all workspaces win over traits, so that a new trait never
    // changes what a line means.
    // Of several, the one that is written like this: a trait's key may be another one's label.
    let written = name.text.folded
    for fields in [own, traits] {
      let exact = fields.filter { names(of: $0, resource).contains { $0.nameKey == key } }
      let same = exact.first { names(of: $0, resource).contains { $0.folded == written } }
      if let field = same ?? exact.first { return field }
    }
    for fields in [own, traits] {
      let found = fields.filter { $0.label.startsWord(key) }
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        let labels = found.prefix(4).map { $0.label.filterText }
        throw FilterError(
          name.place, "“\(name.text)” can be \(labels.alternatives)")
      }
    }
    return nil
  }

  /// The field that names the records of another resource: `account.` works for `accountId` and
  /// `accountIds`.
  private func link(_ name: FilterText) throws(FilterError) -> Field? {
    let key = name.text.nameKey
    let links = resource.schema.fields.filter { $0.kind.resources.count == 1 }
    let named = links.first { names(of: $0, resource).contains { $0.nameKey == key } }
    if let named { return named }
    return links.first { link in
      link.kind.resources.first.map { $0.schema.singular.nameKey == key } ?? false
    }
  }

  /// What a field may be called.
  private func names(of field: Field, _ resource: Resource) -> [String] {
    let heading = resource.schema.columns.first { $0.path == field.path }?.heading
    let path = field.path.traitKey ?? field.path.text
    let stem = path.hasSuffix("Id") ? String(path.dropLast(2)) : path
    return [field.path.text, path, stem, field.label, heading ?? ""]
  }

  // MARK: Unknown names

  private func unknown(_ name: FilterText, of resource: Resource) -> FilterError {
    let known = fields(of: resource).map(\.label) + FilterReader.keywords
    let near = Spelling.nearest(to: name.text, among: known)
    let plural = resource.schema.pluralInSentence
    let hint = near.map { "; did you mean \($0.filterText)?" } ?? ""
    return FilterError(name.place, "\(plural) have no field “\(name.text)”" + hint)
  }
}

extension String {
  /// A name reduced to its letters and digits, so that blanks, case and signs don't matter.
  fileprivate var nameKey: String { folded.filter { $0.isLetter || $0.isNumber } }

  /// Whether a name begins with a key, or one of its words does.
  fileprivate func startsWord(_ key: String) -> Bool {
    guard key.count > 1 else { return false }
    let words = folded.split { !($0.isLetter || $0.isNumber) }
    return words.indices.contains { words[$0...].joined().hasPrefix(key) }
  }

  /// The text as a value in a filter line: in quotes where it could be taken for something else.
  public var filterValue: String {
    let words = ["none", "any", "empty", "me"]
    let isPlain = filterText.first != "\"" && !words.contains(lowercased())
    return isPlain ? self : "\"\(replacing("\"", with: "\"\""))\""
  }

  /// The text as it is written in a filter line: in quotes where that is necessary.
  public var filterText: String {
    let isPlain = !isEmpty && !contains { $0.isWhitespace || "():<>=!,\"“”„".contains($0) }
    let text = lowercased()
    return isPlain && !hasPrefix("-") && !contains("..")
      ? text : "\"\(text.replacing("\"", with: "\"\""))\""
  }
}

extension [String] {
  /// `a`, `a or b`, `a, b or c`.
  var alternatives: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + self[count - 1]
  }
}
