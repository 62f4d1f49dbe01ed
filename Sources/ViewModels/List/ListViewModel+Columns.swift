// The columns of a list: those that fit into its width.

public import VitallyModel

extension ListViewModel {
  /// The columns before the first value: one for each kind of mark, and a blank.
  public static let gutter = MarkPlace.allCases.count + 1

  /// The columns that fit into a width. Columns are dropped from the right; the remaining space
  /// goes to those that stretch.
  public func columns(width: Int) -> [PlacedColumn] {
    let schema = query.resource.schema
    var room = width - Self.gutter
    var chosen: [Column] = []
    for column in offered where !isRedundant(column, schema) {
      let needed = column.width + (chosen.isEmpty ? 0 : 1)
      guard needed <= room || chosen.isEmpty else { break }
      room -= needed
      chosen.append(column)
    }
    return place(chosen, leftOver: room)
  }

  /// The fields of all its columns, whether or not they fit.
  var fields: [Field] { offered.compactMap { field($0.path) } }

  /// A field of its records, which may be a trait.
  func field(_ path: FieldPath) -> Field? {
    Field.ofRows.first { $0.path == path }
      ?? window.traits.first { $0.path == path } ?? query.resource.schema.field(path)
  }

  /// The columns that it has by itself: those of the schema, or of its filter.
  var usualColumns: [ListColumn] { schemaColumns.map { ListColumn($0.path) } }

  /// The columns that it has now.
  var chosenColumns: [ListColumn] {
    tried ?? filter.filter.columns ?? chosen ?? usualColumns
  }

  /// The fields that can be columns, traits at the end.
  var fieldsForColumns: [Field] {
    (query.reasons.isEmpty ? [] : [.why])
      + (query.resource.schema.fields + window.traits).filter {
        $0.kind != .traits && $0.isShort
      }
  }

  /// How wide a column is if no width is chosen, without what it gets of the room that is left.
  func usualWidth(of field: Field) -> Int {
    query.resource.schema.columns.first { $0.path == field.path }?.width ?? field.column.width
  }

  /// What a filter of the list may speak of, as far as it is known which traits there are.
  func filterScope(_ now: Now, _ traits: [Resource: [Field]]? = nil) -> FilterScope {
    var scope = FilterScope(
      query.resource, traits: traits ?? [query.resource: window.traits], now: now)
    scope.kinds = isGrouped ? query.resources : []
    return scope
  }

  /// The columns that the filter asks for; otherwise those of the schema, with one for each trait
  /// that fits on a line in place of the traits.
  private var offered: [Column] {
    guard query.condition?.isAboutWaits == true, !isMixed else { return ownColumns }
    // What is put aside says until when, first of all.
    let columns = ownColumns
    return columns.prefix(1) + [Column(Field.rowWait.path, 16)] + columns.dropFirst()
  }

  private var ownColumns: [Column] {
    if let columns = mixedColumns { return columns }
    let schema = query.resource.schema
    if let columns = tried ?? filter.filter.columns ?? chosen {
      return columns.compactMap { chosen in
        var column = schema.columns.first { $0.path == chosen.path } ?? field(chosen.path)?.column
        if let width = chosen.width {
          column?.width = width
          column?.stretch = 0
        }
        return column
      }
    }
    return schemaColumns
  }

  private var schemaColumns: [Column] {
    let schema = query.resource.schema
    return schema.columns.flatMap { column in
      schema.field(column.path)?.kind == .traits
        ? window.traits.filter(\.isShort).map(\.column) : [column]
    }
  }

  /// The list of a parent record need not repeat the parent in every row.
  private func isRedundant(_ column: Column, _ schema: Schema) -> Bool {
    guard let parent = query.parent, let field = schema.field(column.path) else { return false }
    return field.kind == .lookUp(parent.resource) || field.kind == .lookUps(parent.resource)
  }

  private func place(_ columns: [Column], leftOver: Int) -> [PlacedColumn] {
    let shares = columns.reduce(0) { $0 + $1.stretch }
    var spare = max(0, leftOver)
    var sharesLeft = shares
    var x = Self.gutter
    return columns.compactMap { column in
      guard let field = field(column.path) else { return nil }
      let extra = sharesLeft > 0 ? spare * column.stretch / sharesLeft : 0
      spare -= extra
      sharesLeft -= column.stretch
      let width = max(1, column.width + min(0, leftOver) + extra)
      defer { x += width + 1 }
      return PlacedColumn(
        field: field, fallback: column.fallback.flatMap { self.field($0) },
        heading: column.heading ?? field.label, x: x, width: width,
        isRightAligned: field.isFigure)
    }
  }
}

/// Where a row has which mark: each says one thing.
public enum MarkPlace: Int, CaseIterable, Sendable {
  /// The cursor.
  case cursor
  /// Whether the user has marked the row.
  case marked
  /// What the server does not have yet, or refuses.
  case sync
  /// Whether something is wrong with the record, or not known.
  case risk
  /// Whether it is done.
  case done
}

/// A column with its position.
public struct PlacedColumn: Equatable, Sendable {
  /// The field that it shows.
  public var field: Field
  /// The field that it shows where the other one is empty; nil for none.
  public var fallback: Field?
  /// Its heading.
  public var heading: String
  /// Its first terminal column, from the left edge of the list.
  public var x: Int
  /// Its width in terminal columns.
  public var width: Int
  /// Whether its values are right-aligned, as numbers are.
  public var isRightAligned: Bool
}

extension Field {
  /// The column of a field that is not among those of the schema: as wide as its values usually are.
  fileprivate var column: Column {
    switch kind {
    case .text where path == Field.why.path: Column(path, 18, stretch: 1)
    case .number: Column(path, 8)
    case .yesNo: Column(path, 6)
    case .day, .moment, .date: Column(path, 11)
    default: Column(path, 10, stretch: 1)
    }
  }

  /// Whether its values are right-aligned.
  fileprivate var isFigure: Bool {
    // The score of an NPS response has its band behind it.
    if case .number = kind { sense != .npsScore } else { false }
  }
}
