// The line of a list: what a saved view keeps, and how a line becomes what the list shows.

import VitallyModel

/// A filter line that can be read once it is known which traits there are.
struct UnreadLine: Equatable, Sendable {
  /// The line.
  var text: String
  /// Why it is read.
  var reason: Reason

  /// Why a line is read.
  enum Reason: Equatable, Sendable {
    /// A saved view is opened.
    case opensView
    /// Another day has begun, so that “today” means another one.
    case newDay
    /// A term was put in or taken out by a key.
    case edited
    /// The list was open in an earlier session.
    case resumes
  }
}

extension ListViewModel {
  /// Creates the list of a saved view, whose line is still to be read.
  init(_ view: SavedView, openSince: Moment) {
    self.init(ListingQuery(view.resource, openSince: openSince))
    self.view = view
    unread = UnreadLine(text: view.line, reason: .opensView)
  }

  /// The line that lists what it shows now: the filter, and what was chosen by other keys.
  var line: String {
    var line = FilterLine(unread?.text ?? filter.line)
    if base.showsHidden { line = line.with("is:any") }
    if filter.filter.order == nil,
      base.order != query.resource.schema.order || !base.thenBy.isEmpty
    {
      line = line.with("sort:" + ([base.order] + base.thenBy).map(name).joined(separator: ","))
    }
    return line.text
  }

  /// By what it is sorted, where neither its columns nor the filter in the header say so.
  public var unseenOrder: String? {
    // Each frame asks this: what is true of nearly all lists is looked at first.
    let orders = [query.order] + query.thenBy
    if orders == [query.resource.schema.order] { return nil }
    if orders.count == 1, chosenColumns.contains(where: { $0.path == query.order.path }) {
      return nil
    }
    if filter.filter.order != nil, view == nil || isViewChanged { return nil }
    return "by " + orders.map(name).joined(separator: ", ")
  }

  /// Whether it shows something else than its saved view does.
  public var isViewChanged: Bool { view.map { $0.line != line } ?? false }

  /// Reads the unread line. Throws what is wrong with it; then everything stays as it is.
  mutating func readLine(traits: [Resource: [Field]], now: Now) throws(FilterError) {
    guard let unread else { return }
    self.unread = nil
    let filter = try ListFilter.read(unread.text, in: filterScope(now, traits))
    var base = base
    if filter.filter.order != nil {
      base.order = query.resource.schema.order
      base.thenBy = []
    }
    tried = nil
    let isSame = filter.line == self.filter.line
    let keepsSelection = isLoaded && (isSame || filter == .none)
    show(base, with: filter, keepingSelection: keepsSelection || unread.reason == .resumes)
  }

  /// Shows no rows, because the line can't be read.
  mutating func showNothing(for line: String, because sentence: String) {
    unread = nil
    var filter = Filter()
    filter.condition = .any([])
    show(base, with: ListFilter(line: line, filter: filter), keepingSelection: false)
    unreadable = sentence
  }

  /// How a line names an order: `-mrr`, `"-last seen"`.
  private func name(_ order: ListOrder) -> String {
    let name = name(order.path)
    guard order.isDescending else { return name }
    return name.hasPrefix("\"") ? "\"-" + name.dropFirst() : "-" + name
  }

  /// How a line names a column: `mrr`, `"last seen/12"`.
  func name(_ column: ListColumn) -> String {
    let name = column.path == Field.why.path ? "why" : name(column.path)
    guard let width = column.width else { return name }
    return name.hasSuffix("\"") ? "\(name.dropLast())/\(width)\"" : "\(name)/\(width)"
  }

  private func name(_ path: FieldPath) -> String {
    (field(path)?.label ?? path.text).filterText
  }
}

extension FilterLine {
  /// The line with a term that it may have already.
  func with(_ term: String?) -> FilterLine {
    guard let term, !has(term) else { return self }
    return toggling(term) ?? self
  }
}
