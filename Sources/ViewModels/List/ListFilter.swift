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
    var next = self
    let head = line.prefix(place.lowerBound)
    next.line =
      (String(head).trimmed + " " + String(line.dropFirst(place.upperBound)).trimmed).trimmed
    next.filter.order = nil
    next.filter.orderPlace = nil
    return next
  }

  /// Reads a line.
  static func read(_ line: String, in scope: FilterScope) throws(FilterError) -> ListFilter {
    let line = line.trimmed
    return ListFilter(line: line, filter: try Filter.read(line, in: scope))
  }
}
