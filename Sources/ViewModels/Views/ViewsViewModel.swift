// The saved views as a screen: their names, what they list, and how many records that is now.

import Markup
import VitallyModel

/// The state of the screen of saved views.
struct ViewsViewModel: Equatable, Sendable {
  /// How many records a view lists.
  enum Count: Hashable, Sendable {
    case records(Int, isWhole: Bool)
    /// Its line can't be read; why.
    case unreadable(String)
  }

  private(set) var views: [SavedView] = []
  /// The counts that have arrived, by the view.
  private(set) var counts: [SavedView: Count] = [:]
  private(set) var selection = Selection()
  private(set) var area = Area(width: 80, height: 21)
  /// Whether the views have been read.
  private var isLoaded = false
  /// The number of the last request: answers to older ones are ignored.
  private var generation = 0

  /// Creates a screen whose views have yet to arrive.
  init() {}

  /// The selected view, nil when there is none.
  var selected: SavedView? { views.dropFirst(selection.row).first }

  /// Takes the views; the selection stays on its view, or goes to the one with a name.
  private mutating func take(_ library: ViewLibrary, selecting name: String? = nil) -> Outcome {
    let name = name ?? selected?.name
    views = library.views
    isLoaded = true
    let row = name.flatMap { name in views.firstIndex { $0.isCalled(name) } }
    selection.follow(to: row, of: views.count)
    return countAll()
  }

  // MARK: Counting

  /// Counts what the views list. Lines are read first, by what is known of traits.
  private mutating func countAll() -> Outcome {
    generation += 1
    return Outcome(
      views.enumerated().map { index, view in
        .read(.count(index), generation: generation, .traits([view.resource]))
      })
  }

  private mutating func receive(_ result: ReadResult, number: Int, in shared: Shared) -> Outcome {
    guard views.indices.contains(number) else { return [] }
    let view = views[number]
    switch result {
    case .traits(let traits):
      let scope = FilterScope(view.resource, traits: traits, now: shared.now)
      do throws(FilterError) {
        let filter = try Filter.read(view.line, in: scope)
        let query = ListingQuery(view.resource, openSince: shared.openSince)
        return [.read(.count(number), generation: generation, .count(filter.applied(to: query)))]
      } catch {
        counts[view] = .unreadable(error.sentence)
      }
    case .count(let count, let isWhole): counts[view] = .records(count, isWhole: isWhole)
    case .failure(let sentence): counts[view] = .unreadable(sentence)
    default: break
    }
    return []
  }
}

extension ViewsViewModel: Layer {
  func face(in shared: Shared) -> Face {
    let all: [ViewsCommand] = [.show, .rename, .moveDown, .moveUp, .delete, .reset, .restore]
    let own = all.map(Command.views).filter { availability(of: $0, in: shared) == .yes }
    return Face(
      contexts: [.views, .global], hints: own + [.screen(.close), .app(.help)], title: "Views",
      readiness: isLoaded ? .ready : .awaitsRows)
  }

  func drawing(in shared: Shared) -> Drawing { .page(ViewsPage(self, shared).page) }

  func availability(of command: Command, in shared: Shared) -> Availability {
    guard case .views(let command) = command else { return .yes }
    if command == .restore {
      return shared.views.lacksShipped ? .yes : .no("All views that come with vitty are here.")
    }
    guard let selected else { return .no("There is no view here.") }
    switch command {
    case .show, .restore: return .yes
    case .rename, .moveDown, .moveUp, .delete:
      return selected.isReadOnly
        ? .no("This view is from a file that vitty only reads: change it there.") : .yes
    case .reset:
      return selected.isChangedShipped
        ? .yes : .no("Only views that come with vitty, and were changed, can be reset.")
    }
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared:
      generation += 1
      return [.read(.entries, generation: generation, .views)]
    case .arranged(let area): self.area = area
    case .command(let command): return run(command, in: &shared)
    case .answer(.read(_, _, .views)): return take(shared.views)
    case .answer(.viewsEdited(_, let edit)):
      if case .rename(_, let name) = edit { return take(shared.views, selecting: name) }
      return take(shared.views)
    case .answer(.read(.count(let number), let generation, let result)):
      return generation == self.generation ? receive(result, number: number, in: shared) : []
    case .news(.changed, isInSight: true), .news(.merged, isInSight: true): return countAll()
    case .reply(.entered(.viewName, let name)):
      guard let selected, name != selected.name else { return [] }
      return [.editViews(.rename(selected.name, to: name))]
    case .reply(.confirmed(.deleteView(let name))): return [.editViews(.delete(name))]
    case .answer, .news, .draftsChanged: return .notHandled
    case .text, .uncovered, .keysWait, .reply, .row, .keepTyped: break
    }
    return []
  }

  private mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    shared.clearNotice()
    switch command {
    case .move(let command):
      selection.move(by: command.distance(page: area.height), of: views.count)
    case .screen(.close), .screen(.stepBack): return .close()
    case .screen(.refresh): return [.read(.entries, generation: generation, .views)]
    case .views(.restore): return [.editViews(.restore)]
    case .views(let command):
      guard let selected else { return [] }
      return run(command, on: selected)
    default: return .notHandled
    }
    return []
  }

  private func run(_ command: ViewsCommand, on view: SavedView) -> Outcome {
    switch command {
    case .show: .close(.run(.app(.openSaved(view.name))))
    case .rename: .push(.prompt(PromptViewModel(renaming: view)))
    case .moveDown: [.editViews(.move(view.name, by: 1))]
    case .moveUp: [.editViews(.move(view.name, by: -1))]
    case .delete:
      .ask("Delete the view “\(view.name)”? Its records stay.", to: .deleteView(view.name))
    case .reset: [.editViews(.reset(view.name))]
    case .restore: []
    }
  }
}

/// Commands about a saved view.
public enum ViewsCommand: CaseIterable, CommandGroup {
  case show
  case rename
  case moveDown
  case moveUp
  case delete
  case reset
  case restore

  var topic: CommandTopic { self == .show ? .open : .change }

  var words: CommandWords {
    switch self {
    case .show: .init("saved-view.show", "open", "Opens the view.", .views)
    case .rename: .init("saved-view.rename", "rename", "Gives the view another name.", .views)
    case .moveDown: .init("saved-view.move-down", "move down", "Moves the view down.", .views)
    case .moveUp: .init("saved-view.move-up", "move up", "Moves the view up.", .views)
    case .delete: .init("saved-view.delete", "delete", "Deletes the view, after asking.", .views)
    case .reset:
      .init(
        "saved-view.reset", "as shipped", "Makes a view what it was when it came with vitty.",
        .views)
    case .restore:
      .init(
        "saved-view.restore", "bring back", "Brings back deleted views that come with vitty.",
        .views)
    }
  }
}
