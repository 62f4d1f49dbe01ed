// Groups on a screen of records: folding, going from group to group, narrowing a timeline to one
// kind, and what lists of several kinds can't do.

import VitallyModel

extension BrowseViewModel {
  /// Runs a command about the groups of the focused list.
  mutating func runInGroups(_ command: ListCommand, _ shared: Shared) -> Outcome {
    switch command {
    case .fold: toggleFold()
    case .nextGroup: moveGroup(by: 1) + followSelection(shared)
    default: moveGroup(by: -1) + followSelection(shared)
    }
  }

  /// Folds the group under the cursor, or opens it.
  mutating func toggleFold() -> Outcome {
    guard var list = focusedList, list.toggleFold() else { return [] }
    return relist(list)
  }

  private mutating func moveGroup(by step: Int) -> Outcome {
    if focus == .list { return requestList(list?.moveGroup(by: step)) }
    return requestRelated(detail?.related?.moveGroup(by: step))
  }

  /// Lists only records of the kind under the cursor, or again all.
  mutating func toggleKind(in shared: inout Shared) -> Outcome {
    guard var list = focusedList, var grouping = list.base.grouping else { return [] }
    let kind = grouping.only == nil ? list.selectedRow?.record.resource : nil
    guard kind != grouping.only else { return [] }
    grouping.only = kind
    let key = shared.keys[.list(.filterByValue)]
    shared.hint(
      kind.map { "Only \($0.schema.pluralInSentence) are shown. \(key) shows all kinds again." }
        ?? "All kinds are shown.")
    list.base.grouping = grouping
    list.pin()
    list.show(list.base, with: list.filter, keepingSelection: true)
    return relist(list)
  }

  /// Shows another state of the focused list.
  private mutating func relist(_ list: ListViewModel) -> Outcome {
    if focus == .list { self.list = list } else { detail?.related = list }
    return focus == .list ? requestList() : requestRelated()
  }

  // MARK: Availability

  /// Whether a command about groups, or about a list that has some, would do something.
  func availability(inGroups command: ListCommand, in shared: Shared) -> Availability {
    guard let list = focusedList, let grouping = list.query.grouping else {
      if command == .explain {
        return .no("Rows are ranked only in Today: \(shared.keys[.app(.today)]) opens it.")
      }
      return .no("This list has no groups.")
    }
    switch command {
    case .filter, .clearFilter, .hidden: return .yes
    case .fold, .nextGroup, .previousGroup:
      return list.window.groups.isEmpty ? .no("There are no groups here.") : .yes
    case .filterByValue:
      if case .sections = grouping.kind {
        return .no("Only words can narrow this list: \(shared.keys[.list(.filter)]) takes them.")
      }
      return grouping.only != nil || list.selectedRow != nil
        ? .yes : .no("There is no record here.")
    case .sort, .reverse:
      return .no("This list has an order of its own, group by group.")
    case .mine where list.today != nil:
      return shared.now.me == nil ? .no(Self.unknownUser) : .yes
    case .explain where list.today != nil:
      return list.selectedRow == nil ? .no("There is no record here.") : .yes
    case .explain:
      return .no("Rows are ranked only in Today: \(shared.keys[.app(.today)]) opens it.")
    case .mine: return .no("This list shows what belongs to one customer, whoever did it.")
    case .columns: return .no("The columns of this list can't be changed.")
    case .saveView, .resetView: return .no("This list can't be saved as a view.")
    case .editColumn: return .no("The rows of this list have different fields.")
    }
  }
}
