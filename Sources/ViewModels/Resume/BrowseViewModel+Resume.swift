// Noting screens of records, and making them anew from what was noted.

import VitallyModel

extension BrowseViewModel {
  /// The most records on a trail that are noted.
  private static let mostOnTrail = 200

  /// What to note of the screen.
  var resumed: ResumePoint.Screen {
    ResumePoint.Screen(
      list: list?.resumed, detail: detail?.resumed, isInDetail: focus == .detail, isFull: isFull,
      showsPreview: showsPreview, trail: Array(trail.prefix(Self.mostOnTrail)))
  }

  /// A screen as it was noted. Its rows and contents are read once it is in sight.
  init(resuming screen: ResumePoint.Screen, in shared: Shared) {
    let list = screen.list.map { ListViewModel(resuming: $0, in: shared) }
    if let detail = screen.detail {
      self.init(showing: detail.ref, among: list, trail: screen.trail, in: shared)
      self.detail?.resume(detail)
      focus = screen.isInDetail || list == nil ? .detail : .list
    } else {
      self.init(listing: screen.list?.resource ?? .account, in: shared)
      if let list { self.list = list }
    }
    isFull = screen.isFull
    showsPreview = screen.showsPreview
  }
}

extension ListViewModel {
  /// What to note of the list.
  var resumed: ResumePoint.List {
    var kind = ResumePoint.List.Kind.plain
    if let today {
      kind = .today(isEveryones: today.showsAll)
    } else if let view {
      kind = .view(view.name, view.line)
    } else if case .months? = query.grouping?.kind {
      kind = .timeline
    }
    let hasMoreMarks = marks.refs.count > ResumePoint.mostMarks
    return ResumePoint.List(
      kind: kind, resource: query.resource, parent: query.parent, line: unread?.text ?? filter.line,
      order: [base.order] + base.thenBy, showsHidden: base.showsHidden, only: base.grouping?.only,
      folded: base.grouping?.folded ?? [], cursor: cursor, marks: hasMoreMarks ? [] : marks.refs,
      hasMoreMarks: hasMoreMarks)
  }

  /// A list as it was noted, whose line and rows are still to be read.
  init(resuming point: ResumePoint.List, in shared: Shared) {
    switch point.kind {
    case .today:
      self.init(todayIn: shared)
    case .view(let name, let line):
      self.init(
        shared.views.view(resuming: name, point.resource, line), shared, point)
    case .timeline, .plain:
      if point.kind == .timeline, let customer = point.parent {
        self.init(timelineOf: customer, shared.now.zone, height: 20)
      } else {
        self.init(
          ListingQuery(point.resource, parent: point.parent, openSince: shared.openSince))
      }
    }
    if query.parent == nil, !isGrouped { chosen = shared.views.columns[point.resource] }
    take(point)
  }

  /// A list of a saved view, if there still is one.
  private init(_ view: SavedView?, _ shared: Shared, _ point: ResumePoint.List) {
    self.init(ListingQuery(point.resource, openSince: shared.openSince))
    self.view = view
  }

  /// Takes what was noted of a list of the same kind.
  mutating func take(_ point: ResumePoint.List) {
    base.showsHidden = point.showsHidden
    if isGrouped {
      base.grouping?.only = point.only
      base.grouping?.folded = point.folded
    } else if let order = point.order.first {
      base.order = order
      base.thenBy = Array(point.order.dropFirst())
    }
    if case .today(let isEveryones) = point.kind { today?.showsAll = isEveryones }
    show(base, with: .none, keepingSelection: true)
    // The list of today is made as its line is read.
    if !point.line.isEmpty || today != nil || view != nil {
      unread = UnreadLine(text: point.line, reason: .resumes)
    }
    marks.set(point.marks)
    resume(point.cursor)
  }
}

extension ViewLibrary {
  /// The view that a list was of; nil if it is gone.
  fileprivate func view(
    resuming name: String, _ resource: Resource, _ line: String
  ) -> SavedView? {
    if let view = view(name) { return view.resource == resource ? view : nil }
    let waiting = SavedView.waiting
    return waiting == SavedView(name, resource, line) ? waiting : nil
  }
}
