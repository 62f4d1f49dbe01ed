// What can be put into a text at the cursor, as a picker: templates.

import VitallyModel

/// The choices for the text with the cursor.
struct InsertMenu {
  let library: TemplateLibrary

  /// A picker of all of them.
  var picker: PickerViewModel {
    PickerViewModel(
      "Insert",
      library.templates.map { template in
        PickerViewModel.Item(
          template.name, detail: template.firstWords, choice: .template(template.name))
      })
  }
}
