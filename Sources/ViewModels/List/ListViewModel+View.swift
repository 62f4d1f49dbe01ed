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
    if filter.filter.order == nil, base.order != query.resource.schema.order {
      line = line.with(sortTerm(base.order))
    }
    return line.text
  }

  /// Whether it shows something else than its saved view does.
  public var isViewChanged: Bool { view.map { $0.line != line } ?? false }

  /// Reads the unread line. Throws what is wrong with it; then everything stays as it is.
  mutating func readLine(traits: [Resource: [Field]], now: Now) throws(FilterError) {
    guard let unread else { return }
    self.unread = nil
    let scope = FilterScope(query.resource, traits: traits, now: now)
    let filter = try ListFilter.read(unread.text, in: scope)
    var base = base
    if filter.filter.order != nil { base.order = query.resource.schema.order }
    let isSame = filter.line == self.filter.line
    show(base, with: filter, keepingSelection: isLoaded && (isSame || filter == .none))
  }

  /// The term of a line that sorts by a field.
  private func sortTerm(_ order: ListOrder) -> String {
    let name = (field(order.path)?.label ?? order.path.text).filterText
    guard order.isDescending else { return "sort:" + name }
    return "sort:" + (name.hasPrefix("\"") ? "\"-" + name.dropFirst() : "-" + name)
  }
}

extension FilterLine {
  /// The line with a term that it may have already.
  fileprivate func with(_ term: String) -> FilterLine {
    has(term) ? self : toggling(term) ?? self
  }
}
