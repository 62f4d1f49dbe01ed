// Commands about the record at hand.

import Markup
import VitallyModel

extension AppViewModel {
  /// Runs a command about the record that is selected or shown.
  mutating func run(_ command: RecordCommand) -> [Effect] {
    switch command {
    case .open: openUnderCursor()
    case .edit: edit(.form(.whole))
    case .editText: edit(.editor)
    case .setField(let path): setField(path, isColumn: false)
    case .add(let resource): add(resource)
    case .done: toggleDone()
    case .browse: browse()
    case .copyLine: copy("line") { $0.line }
    case .copyName: copy("name") { $0.name }
    case .copyLink: copy("link") { $0.record.link }
    case .copyMail: copy("mail address") { $0.record["email"].text }
    case .copyID: copy("id") { $0.record.ref.serverID }
    case .copyRecord: copy("record as JSON") { $0.record.body.jsonText }
    }
  }

  /// Runs a command about the text that is read.
  mutating func run(_ command: TextCommand) -> [Effect] {
    switch command {
    case .nextRecord: return stepRecord(by: 1)
    case .previousRecord: return stepRecord(by: -1)
    case .pickLink: return pickLink()
    case .openLink(let number): return openLink(number)
    case .search:
      overlay = .prompt(PromptViewModel(.search, history: history[.search] ?? []))
    case .nextMatch: searchAgain(backward: false)
    case .previousMatch: searchAgain(backward: true)
    }
    return []
  }

  private mutating func openUnderCursor() -> [Effect] {
    guard let screen else { return [] }
    if screen.focus == .list {
      guard let ref = screen.list?.selectedRow?.record.ref else { return [] }
      return openSelected(ref)
    }
    if var related = screen.detail?.related {
      guard let ref = related.selectedRow?.record.ref else { return [] }
      related.pin()
      return pinned() + open(ref, list: related)
    }
    guard let target = screen.detail?.target else {
      say("There is nothing to open on this line.")
      return []
    }
    return open(target)
  }

  /// The selected record is being worked with: it stays selected whatever comes in.
  private mutating func pinned() -> [Effect] {
    withScreen { screen in
      if screen.focus == .list { screen.list?.pin() } else { screen.detail?.related?.pin() }
      return []
    }
  }

  private mutating func pickLink() -> [Effect] {
    let links = screen?.detail?.content.links ?? []
    guard !links.isEmpty else {
      say("There are no links here.")
      return []
    }
    let items = links.map { link in
      PickerViewModel.Item(
        link.number > 0 ? "[\(link.number)] \(link.title)" : link.title,
        detail: link.address ?? "", choice: .target(link.target))
    }
    overlay = .picker(PickerViewModel("Open", items))
    return []
  }

  private mutating func openLink(_ number: Int) -> [Effect] {
    guard let link = screen?.detail?.content.links.first(where: { $0.number == number }) else {
      say("There is no link [\(number)] here.")
      return []
    }
    return open(link.target)
  }

  private mutating func searchAgain(backward: Bool) {
    guard let words = screen?.detail?.searched, !words.isEmpty else {
      say("Nothing has been searched for yet. / searches.")
      return
    }
    search(words, backward: backward)
  }

  /// Goes to a place in the text that holds the words.
  mutating func search(_ words: String, backward: Bool = false) {
    guard let last = stack.indices.last, stack[last].detail != nil else { return }
    if stack[last].detail?.search(words, backward: backward) == false {
      say("“\(words)” does not occur here.", .warning)
    }
  }

  // MARK: Done

  private mutating func toggleDone() -> [Effect] {
    guard let record = screen?.selectedRow?.record, let completion = record.schema.completion
    else { return [] }
    guard !isReadOnly else {
      say("This workspace is read-only: nothing is changed.", .warning)
      return []
    }
    let wasDone = !record[completion.at].isBlank
    var fields: JSONObject = [:]
    fields[completion.at.text] = wasDone ? .null : .string(now.moment.iso)
    if wasDone {
      fields[completion.by.text] = .null
    } else if let me = now.me?.serverID {
      fields[completion.by.text] = .string(me)
    }
    var base: JSONObject = [:]
    for key in fields.keys {
      base[key] = record.schema.field(FieldPath(key)).map { record[$0] } ?? .null
    }
    let title = RecordFormatter(now: now).title(record)
    _ = pinned()
    return [
      submit(
        NewChange(.update, record.ref, fields: fields, base: base),
        saying: wasDone ? "Reopened: \(title)" : "Done: \(title)")
    ]
  }

  // MARK: Out of the program

  private mutating func browse() -> [Effect] {
    guard let link = screen?.selectedRow?.record.link else {
      say("This record carries no link.")
      return []
    }
    return [.browse(link)]
  }

  /// What can be copied of a record.
  private struct Copied {
    let record: Record
    let formatter: RecordFormatter

    var name: String { formatter.title(record) }

    var line: String {
      record.schema.columns
        .compactMap { record.schema.field($0.path) }
        .map { formatter.cell($0, of: record).text }
        .filter { !$0.isEmpty }
        .joined(separator: "  ")
    }
  }

  private mutating func copy(_ what: String, _ text: (Copied) -> String?) -> [Effect] {
    guard let row = screen?.selectedRow else { return [] }
    let names = screen?.focusedList?.window.names ?? screen?.detail?.dossier?.names ?? [:]
    let copied = Copied(record: row.record, formatter: RecordFormatter(now: now, names: names))
    guard let text = text(copied), !text.isEmpty else {
      say("This record has no \(what).")
      return []
    }
    return [.copy(text, what: what)]
  }
}

extension Record {
  /// The first address on the web among its fields.
  var link: String? {
    schema.fields.lazy.filter { $0.kind == .url }.compactMap { self[$0].text }
      .compactMap { Markup.Link.target(of: $0) }.first
  }
}

extension NumberedLink {
  /// The address, nil for a record.
  var address: String? {
    if case .address(let address) = target { address } else { nil }
  }
}
