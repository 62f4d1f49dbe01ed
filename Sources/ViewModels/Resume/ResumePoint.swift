// Where the user is, small enough to be written down: what the next start opens again.

public import VitallyModel

/// A place in the program: the layers that are open, without what is read from the store.
public struct ResumePoint: Hashable, Sendable {
  /// When it was noted.
  public var savedAt: Moment
  /// The day of the user on which it was noted.
  public var day: Day
  /// The layers from below. Those that only ask something, such as a picker, are not among them.
  var layers: [Layer]
  /// How many of the records and forms in it are gone by now; not written down.
  public internal(set) var goneCount = 0

  /// The most layers, and the most marks of a list, that are noted.
  static let (mostLayers, mostMarks) = (30, 5_000)

  /// One layer.
  enum Layer: Hashable, Sendable {
    case records(Screen)
    /// A search in texts, with what is typed.
    case search(String)
    case show(Destination)
    /// The box for jumps, with what is typed.
    case jump(String)
    case form(Form)
    case prompt(Prompt)
  }

  /// A screen of records.
  struct Screen: Hashable, Sendable {
    var list: List?
    var detail: Detail?
    var isInDetail = false
    var isFull = false
    var showsPreview = true
    /// The records that one steps through where there is no list.
    var trail: [Ref] = []
  }

  /// A list.
  struct List: Hashable, Sendable {
    var kind = Kind.plain
    var resource: Resource
    var parent: Ref?
    /// The filter line.
    var line = ""
    var order: [ListOrder] = []
    var showsHidden = false
    /// The only kind of record that is listed; nil for all.
    var only: Resource?
    var folded: Set<String> = []
    var cursor = Cursor()
    var marks: Set<Ref> = []
    /// Whether there are more marks than are noted, so that none are.
    var hasMoreMarks = false

    /// What a list is made of.
    enum Kind: Hashable, Sendable {
      case plain
      /// A saved view, by its name and its line.
      case view(String, String)
      case timeline
      case today(isEveryones: Bool)
    }
  }

  /// The cursor of a list.
  struct Cursor: Hashable, Sendable {
    var index = 0
    /// The first row in sight.
    var top = 0
    var ref: Ref?
    /// The folded group that is selected; nil for none.
    var group: String?
    /// Whether the user has put it there.
    var isPinned = false
  }

  /// A record.
  struct Detail: Hashable, Sendable {
    var ref: Ref
    var tab = 0
    /// The first line in sight, and the line of the cursor.
    var top = 0
    var line = 0
    /// What is folded in its text.
    var folds = TextFolds()
    /// The list in its tab.
    var related: List?
  }

  /// A form with something typed in it, which its draft keeps.
  struct Form: Hashable, Sendable {
    /// The ids of its own draft and of the one that it continued from: the first that there is.
    var drafts: [String]
    var ref: Ref
    var parent: Ref?
    /// The only field in it; nil for all.
    var field: FieldPath?
    /// The screen that it goes back to; nil for the one below it.
    var returnsTo: Destination?
  }

  /// An input line.
  struct Prompt: Hashable, Sendable {
    var kind: Kind
    var text: String
    /// The text that Esc brings back.
    var initial = ""

    /// The input lines that may be left half-typed. Those that decide about a record are not among
    /// them: another one may be under the cursor by then.
    enum Kind: String, Sendable {
      case command
      case filter
      case marks
      case search
      case viewName
    }
  }

  init(savedAt: Moment, day: Day, layers: [Layer]) {
    self.savedAt = savedAt
    self.day = day
    self.layers = layers
  }

  /// Whether there is any screen in it.
  public var hasScreens: Bool {
    layers.contains { if case .records = $0 { true } else { false } }
  }
}

// MARK: - What is still there

extension ResumePoint {
  /// The records that it is about.
  public var refs: Set<Ref> {
    var refs: Set<Ref> = []
    for case .records(let screen) in layers {
      if let list = screen.list { refs.formUnion(list.refs) }
      if let detail = screen.detail {
        refs.insert(detail.ref)
        if let related = detail.related { refs.formUnion(related.refs) }
      }
    }
    return refs
  }

  /// The ids of its drafts.
  public var draftIDs: [String] {
    layers.flatMap { if case .form(let form) = $0 { form.drafts } else { [] as [String] } }
  }

  /// Leaves out what is gone: records, and forms without a draft. What has another ref by now gets it.
  public mutating func leaveOut(_ gone: Set<Ref>, renaming renamed: [Ref: Ref], drafts: [Draft]) {
    let losses = Losses(gone: gone, renamed: renamed)
    layers = layers.compactMap { layer in
      switch layer {
      case .records(var screen):
        guard screen.keep(losses, &goneCount) else {
          goneCount += 1
          return nil
        }
        return .records(screen)
      case .form(var form):
        let found = form.drafts.lazy.compactMap { id in drafts.first { $0.id == id } }.first
        guard let draft = found else {
          goneCount += 1
          return nil
        }
        (form.drafts, form.ref, form.parent) = ([draft.id], draft.ref, draft.parent)
        return .form(form)
      case .search, .show, .jump, .prompt: return layer
      }
    }
  }
}

extension ResumePoint {
  /// What has become of records.
  fileprivate struct Losses {
    let gone: Set<Ref>
    let renamed: [Ref: Ref]

    /// A record as it is called now; nil if it is gone.
    func now(_ ref: Ref) -> Ref? { gone.contains(ref) ? nil : renamed[ref] ?? ref }
  }
}

extension ResumePoint.List {
  /// The records whose absence would show.
  fileprivate var refs: Set<Ref> { marks.union([parent].compactMap(\.self)) }

  /// Leaves out what is gone; false if nothing is left of it.
  fileprivate mutating func keep(_ losses: ResumePoint.Losses, _ goneCount: inout Int) -> Bool {
    if let parent {
      guard let now = losses.now(parent) else { return false }
      self.parent = now
    }
    let left = Set(marks.compactMap(losses.now))
    goneCount += marks.count - left.count
    marks = left
    return true
  }
}

extension ResumePoint.Screen {
  /// Leaves out what is gone; false if nothing is left of it.
  fileprivate mutating func keep(_ losses: ResumePoint.Losses, _ goneCount: inout Int) -> Bool {
    if var list { self.list = list.keep(losses, &goneCount) ? list : nil }
    if var detail {
      self.detail = nil
      if let now = losses.now(detail.ref) {
        detail.ref = now
        if var related = detail.related {
          detail.related = related.keep(losses, &goneCount) ? related : nil
        }
        self.detail = detail
      } else if isInDetail, list != nil {
        // The list from which the record was opened is still there.
        isInDetail = false
        goneCount += 1
      }
    }
    return isInDetail ? detail != nil : list != nil
  }
}
