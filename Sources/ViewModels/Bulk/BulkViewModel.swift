// A decision about many records before it is made: what changes, and what does not.

import Markup
import VitallyModel

/// The state of the screen that shows what a decision about many records would change.
struct BulkViewModel: Equatable, Sendable {
  /// The decision, and the records.
  let query: BulkQuery
  /// What it would change; nil while that is being read.
  private(set) var preview: BulkPreview?
  /// Records that are left out after all.
  private(set) var leftOut: Set<Ref> = []
  /// The records that change.
  private(set) var chosen: [BulkPreview.Item] = []
  /// How many of each kind those are, in words, and how many of them the list does not show now.
  private(set) var noun = Self.noun([])
  private(set) var outsideCount = 0
  /// Why some can't change, most frequent first.
  private(set) var reasons: [BulkReason] = []
  private(set) var selection = Selection()
  private(set) var area = Area(width: 80, height: 21)

  /// A screen that has read nothing yet.
  init(_ query: BulkQuery) { self.query = query }

  /// What the group of changes is called: `Due tomorrow: 12 tasks`.
  func name(now: Now) -> String {
    "\(query.decision.words(now: now)): \(noun)"
  }

  /// `12 tasks`, `3 tasks and 2 accounts`.
  static func noun(_ refs: [Ref]) -> String {
    var resources: [Resource] = []
    for ref in refs where !resources.contains(ref.resource) { resources.append(ref.resource) }
    if resources.isEmpty { return "nothing" }
    return resources.map { resource in
      refs.count { $0.resource == resource }.counted(resource.schema.singular)
    }.joined(separator: " and ")
  }

  /// Takes what the decision would change.
  mutating func take(_ preview: BulkPreview) {
    self.preview = preview
    reasons = BulkReason.all(of: preview.obstacles)
    choose()
    selection.follow(to: nil, of: rowCount)
  }

  /// How many rows there are: the records that change, and below them those that can't.
  var rowCount: Int { preview.map { $0.items.count + $0.obstacles.count } ?? 0 }

  /// Counts what changes, once for all frames.
  private mutating func choose() {
    chosen = (preview?.items ?? []).filter { !leftOut.contains($0.change.ref) }
    noun = Self.noun(chosen.map(\.change.ref))
    outsideCount = chosen.count(where: \.isOutside)
  }

  mutating func move(by distance: Int) {
    selection.move(by: distance, of: rowCount)
  }

  /// Leaves the selected record out, or takes it in again.
  mutating func toggle() {
    guard let items = preview?.items, items.indices.contains(selection.row) else { return }
    let ref = items[selection.row].change.ref
    if leftOut.remove(ref) == nil { leftOut.insert(ref) }
    choose()
    move(by: 1)
  }
}

extension BulkViewModel: Layer {
  func face(in shared: Shared) -> Face {
    Face(
      contexts: [.bulk], hints: [.bulk(.apply), .bulk(.leaveOut), .dialog(.cancel)],
      // Keys don't wait: what was typed ahead must not approve what nobody has seen.
      title: "Change many")
  }

  func drawing(in shared: Shared) -> Drawing { .page(BulkPage(self, shared).page) }

  func availability(of command: Command, in shared: Shared) -> Availability {
    guard command == .bulk(.apply) else { return .yes }
    if preview == nil { return .no("Look first at what would change: it is still being read.") }
    return chosen.isEmpty ? .no("There is nothing to change.") : shared.allowsChanges
  }

  mutating func handle(_ event: LayerEvent, in shared: inout Shared) -> Outcome {
    switch event {
    case .appeared: return [.read(.entries, generation: 0, .bulk(query))]
    case .arranged(let area): self.area = area
    case .answer(.read(_, _, .bulk(let preview))): take(preview)
    case .answer(.read(_, _, .failure(let sentence))):
      shared.say(sentence, .failure)
      return .close()
    case .command(let command): return run(command, in: &shared)
    case .answer, .news, .draftsChanged: return .notHandled
    case .text, .uncovered, .keysWait, .row, .keepTyped, .reply: break
    }
    return []
  }

  private mutating func run(_ command: Command, in shared: inout Shared) -> Outcome {
    shared.clearNotice()
    switch command {
    case .dialog(.cancel): return .close()
    case .move(let command): move(by: command.distance(page: area.height))
    case .bulk(.leaveOut): toggle()
    case .bulk(.apply):
      return .close(
        .approvedMany(chosen.map(\.change), named: name(now: shared.now), query.decision))
    default: break
    }
    return []
  }
}

/// Approving a change of many records.
public enum BulkCommand: CaseIterable, CommandGroup {
  case apply
  case leaveOut

  var topic: CommandTopic { .change }

  var words: CommandWords {
    switch self {
    case .apply: .init("bulk.apply", "change them", "Changes the records as shown.", .bulk)
    case .leaveOut:
      .init("bulk.leave-out", "leave out", "Leaves the record out, or takes it back in.", .bulk)
    }
  }
}
