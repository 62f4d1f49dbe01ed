// The box in which the columns of a list are chosen: which fields, in which order, how wide. The
// list below shows them at once.

import Markup
import VitallyModel

/// The state of the box.
struct ColumnsViewModel: Equatable, Sendable {
  /// A field that may be a column.
  struct Item: Hashable, Sendable {
    var field: Field
    var isShown: Bool
    var width: Int?
    /// The width that it has without a chosen one.
    var usualWidth: Int
  }

  /// All fields: those that are shown first, in their order.
  private(set) var items: [Item]
  /// What is typed to narrow the list.
  private(set) var editor = LineEditor()
  private(set) var selection = Selection()
  private(set) var area = Area(width: 80, height: 21)
  /// What the list offers by itself.
  private let usual: [ListColumn]
  /// The plural of the records, for the title.
  let plural: String

  /// A box for the fields of a list.
  init(of list: ListViewModel) {
    let shown = list.chosenColumns
    let others = list.fieldsForColumns.filter { field in
      !shown.contains { $0.path == field.path }
    }
    items =
      shown.compactMap { column in
        list.field(column.path).map { field in
          Item(
            field: field, isShown: true, width: column.width,
            usualWidth: list.usualWidth(of: field))
        }
      }
      + others.map { field in
        Item(field: field, isShown: false, usualWidth: list.usualWidth(of: field))
      }
    usual = list.usualColumns
    plural = list.query.resource.schema.pluralInSentence
  }

  /// The chosen columns.
  var columns: [ListColumn] {
    items.filter(\.isShown).map { ListColumn($0.field.path, width: $0.width) }
  }

  /// The chosen columns; nil if they are those that the list has by itself.
  private var choice: [ListColumn]? { columns == usual ? nil : columns }

  /// The fields that hold all the typed words.
  var matches: [Item] {
    let words = editor.text.searchWords
    return words.isEmpty ? items : items.filter { $0.field.label.holds(all: words) }
  }

  /// The index of the selected field among all.
  private var selected: Int? {
    matches.dropFirst(selection.row).first.flatMap { item in
      items.firstIndex { $0.field.path == item.field.path }
    }
  }

  private mutating func type(_ text: String) {
    editor.insert(text)
    selection = Selection()
  }

  /// Whether a blank goes on with the name of a field that is being typed.
  private var awaitsBlank: Bool {
    let start = editor.text.folded + " "
    return start.count > 1 && matches.contains { $0.field.label.folded.contains(start) }
  }

  // MARK: Changing

  /// Shows or hides the selected field, which stays where it is.
  private mutating func toggle(in shared: inout Shared) {
    guard let selected else { return }
    if items[selected].isShown, items.count(where: \.isShown) == 1 {
      shared.hint("A list needs a column.")
      return
    }
    items[selected].isShown.toggle()
  }

  /// Moves the selected column past the one before or after it.
  private mutating func shift(by step: Int) {
    guard let selected, items[selected].isShown else { return }
    let others = items.indices.filter { items[$0].isShown }
    let target = step < 0 ? others.last { $0 < selected } : others.first { $0 > selected }
    guard let target else { return }
    let item = items.remove(at: selected)
    items.insert(item, at: target)
    selection.follow(
      to: matches.firstIndex { $0.field.path == item.field.path }, of: matches.count)
  }

  /// Makes the selected column wider or narrower.
  private mutating func widen(by distance: Int) {
    guard let selected, items[selected].isShown else { return }
    let range = ListColumn.widths
    let width = (items[selected].width ?? items[selected].usualWidth) + distance
    items[selected].width = max(range.lowerBound, min(width, range.upperBound))
  }

  /// Makes the columns what the list has by itself.
  private mutating func reset() {
    let known = Dictionary(
      items.map { ($0.field.path, $0) }, uniquingKeysWith: { first, _ in first })
    let shown = usual.compactMap { column -> Item? in
      var item = known[column.path]
      item?.isShown = true
      item?.width = column.width
      return item
    }
    let others = items.filter { item in !usual.contains { $0.path == item.field.path } }
    items = shown + others.map { Item(field: $0.field, isShown: false, usualWidth: $0.usualWidth) }
    selection = Selection()
  }
}

extension ColumnsViewModel: Layer {
  func face(in shared: Shared) -> Face {
    let all: [ColumnsCommand] = [.toggle, .moveDown, .moveUp, .wider, .narrower, .reset]
    return Face(
      contexts: [.columns, .editor],
      hints: [.columns(.toggle), .dialog(.accept)] + all.dropFirst().map(Command.columns)
        + [.dialog(.cancel)], place: .box)
  }

  func drawing(in shared: Shared) -> Drawing {
    let (measure, matches) = (shared.measure, matches)
    var page = Page()
    page.title = "Columns of \(plural)"
    page.width = min(area.width - 6, 48)
    page.height = max(1, min(area.height - 2, max(3, items.count + 1)))
    page.input = Page.Input(editor: editor, placeholder: "type to narrow")
    page.lines = matches.enumerated().map { index, item in
      let width = item.width.map { "  \($0) wide" } ?? ""
      let kind = item.field.path.traitKey == nil ? "" : "  trait"
      let room = max(4, page.width - 8 - measure.columns(of: width + kind))
      return StyledLine([
        Span(index == selection.row ? "> " : "  "), Span(item.isShown ? "[x] " : "[ ] ", .key),
        Span(measure.cut(item.field.label, to: room), item.isShown ? .plain : .dim),
        Span(kind, .dim), Span(width, .value),
      ])
    }
    if matches.isEmpty {
      page.lines = [StyledLine(" Nothing matches.", .placeholder)]
    } else {
      page.select(selection.row, height: page.height - 1)
    }
    return .page(page)
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    let before = choice
    switch event {
    case .arranged(let area): self.area = area
    case .text(let text): type(text)
    case .command(.editor(let command)):
      let text = editor.text
      editor.run(command)
      if editor.text != text { selection = Selection() }
    case .command(.columns(.toggle)) where awaitsBlank: type(" ")
    case .command(.columns(let command)): run(command, in: &shared)
    case .command(.move(.pageDown)): selection.move(by: area.height - 3, of: matches.count)
    case .command(.move(.pageUp)): selection.move(by: 3 - area.height, of: matches.count)
    case .command(.dialog(.next)): selection.move(by: 1, of: matches.count)
    case .command(.dialog(.previous)): selection.move(by: -1, of: matches.count)
    case .command(.dialog(.accept)): return .close(.choseColumns(choice))
    case .command(.dialog(.cancel)): return .close(.triesColumns(nil))
    case .answer, .news, .draftsChanged: return .notHandled
    case .command, .appeared, .uncovered, .keysWait, .reply, .row, .keepTyped: break
    }
    return choice == before ? [] : Outcome(reply: .triesColumns(columns))
  }

  private mutating func run(_ command: ColumnsCommand, in shared: inout Shared) {
    switch command {
    case .toggle: toggle(in: &shared)
    case .moveDown: shift(by: 1)
    case .moveUp: shift(by: -1)
    case .wider: widen(by: 1)
    case .narrower: widen(by: -1)
    case .reset: reset()
    }
  }
}

/// Commands about the columns of a list.
public enum ColumnsCommand: CaseIterable, CommandGroup {
  case toggle
  case moveDown
  case moveUp
  case wider
  case narrower
  case reset

  var topic: CommandTopic { .change }

  var words: CommandWords {
    switch self {
    case .toggle: .init("column.toggle", "show/hide", "Shows or hides the column.", .columns)
    case .moveDown: .init("column.move-down", "later", "Moves the column to the right.", .columns)
    case .moveUp: .init("column.move-up", "earlier", "Moves the column to the left.", .columns)
    case .wider: .init("column.wider", "wider", "Makes the column wider.", .columns)
    case .narrower: .init("column.narrower", "narrower", "Makes the column narrower.", .columns)
    case .reset:
      .init("column.reset", "as before", "Shows the columns that the list has by itself.", .columns)
    }
  }
}
