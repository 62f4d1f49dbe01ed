// Remembers how rows were drawn, so that a key that moves the cursor formats none of them anew.

import Terminal
import ViewModels
import VitallyModel

/// The drawn rows of the lists on screen, without their cursor. Used from one thread.
final class DrawnRows {
  /// What a row's look depends on beside the row: its columns, the day, and the zone.
  struct Layout: Equatable {
    let columns: [PlacedColumn]
    let width: Int
    let today: Day
    let zone: Zone
  }

  /// The rows of one list.
  private struct Sheet {
    let layout: Layout
    var rows: [Ref: Drawn] = [:]
  }

  /// A row as it was drawn.
  private struct Drawn {
    let row: ListingRow
    /// The names of the records that the row refers to only by id.
    let names: [Ref: String?]
    /// The last window that had the row unchanged.
    var window: Int?
    let line: Surface
  }

  /// The latest last.
  private var sheets: [Sheet] = []

  /// A screen has two lists at most; the others are those that one goes back to.
  private static let mostSheets = 4
  private static let mostRows = 500

  /// Draws rows that are not in sight yet. It stops as soon as its argument says that there is
  /// something else to do.
  var next: ((_ isFree: () -> Bool) -> Void)?

  /// Draws what may be in sight after the next key, while no key waits.
  func drawAhead(while isFree: () -> Bool) {
    let draw = next
    next = nil
    draw?(isFree)
  }

  /// Whether a row of a window is known to be drawn on this sheet as it is.
  func has(_ ref: Ref, of window: ListingWindow, on index: Int) -> Bool {
    window.number != nil && sheets[index].rows[ref]?.window == window.number
  }

  /// A row of a window as it was drawn on this sheet, or as it is drawn now.
  func line(
    _ row: ListingRow, of window: ListingWindow, on index: Int, draw: () -> Surface
  ) -> Surface {
    let ref = row.record.ref
    if let drawn = sheets[index].rows[ref] {
      if drawn.window != nil, drawn.window == window.number { return drawn.line }
      if drawn.row == row, drawn.names.allSatisfy({ window.names[$0] == $1 }) {
        sheets[index].rows[ref]?.window = window.number
        return drawn.line
      }
    }
    let line = draw()
    if sheets[index].rows.count >= Self.mostRows {
      sheets[index].rows = sheets[index].rows.filter { $0.value.window == window.number }
    }
    sheets[index].rows[ref] = Drawn(
      row: row, names: Self.names(in: row.record, window), window: window.number, line: line)
    return line
  }

  /// The number of the sheet for a layout, until the next one is asked for.
  func sheet(for layout: Layout) -> Int {
    if let index = sheets.lastIndex(where: { $0.layout == layout }) { return index }
    if sheets.count == Self.mostSheets { sheets.removeFirst() }
    sheets.append(Sheet(layout: layout))
    return sheets.count - 1
  }

  /// The names that a record takes from its window; empty where a name is not known yet.
  private static func names(in record: Record, _ window: ListingWindow) -> [Ref: String?] {
    var names: [Ref: String?] = [:]
    for field in record.schema.fields {
      for named in field.kind.refs(in: record[field]) where named.name == nil {
        names[named.ref] = .some(window.names[named.ref])
      }
    }
    return names
  }
}
