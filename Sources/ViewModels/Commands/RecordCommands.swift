// Commands on a screen of records: panes, lists, texts, and the current record.

public import VitallyModel

/// The panes of a screen and the tabs of its detail.
public enum PaneCommand: CommandGroup {
  case left
  case right
  case next
  case full
  case preview
  case nextTab
  case previousTab
  case showTab(Int)

  static let allCases: [PaneCommand] = [
    .left, .right, .next, .full, .preview, .nextTab, .previousTab, .showTab(1),
  ]

  var topic: CommandTopic { .move }

  var words: CommandWords {
    switch self {
    case .left: .init("pane.left", "left pane", "Goes to the list.", .list, .detail, .reader)
    case .right: .init("pane.right", "right pane", "Goes to the detail.", .list, .detail, .reader)
    case .next: .init("pane.next", "other pane", "Goes to the other pane.", .list, .detail, .reader)
    case .full:
      .init(
        "pane.full", "full pane", "Makes this pane fill the screen, and back.", .list, .detail,
        .reader)
    case .preview:
      .init(
        "pane.preview", "preview", "Shows or hides the detail beside the list.", .list, .detail,
        .reader)
    case .nextTab:
      .init("tab.next", "next tab", "Shows the next tab of the detail.", .list, .detail)
    case .previousTab:
      .init("tab.previous", "previous tab", "Shows the previous tab of the detail.", .list, .detail)
    case .showTab:
      .init("tab.show", "tab", "Shows a tab of the detail by its number.", .list, .detail)
    }
  }
}

/// The contents and order of a list.
public enum ListCommand: CommandGroup {
  case filter
  case clearFilter
  case sort(String?)
  case reverse
  case hidden
  case mine
  case filterByValue
  case columns
  case saveView
  case resetView
  case editColumn(FieldPath?)
  case fold
  case nextGroup
  case previousGroup
  case explain

  static let allCases: [ListCommand] = [
    .filter, .clearFilter, .filterByValue, .mine, .sort(nil), .reverse, .hidden, .columns,
    .saveView, .resetView, .editColumn(nil), .fold, .nextGroup, .previousGroup,
    .explain,
  ]

  var topic: CommandTopic {
    switch self {
    case .editColumn: .change
    case .fold, .nextGroup, .previousGroup: .move
    default: .find
    }
  }

  /// Whether it is about the groups of a list.
  var isOfGroups: Bool {
    self == .fold || self == .nextGroup || self == .previousGroup || self == .explain
  }

  var words: CommandWords {
    switch self {
    case .filter:
      .init("list.filter", "filter", "Filters by words or fields: health<4.", .list)
    case .clearFilter: .init("list.clear-filter", "clear filter", "Clears the filter.", .list)
    case .sort: .init("list.sort", "sort", "Picks the column to sort by.", .list)
    case .reverse:
      .init("list.reverse", "reverse", "Reverses the order, of each field that it sorts by.", .list)
    case .hidden:
      .init(
        "list.hidden", "done/archived", "Shows or hides churned, archived and done records.", .list)
    case .mine:
      .init("list.mine", "mine", "Shows only what is yours, and back.", .list)
    case .filterByValue:
      .init(
        "list.filter-value", "filter by value",
        "Shows only what has the same value as this row, and back.", .list)
    case .columns:
      .init("list.columns", "columns", "Chooses the columns, their order and width.", .list)
    case .saveView:
      .init(
        "list.save-view", "save view", "Saves the filter, the order and the columns as a view.",
        .list)
    case .resetView:
      .init("list.reset-view", "reset view", "Shows the view as it was saved.", .list)
    case .editColumn:
      .init(
        "list.edit-column", "edit column",
        "Edits one field down the list: type, Enter, type, Enter.", .list)
    case .fold:
      .init("list.fold", "fold", "Folds the group of this row into one line, and back.", .list)
    case .explain:
      .init(
        "list.explain", "why here",
        "Shows why the row stands where it does in Today, and which weight to change.", .list)
    case .nextGroup: .init("list.next-group", "next group", "Goes to the next group.", .list)
    case .previousGroup:
      .init("list.previous-group", "previous group", "Goes to the previous group.", .list)
    }
  }
}

/// Reading a record: its text, its links, its neighbours.
public enum TextCommand: CommandGroup {
  case nextRecord
  case previousRecord
  case nextSection
  case previousSection
  case search
  case nextMatch
  case previousMatch
  case openLink(Int)
  case pickLink
  case identity
  case fold

  static let allCases: [TextCommand] = [
    .nextRecord, .previousRecord, .nextSection, .previousSection, .search, .nextMatch,
    .previousMatch, .openLink(1), .pickLink, .identity, .fold,
  ]

  var topic: CommandTopic {
    switch self {
    case .nextRecord, .previousRecord, .nextSection, .previousSection: .move
    case .search, .nextMatch, .previousMatch: .find
    case .openLink, .pickLink, .identity, .fold: .open
    }
  }

  var words: CommandWords {
    switch self {
    case .nextRecord:
      .init("record.next", "next", "Shows the next record in the list.", .detail, .reader)
    case .previousRecord:
      .init(
        "record.previous", "previous", "Shows the previous record in the list.", .detail, .reader)
    case .nextSection:
      .init("text.next-section", "next section", "Goes to the next heading.", .detail, .reader)
    case .previousSection:
      .init(
        "text.previous-section", "previous section", "Goes to the previous heading.", .detail,
        .reader)
    case .search: .init("text.search", "search", "Searches the text.", .detail, .reader)
    case .nextMatch:
      .init("text.next-match", "next match", "Goes to the next match.", .detail, .reader)
    case .previousMatch:
      .init(
        "text.previous-match", "previous match", "Goes to the previous match.", .detail, .reader
      )
    case .openLink: .init("link.open", "link", "Opens the link with this number.", .reader)
    case .pickLink:
      .init("link.pick", "links", "Lists all links and linked records.", .reader)
    case .identity:
      .init(
        "record.show-ids", "IDs and dates", "Shows or hides the record's IDs and dates.", .list,
        .detail, .reader)
    case .fold:
      .init(
        "text.fold", "fold", "Shows quoted mails, then folds the message, and back.",
        .detail, .reader)
    }
  }
}

/// Commands about the current record.
public enum RecordCommand: CommandGroup {
  case open
  case edit
  case editText
  case setField(FieldPath?)
  /// A form for a new record, whose text begins with a template; nil for the usual beginning.
  case add(Resource, template: String? = nil)
  case addObject
  /// A form for the note of a call, with the brief beside it.
  case logCall
  case attach
  case archive
  case destroy
  case browse
  case copyLine
  case copyName
  case copyLink
  case copyMail
  case copyID
  case copyRecord

  static let allCases: [RecordCommand] = [
    .open, .edit, .editText, .setField(nil), .add(.account), .addObject, .logCall, .attach,
    .archive,
    .destroy, .browse, .copyLine, .copyName, .copyLink, .copyMail, .copyID, .copyRecord,
  ]

  var topic: CommandTopic {
    switch self {
    case .open, .browse: .open
    case .edit, .editText, .setField, .add, .addObject, .logCall, .attach, .archive,
      .destroy:
      .change
    case .copyLine, .copyName, .copyLink, .copyMail, .copyID, .copyRecord: .copy
    }
  }

  var words: CommandWords {
    switch self {
    case .open:
      .init("record.open", "open", "Opens the row, or the record under the cursor.", .list, .detail)
    case .edit: .init("record.edit", "edit", "Edits the record in a form.", .record)
    case .editText:
      .init(
        "record.edit-text", "edit in $EDITOR", "Edits the long text in your own editor.", .record)
    case .setField:
      .init(
        "record.set-field", "set a field", "Sets one field of the record, without a form.", .record)
    case .add(let resource, _):
      .init(
        "record.add", "add",
        "Opens a form for a new \(resource.schema.singular).", .record)
    case .addObject:
      .init(
        "record.add-message", "add message", "Adds a message to the conversation.", .record)
    case .logCall:
      .init(
        "record.log-call", "log a call",
        "Writes the note of a call beside the brief; its check boxes become tasks.", .record)
    case .attach:
      .init(
        "record.attach", "attach", "Attaches an existing account to the organization.", .record)
    case .archive:
      .init("record.archive", "archive", "Archives the record, after asking.", .record)
    case .destroy:
      .init(
        "record.delete", "delete", "Deletes the record for ever, after you have typed its name.",
        .record)
    case .browse:
      .init("record.browse", "browser", "Opens the record in the browser.", .record)
    case .copyLine:
      .init("copy.line", "copy line", "Copies the row as text.", .record)
    case .copyName:
      .init("copy.name", "copy name", "Copies the name.", .record)
    case .copyLink:
      .init("copy.link", "copy link", "Copies the link to the record.", .record)
    case .copyMail:
      .init("copy.mail", "copy email", "Copies the email address.", .record)
    case .copyID: .init("copy.id", "copy id", "Copies the ID.", .record)
    case .copyRecord:
      .init("copy.record", "copy JSON", "Copies the whole record as JSON.", .record)
    }
  }
}
