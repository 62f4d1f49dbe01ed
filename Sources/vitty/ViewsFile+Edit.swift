// Changes to the saved views of a file, and the views as the user sees them.

import VitallyModel

extension ViewsFile {
  /// All views: those of the file, those that come with vitty and are not mentioned in it, and those
  /// of a file that is only read.
  func library(with configured: ViewsFile?) -> ViewLibrary {
    var library = ViewLibrary(complete.views, problems: problems)
    library.problems += configured?.problems ?? []
    for view in configured?.views ?? [] {
      if library.view(view.name) == nil {
        library.views.append(view)
      } else {
        library.problems.append("There are two views “\(view.name)”: yours is used.")
      }
    }
    for case .columns(let resource, let columns, _) in (configured?.entries ?? []) + entries {
      library.columns[resource] = columns
    }
    library.lacksShipped = entries.contains { if case .deleted = $0 { true } else { false } }
    return library
  }

  /// The file with all views that come with vitty mentioned in it.
  private var complete: ViewsFile {
    var file = self
    let known = Set(
      entries.compactMap { entry -> SavedView.Shipped? in
        switch entry {
        case .view(let view, _): view.shipped
        case .deleted(let shipped): shipped
        case .columns, .damaged: nil
        }
      })
    for shipped in SavedView.Shipped.allCases where !known.contains(shipped) {
      guard !views.contains(where: { $0.isCalled(shipped.view.name) }) else { continue }
      file.entries.append(.view(shipped.view, text: nil))
    }
    return file
  }

  /// Makes a change.
  mutating func apply(_ edit: ViewEdit) throws(SettingsError) {
    self = complete
    if head.isEmpty { head = Self.comment }
    switch edit {
    case .save(let name, let resource, let line):
      let new = SavedView(name.trimmed, resource, line)
      guard let index = index(of: name), case .view(var view, _) = entries[index] else {
        entries.append(.view(new, text: nil))
        return
      }
      let isShipped = view.shipped != nil && view.resource == resource
      view.line = line
      entries[index] = .view(isShipped ? view : new, text: nil)
    case .rename(let name, let next):
      try change(name) { $0.name = next.trimmed }
    case .reset(let name):
      try change(name) { if let shipped = $0.shipped { $0 = shipped.view } }
    case .delete(let name):
      let index = try place(of: name)
      if case .view(let view, _) = entries[index], let shipped = view.shipped {
        entries[index] = .deleted(shipped)
      } else {
        entries.remove(at: index)
      }
    case .move(let name, let distance): try move(name, by: distance)
    case .columns(let resource, let columns):
      entries.removeAll { entry in
        if case .columns(resource, _, _) = entry { true } else { false }
      }
      if let columns { entries.append(.columns(resource, columns, text: nil)) }
    case .restore:
      entries.removeAll { if case .deleted = $0 { true } else { false } }
      self = complete
    }
  }

  /// Moves a view over others; what is deleted or damaged does not count.
  private mutating func move(_ name: String, by distance: Int) throws(SettingsError) {
    let index = try place(of: name)
    let places = entries.indices.filter { if case .view = entries[$0] { true } else { false } }
    guard let position = places.firstIndex(of: index) else { return }
    let target = places[max(0, min(position + distance, places.count - 1))]
    entries.insert(entries.remove(at: index), at: target)
  }

  private mutating func change(
    _ name: String, _ change: (inout SavedView) -> Void
  ) throws(SettingsError) {
    let index = try place(of: name)
    guard case .view(var view, _) = entries[index] else { return }
    change(&view)
    entries[index] = .view(view, text: nil)
  }

  private func place(of name: String) throws(SettingsError) -> Int {
    guard let index = index(of: name) else {
      throw SettingsError(description: "There is no view “\(name)” any more.")
    }
    return index
  }

  private func index(of name: String) -> Int? {
    entries.firstIndex { if case .view(let view, _) = $0 { view.isCalled(name) } else { false } }
  }
}

extension SavedView {
  /// Which of the views that come with vitty it is; nil for any other.
  fileprivate var shipped: Shipped? {
    if case .shipped(let shipped) = source { shipped } else { nil }
  }
}
