// Turns the tree of a filter line into what it asks for: looks up its names and reads its values.

/// Reads the tree of a filter line.
struct FilterReader {
  /// Names that stand for no field.
  static let keywords = ["is", "has", "text"] + FilterTerm.moves + ["sort", "cols"]

  let scope: FilterScope
  var filter = Filter()

  init(_ scope: FilterScope) { self.scope = scope }

  var schema: Schema { scope.resource.schema }

  /// What stands for being put aside among what hides a record: it is no field.
  private static let waiting: FieldPath = "waiting"

  /// What a line asks for.
  mutating func filter(_ tree: FilterSyntax) throws(FilterError) -> Filter {
    var conditions: [Condition] = []
    let parts = if case .all(let parts) = tree { parts } else { [tree] }
    for part in parts {
      // What concerns the list as a whole stands outside of all combinations.
      if case .term(let term) = part, !term.name.isQuoted, try takesSetting(term) { continue }
      guard case .any(let alternatives) = part else {
        conditions.append(try condition(part))
        continue
      }
      let any = try self.conditions(alternatives)
      let words = FilterReasons(scope: scope)
      filter.reasons += zip(alternatives, any).map { Reason(words.words($0), $1) }
      conditions.append(.any(any))
    }
    if !conditions.isEmpty {
      filter.condition = conditions.count == 1 ? conditions[0] : .all(conditions)
    }
    return filter
  }

  private mutating func condition(_ tree: FilterSyntax) throws(FilterError) -> Condition {
    switch tree {
    case .word(let text): .mentions(text.text)
    case .term(let term): try condition(term)
    case .not(let part): .not(try condition(part))
    case .all(let parts): .all(try conditions(parts))
    case .any(let parts): .any(try conditions(parts))
    }
  }

  private mutating func conditions(
    _ parts: [FilterSyntax]
  ) throws(FilterError) -> [Condition] {
    var conditions: [Condition] = []
    for part in parts { conditions.append(try condition(part)) }
    return conditions
  }

  // MARK: Settings of the list

  /// Takes `sort:` and `cols:`; false for any other term.
  private mutating func takesSetting(_ term: FilterTerm) throws(FilterError) -> Bool {
    switch term.name.text.lowercased() {
    case "sort":
      let texts = try texts(term)
      guard texts.count <= Self.mostOrders else {
        throw FilterError(term.place, "sort by \(Self.mostOrders) fields at most")
      }
      var orders: [ListOrder] = []
      for text in texts { orders.append(try order(text)) }
      if filter.orderPlace != nil { throw FilterError(term.place, "sort: stands here twice") }
      filter.orderPlace = term.place
      filter.order = orders.first
      filter.thenBy = Array(orders.dropFirst())
    case "cols", "columns":
      var columns: [ListColumn] = []
      for text in try texts(term) {
        var name = text
        let width: Int?
        (name.text, width) = ListColumn.parts(of: text.text)
        if width == nil, let slash = text.text.lastIndex(of: "/"),
          Int(text.text[slash...].dropFirst()) != nil
        {
          let widths = ListColumn.widths
          throw FilterError(
            text.place, "columns are \(widths.lowerBound) to \(widths.upperBound) wide")
        }
        let isWhy = !name.isQuoted && name.text.lowercased() == "why"
        columns.append(ListColumn(isWhy ? Field.why.path : try column(name).path, width: width))
      }
      if filter.columnsPlace != nil { throw FilterError(term.place, "cols: stands here twice") }
      filter.columnsPlace = term.place
      filter.columns = columns
    default: return false
    }
    return true
  }

  /// By how many fields a list can be sorted.
  private static let mostOrders = 3

  private func order(_ text: FilterText) throws(FilterError) -> ListOrder {
    var name = text
    let isDescending = name.text.hasPrefix("-")
    if isDescending { name.text.removeFirst() }
    return ListOrder(try column(name).path, descending: isDescending)
  }

  private func column(_ name: FilterText) throws(FilterError) -> Field {
    guard case .own(let field) = try scope.subject(name) else {
      throw FilterError(name.place, "a column is a field of \(schema.pluralInSentence) themselves")
    }
    return field
  }

  /// The values of a term that takes plain ones.
  func texts(_ term: FilterTerm) throws(FilterError) -> [FilterText] {
    guard term.sign == .colon || term.sign == .equal else {
      throw FilterError(term.place, "write \(term.name.text):… here")
    }
    var texts: [FilterText] = []
    for value in term.values {
      guard case .one(let text) = value else {
        throw FilterError(value.place, "there are no ranges of this")
      }
      texts.append(text)
    }
    return texts
  }

  // MARK: Terms

  private mutating func condition(_ term: FilterTerm) throws(FilterError) -> Condition {
    switch term.name.isQuoted ? "" : term.name.text.lowercased() {
    case "is":
      var any: [Condition] = []
      for text in try texts(term) { any.append(try state(text)) }
      return any.count == 1 ? any[0] : .any(any)
    case "has":
      var any: [Condition] = []
      for text in try texts(term) { any.append(try belonging(text)) }
      return any.count == 1 ? any[0] : .any(any)
    case "text":
      var any: [Condition] = []
      for text in try texts(term) {
        any.append(.text(text.isQuoted ? "\"\(text.text)\"" : text.text))
      }
      return any.count == 1 ? any[0] : .any(any)
    case "moved": return try moved(.changed, term)
    case "fell": return try moved(.down, term)
    case "rose": return try moved(.up, term)
    case "sort", "cols", "columns":
      throw FilterError(
        term.place, "\(term.name.text): is about the whole list; write it outside of ( ), - and or")
    default: break
    }
    switch try scope.subject(term.name) {
    case .own(let field):
      if schema.hidingPaths.contains(field.path) { filter.revealed.insert(field.path) }
      return try FilterValues(field, scope.now).condition(term)
    case .linked(let link, let field):
      return .linked(link.path, try FilterValues(field, scope.now).condition(term))
    }
  }

  // MARK: States

  /// The states that records of this kind can be in, and what brings the hidden ones to light.
  static func states(of schema: Schema) -> [String] {
    let hiding: [(FieldPath, String)] = [("churnedAt", "churned"), ("archivedAt", "archived")]
    return ["open"] + (schema.overWhenSet == nil ? [] : ["done"])
      + (schema.dueField == nil ? [] : ["overdue"])
      + (schema.completion == nil ? [] : ["waiting"])
      + hiding.filter { schema.field($0.0) != nil }.map(\.1)
      + (!schema.ownership.isEmpty ? ["mine"] : []) + ["pending", "draft"]
      + (schema.hidingPaths.isEmpty ? [] : ["any"])
  }

  private mutating func state(_ text: FilterText) throws(FilterError) -> Condition {
    let states = Self.states(of: schema)
    guard states.contains(text.text.lowercased()) else {
      let near = Spelling.nearest(to: text.text, among: states).map { "; did you mean \($0)?" }
      throw FilterError(
        text.place,
        "\(schema.pluralInSentence) can't be “\(text.text)”"
          + (near ?? ", only \(states.alternatives)"))
    }
    switch text.text.lowercased() {
    case "open":
      return .all(schema.hidingPaths.map { .not(.isSet($0)) })
    case "done":
      return revealing(schema.overWhenSet ?? "completedAt")
    case "overdue":
      let today = Double(scope.now.today.midnight.milliseconds)
      let isOver = schema.overWhenSet.map { [Condition.not(.isSet($0))] } ?? []
      return .all([.compares(schema.dueField?.path ?? "dueDate", .less, today)] + isOver)
    case "churned": return revealing("churnedAt")
    case "archived": return revealing("archivedAt")
    case "pending": return .isPending
    case "waiting":
      filter.revealed.insert(Self.waiting)
      return .isWaiting
    case "draft": return .hasDraft
    case "any":
      filter.revealed.formUnion(schema.hidingPaths)
      return .all([])
    default:
      guard let me = scope.now.me else {
        throw FilterError(
          text.place,
          FilterError.unknownUser)
      }
      return .mine(me, scope.resource)
    }
  }

  private mutating func revealing(_ path: FieldPath) -> Condition {
    if schema.hidingPaths.contains(path) { filter.revealed.insert(path) }
    return .isSet(path)
  }

  /// Records that belong to a record, such as notes to an account, or a value.
  private mutating func belonging(_ text: FilterText) throws(FilterError) -> Condition {
    let name = text.text.folded
    let link = schema.links.first { link in
      let child = link.child.schema
      return [child.singular, child.plural, child.tabTitle].map(\.folded).contains(name)
    }
    if let link { return .hasChild(link.child) }
    guard case .own(let field) = try scope.subject(text) else {
      throw FilterError(text.place, "has: takes what belongs to a record, such as has:note")
    }
    return .isSet(field.path)
  }
}

extension Schema {
  /// The field that says until when something is to be done.
  public var dueField: Field? { fields.first { $0.sense == .due } }
}
