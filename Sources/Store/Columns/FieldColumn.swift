// The values of one field of many records, packed: numbers as they are, texts once each.

import VitallyModel

/// One value per row. Where a field names records, its texts are their refs.
struct FieldColumn: Sendable {
  /// Stands between the texts of a value that has several, such as tags.
  static let separator: Character = "\u{1F}"

  /// The field, which tells how values were read.
  let field: Field
  /// How many rows there are.
  private(set) var count = 0
  /// The number of each row, NaN without one; empty while no row has a number.
  private(set) var numbers: [Double] = []
  /// The place of the text of each row among `texts`, counted from 1; 0 without a text. Empty while
  /// no row has one.
  private(set) var places: [UInt32] = []
  /// All texts, folded.
  private(set) var texts = TextColumn()

  /// An empty column.
  init(_ field: Field) { self.field = field }

  /// Whether a row has a value.
  func isSet(_ row: Int) -> Bool { hasText(row) || hasNumber(row) }

  private func hasNumber(_ row: Int) -> Bool { !numbers.isEmpty && !numbers[row].isNaN }
  private func hasText(_ row: Int) -> Bool { !places.isEmpty && places[row] > 0 }

  /// The rows whose text is among some of `texts`.
  func rows(withTexts chosen: RowSet) -> RowSet {
    guard !places.isEmpty else { return RowSet(count: count) }
    return places.withUnsafeBufferPointer { places in
      RowSet(count: count) { places[$0] > 0 && chosen[Int(places[$0]) - 1] }
    }
  }

  /// The rows whose number compares with another.
  func rows(_ comparison: Condition.Comparison, _ number: Double) -> RowSet {
    guard !numbers.isEmpty else { return RowSet(count: count) }
    return numbers.withUnsafeBufferPointer { numbers in
      switch comparison {
      case .less: RowSet(count: count) { numbers[$0] < number }
      case .atMost: RowSet(count: count) { numbers[$0] <= number }
      case .equal: RowSet(count: count) { numbers[$0] == number }
      case .atLeast: RowSet(count: count) { numbers[$0] >= number }
      case .more: RowSet(count: count) { numbers[$0] > number }
      }
    }
  }

  // MARK: Building

  /// Adds the values of rows; `known` remembers the places of texts.
  mutating func append(_ value: ColumnValue, _ known: inout [String: UInt32]) {
    if let number = value.number, !number.isNaN, numbers.isEmpty {
      numbers = Array(repeating: .nan, count: count)
    }
    if value.text != nil, places.isEmpty { places = Array(repeating: 0, count: count) }
    count += 1
    if !numbers.isEmpty || value.number?.isNaN == false { numbers.append(value.number ?? .nan) }
    if !places.isEmpty || value.text != nil { places.append(place(of: value.text, &known)) }
  }

  private mutating func place(of text: String?, _ known: inout [String: UInt32]) -> UInt32 {
    guard let text else { return 0 }
    if let place = known[text] { return place }
    texts.append(text)
    known[text] = UInt32(texts.count)
    return UInt32(texts.count)
  }

  /// The next version of the column, of which some rows were read anew.
  func spliced(_ splice: Splice, _ found: FieldColumn) -> FieldColumn {
    var column = FieldColumn(field)
    column.count = splice.keys.count
    if !numbers.isEmpty || !found.numbers.isEmpty {
      column.numbers = splice.values(
        Self.padded(numbers, count, .nan), Self.padded(found.numbers, found.count, .nan))
    }
    if !places.isEmpty || !found.places.isEmpty {
      column.texts = texts
      var known = Dictionary(
        (0..<texts.count).map { (texts[$0], UInt32($0 + 1)) }, uniquingKeysWith: { $1 })
      let moved = (0..<found.texts.count).map { column.place(of: found.texts[$0], &known) }
      let foundPlaces = Self.padded(found.places, found.count, 0)
        .map { $0 == 0 ? 0 : moved[Int($0) - 1] }
      column.places = splice.values(Self.padded(places, count, 0), foundPlaces)
    }
    return column
  }

  private static func padded<Value>(_ values: [Value], _ count: Int, _ none: Value) -> [Value] {
    values.isEmpty ? Array(repeating: none, count: count) : values
  }
}

/// The value of a field in a body, as conditions see it.
struct ColumnValue: Equatable {
  /// A number, or a time in milliseconds since 1970.
  var number: Double?
  /// Anything else: folded texts, or the refs of the records that it names.
  var text: String?

  static let none = ColumnValue()
}

extension ColumnValue {
  /// The value of a field in a body.
  init(_ field: Field, in body: JSONObject) {
    let value = field.source.value(in: body)
    guard !value.isBlank else { return }
    if field.lookedUp != nil {
      text = Self.joined(field.references(in: body).map(\.ref.description))
    } else {
      take(value, field.kind)
    }
  }

  /// A value that names no records.
  init(plain value: JSONValue, _ kind: FieldKind) {
    if !value.isBlank { take(value, kind) }
  }

  private mutating func take(_ value: JSONValue, _ kind: FieldKind) {
    number = SortValue.number(of: value, kind: kind)
    if number == nil { text = Self.joined(Self.texts(in: value).map(\.folded)) }
  }

  /// The texts of a value, those within lists and objects too.
  private static func texts(in value: JSONValue) -> [String] {
    if let text = value.text { return [text] }
    let parts = value.array ?? value.object?.members.map(\.value) ?? []
    return parts.flatMap { texts(in: $0) }
  }

  private static func joined(_ texts: [String]) -> String? {
    texts.isEmpty ? nil : texts.joined(separator: String(FieldColumn.separator))
  }
}
