// What is said once the saved views have changed.

import VitallyModel

extension ViewEdit {
  /// Whether it gives another line to a view that is there.
  func replaces(in library: ViewLibrary) -> Bool {
    if case .save(let name, _, _) = self { library.view(name) != nil } else { false }
  }

  /// The sentence about the change; nil where the screen shows enough.
  func sentence(_ library: ViewLibrary, isReplaced: Bool, _ keys: KeyNames) -> String? {
    switch self {
    case .save(let name, _, _):
      let number = library.views.firstIndex { $0.isCalled(name) }.map { $0 + 1 }
      let key = number.flatMap { $0 < 10 ? keys.known(.app(.openSaved("\($0)"))) : nil }
      let way = key ?? keys[.app(.show(.views))]
      return
        "\(isReplaced ? "Replaced" : "Saved as") “\(name)”. \(way) \(key == nil ? "lists" : "opens") it."
    case .rename(let old, let new): return "“\(old)” is called “\(new)” now."
    case .delete(let name): return "Deleted the view “\(name)”."
    case .reset(let name): return "“\(name)” is as it came with vitty."
    case .restore: return "All views that come with vitty are back."
    case .move: return nil
    case .columns(let resource, let columns):
      let list = "The list of \(resource.schema.pluralInSentence)"
      return columns == nil
        ? "\(list) has its usual columns again." : "\(list) keeps these columns."
    }
  }
}
