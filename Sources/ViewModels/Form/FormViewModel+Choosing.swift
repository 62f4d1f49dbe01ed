// What a form takes from the layers above it: pickers, the calendar, and the user's editor.

import VitallyModel

extension FormViewModel {
  /// Takes an option that was chosen.
  mutating func choose(option value: JSONValue, now: Now) {
    guard case .option(var option)? = focusedCell?.input else { return }
    option.selected = value
    rows[focus.row].cells[focus.cell].input = .option(option)
    changed(now: now)
  }

  /// Takes a record that was looked up.
  mutating func choose(_ ref: Ref, named name: String, now: Now) {
    guard case .records(var records)? = focusedCell?.input else { return }
    names[ref] = name
    records.choose(ref)
    rows[focus.row].cells[focus.cell].input = .records(records)
    changed(now: now)
  }

  /// Takes a day from the calendar. A moment keeps its time of day.
  mutating func choose(_ day: Day, now: Now) {
    guard case .line(var editor)? = focusedCell?.input, let kind = focusedCell?.kind else { return }
    var text = DayReader.text(day)
    if kind == .moment {
      let old = (try? MomentReader.read(editor.text, now: now).get()) ?? now.moment
      let minutes = now.zone.local(old).minutes
      text = MomentReader.text(now.zone.moment(of: day, minutes: minutes), zone: now.zone)
    }
    editor.replace(with: text)
    rows[focus.row].cells[focus.cell].input = .line(editor)
    changed(now: now)
  }

  /// Takes a text from an external editor.
  mutating func replaceText(with text: String, now: Now) {
    guard focusedCell != nil else { return }
    rows[focus.row].cells[focus.cell].replace(with: text)
    changed(now: now)
  }
}
