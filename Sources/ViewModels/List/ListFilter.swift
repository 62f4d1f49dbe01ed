// The filter of a list: the line as it was typed, and what it asks for.

public import VitallyModel

/// A filter line that was read.
public struct ListFilter: Hashable, Sendable {
  /// The line as typed; empty for no filter.
  public var line: String
  /// What it asks for.
  public var filter: Filter

  /// No filter.
  public static let none = ListFilter(line: "", filter: Filter())

  /// The filter without what it says of the order.
  var withoutOrder: ListFilter {
    guard let place = filter.orderPlace else { return self }
    var next = without(place)
    next.filter.order = nil
    next.filter.thenBy = []
    next.filter.orderPlace = nil
    return next
  }

  /// The line without what it says of columns.
  var withoutColumns: ListFilter { filter.columnsPlace.map(without) ?? self }

  private func without(_ place: Range<Int>) -> ListFilter {
    var next = self
    next.line = FilterLine(line).without(place).text
    // What else it says of the list stands somewhere else now.
    for path in [\Filter.orderPlace, \Filter.columnsPlace] {
      guard let other = next.filter[keyPath: path] else { continue }
      let gap = line.count - next.line.count
      if other == place {
        next.filter[keyPath: path] = nil
      } else if other.lowerBound >= place.upperBound {
        next.filter[keyPath: path] = other.lowerBound - gap..<other.upperBound - gap
      }
    }
    return next
  }

  /// Reads a line.
  static func read(_ line: String, in scope: FilterScope) throws(FilterError) -> ListFilter {
    let line = line.trimmed
    return ListFilter(line: line, filter: try Filter.read(line, in: scope))
  }
}
