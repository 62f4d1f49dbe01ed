// A list of choices in a box: type to narrow it, Enter takes one.

public import VitallyModel

/// What a picker leads to.
public enum PickerChoice: Hashable, Sendable {
  /// Sorts the list by a field.
  case sort(FieldPath)
  /// Opens a link.
  case target(Target)
}

/// The state of a picker.
public struct PickerViewModel: Equatable, Sendable {
  /// One choice.
  public struct Item: Hashable, Sendable {
    /// What it is called.
    public var title: String
    /// What stands beside it.
    public var detail: String
    /// What it leads to.
    public var choice: PickerChoice

    /// A choice.
    public init(_ title: String, detail: String = "", choice: PickerChoice) {
      self.title = title
      self.detail = detail
      self.choice = choice
    }
  }

  /// What is being picked.
  public let title: String
  /// What is typed to narrow the list.
  public var editor = LineEditor()
  /// The number of the selected one among those that match.
  public private(set) var selected: Int

  private let items: [Item]

  /// A picker of these choices.
  public init(_ title: String, _ items: [Item], selected: Int = 0) {
    self.title = title
    self.items = items
    self.selected = selected
  }

  /// The choices that hold all the typed words.
  public var matches: [Item] {
    let words = editor.text.lowercased().split(separator: " ")
    guard !words.isEmpty else { return items }
    return items.filter { item in
      let text = "\(item.title) \(item.detail)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }

  /// The selected choice, nil when none matches.
  public var choice: Item? { matches.dropFirst(selected).first }

  /// Types text.
  public mutating func insert(_ text: String) {
    editor.insert(text)
    selected = 0
  }

  /// Runs an editing command; false when it is none.
  public mutating func run(_ command: Command) -> Bool {
    let before = editor.text
    guard editor.run(command) else { return false }
    if editor.text != before { selected = 0 }
    return true
  }

  /// Fills in the title of the selected one.
  public mutating func fillIn() {
    guard let title = choice?.title else { return }
    editor.replace(with: title)
    selected = 0
  }

  /// Selects another one.
  public mutating func move(by distance: Int) {
    selected = max(0, min(selected + distance, matches.count - 1))
  }
}
