// Reads by what a list is to be sorted, as it is typed on the command line.

import VitallyModel

/// What a list can be sorted by.
struct SortReader: Equatable, Sendable {
  /// The fields, traits among them.
  let fields: [Field]
  /// What a line about the list may speak of.
  let scope: FilterScope

  /// Why a list can't be sorted, in lower case and without a full stop.
  struct Problem: Error, Equatable {
    let sentence: String
    /// The sentence as the end of another one.
    let ended: String

    fileprivate init(_ error: FilterError) {
      sentence = error.sentence
      ended = error.ended
    }

    fileprivate init(_ sentence: String) {
      self.sentence = sentence
      ended = sentence + "."
    }
  }

  /// The orders that are typed: a field by its name, or several, as in a filter. None for nothing.
  func read(_ typed: String) throws(Problem) -> [ListOrder] {
    let wanted = typed.folded
    let field = fields.first {
      $0.label.folded == wanted || $0.path.text == typed || $0.path.traitKey == typed
    }
    if let field { return [ListOrder(field.path, descending: field.sortsHighFirst)] }
    let filter: Filter
    do throws(FilterError) {
      filter = try Filter.read("sort:" + typed, in: scope)
    } catch {
      throw Problem(error)
    }
    guard filter.condition == nil else {
      throw Problem("several fields need commas between them, names with blanks need quotes")
    }
    return filter.order.map { [$0] + filter.thenBy } ?? []
  }
}
