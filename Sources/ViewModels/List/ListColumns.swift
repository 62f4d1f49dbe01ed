// Which columns of a list fit, and where they stand.

public import VitallyModel

/// A column with its place.
public struct PlacedColumn: Equatable, Sendable {
  /// The field that it shows.
  public var field: Field
  /// What stands above it.
  public var heading: String
  /// The first column of the screen that it takes, from the left edge of the list.
  public var x: Int
  /// How many columns it takes.
  public var width: Int
  /// Whether its values stand at the right: figures do.
  public var isRightAligned: Bool
}

extension ListViewModel {
  /// Columns before the first value: the cursor and a mark.
  public static let gutter = 3

  /// The columns that fit into a width. What does not fit is left out from the right; what is left
  /// over goes to those that stretch.
  public func columns(width: Int) -> [PlacedColumn] {
    let schema = query.resource.schema
    var room = width - Self.gutter
    var chosen: [Column] = []
    for column in schema.columns where !isRedundant(column, schema) {
      let needed = column.width + (chosen.isEmpty ? 0 : 1)
      guard needed <= room || chosen.isEmpty else { break }
      room -= needed
      chosen.append(column)
    }
    return place(chosen, leftOver: room, schema)
  }

  /// A list that hangs on a record need not repeat that record in every row.
  private func isRedundant(_ column: Column, _ schema: Schema) -> Bool {
    guard let parent = query.parent, let field = schema.field(column.path) else { return false }
    return field.kind == .lookUp(parent.resource) || field.kind == .lookUps(parent.resource)
  }

  private func place(_ columns: [Column], leftOver: Int, _ schema: Schema) -> [PlacedColumn] {
    let shares = columns.reduce(0) { $0 + $1.stretch }
    var spare = max(0, leftOver)
    var sharesLeft = shares
    var x = Self.gutter
    return columns.compactMap { column in
      guard let field = schema.field(column.path) else { return nil }
      let extra = sharesLeft > 0 ? spare * column.stretch / sharesLeft : 0
      spare -= extra
      sharesLeft -= column.stretch
      let width = max(1, column.width + min(0, leftOver) + extra)
      defer { x += width + 1 }
      return PlacedColumn(
        field: field, heading: column.heading ?? field.label, x: x, width: width,
        isRightAligned: field.isFigure)
    }
  }
}

extension Field {
  /// Whether values line up at the right.
  var isFigure: Bool { if case .number = kind { true } else { false } }
}
