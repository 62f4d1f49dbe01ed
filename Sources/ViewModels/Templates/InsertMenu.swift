// What can be put into a text at the cursor, as a picker: a link, a person, templates.

import VitallyModel

/// The choices for the text with the cursor.
struct InsertMenu {
  /// What is looked for before it can be put in.
  enum Piece: Hashable, Sendable {
    case link
    case person
  }

  let library: TemplateLibrary

  /// A picker of all of them.
  var picker: PickerViewModel {
    let pieces = [
      PickerViewModel.Item("link", detail: "asks for its address", choice: .insert(.link)),
      PickerViewModel.Item("person", detail: "looks a name up", choice: .insert(.person)),
    ]
    let templates = library.templates.map { template in
      PickerViewModel.Item(
        template.name, detail: template.firstWords, choice: .template(template.name))
    }
    return PickerViewModel("Insert", templates + pieces)
  }
}
