// Writes a place down as JSON, and reads what this version or an earlier one has written.

import VitallyModel

extension ResumePoint {
  /// The version of the format. A place of another one is not read.
  private static let version = "1"

  /// The place as JSON.
  public var jsonText: String {
    JSONObject([
      ("version", .number(Self.version)),
      ("savedAt", .string(String(savedAt.milliseconds))),
      ("day", .string(day.iso)),
      ("layers", .array(layers.map(\.json))),
    ]).jsonText
  }

  /// Reads the output of `jsonText`; nil for anything else. What can't be understood of a layer is
  /// left out.
  public init?(jsonText: String) {
    guard let object = try? JSONReader.read(jsonText).object,
      object["version"]?.text == Self.version,
      let savedAt = object["savedAt"]?.text.flatMap(Int64.init),
      let day = object["day"]?.text.flatMap(Day.init), let layers = object["layers"]?.array
    else { return nil }
    self.init(
      savedAt: Moment(milliseconds: savedAt), day: day,
      layers: layers.suffix(Self.mostLayers).compactMap { $0.object.flatMap(Layer.init) })
  }
}

extension ResumePoint.Layer {
  fileprivate var json: JSONValue {
    switch self {
    case .records(let screen): .object(screen.json)
    case .search(let text): .object(["kind": "search", "text": .string(text)])
    case .show(let screen): .object(["kind": "show", "name": .string(screen.words.name)])
    case .jump(let text): .object(["kind": "jump", "text": .string(text)])
    case .form(let form): .object(form.json)
    case .prompt(let prompt):
      .object([
        "kind": "prompt", "name": .string(prompt.kind.rawValue), "text": .string(prompt.text),
        "initial": .string(prompt.initial),
      ])
    }
  }

  fileprivate init?(_ json: JSONObject) {
    let text = json["text"]?.text ?? ""
    switch json["kind"]?.text {
    case "records": self = .records(ResumePoint.Screen(json))
    case "search": self = .search(text)
    case "show":
      guard let screen = Destination(json["name"]) else { return nil }
      self = .show(screen)
    case "jump": self = .jump(text)
    case "form":
      guard let form = ResumePoint.Form(json) else { return nil }
      self = .form(form)
    case "prompt":
      let kind = json["name"]?.text.flatMap(ResumePoint.Prompt.Kind.init)
      guard let kind else { return nil }
      self = .prompt(
        ResumePoint.Prompt(kind: kind, text: text, initial: json["initial"]?.text ?? ""))
    default: return nil
    }
  }
}

extension ResumePoint.Screen {
  fileprivate var json: JSONObject {
    var json: JSONObject = ["kind": "records"]
    json["list"] = list.map { .object($0.json) }
    json["detail"] = detail.map { .object($0.json) }
    json["isInDetail"] = isInDetail ? true : nil
    json["isFull"] = isFull ? true : nil
    json["showsPreview"] = showsPreview ? nil : false
    json["trail"] = JSONValue(refs: trail)
    return json
  }

  fileprivate init(_ json: JSONObject) {
    list = json["list"]?.object.flatMap(ResumePoint.List.init)
    detail = json["detail"]?.object.flatMap(ResumePoint.Detail.init)
    isInDetail = json["isInDetail"]?.bool ?? false
    isFull = json["isFull"]?.bool ?? false
    showsPreview = json["showsPreview"]?.bool ?? true
    trail = json["trail"]?.refs ?? []
  }
}

extension ResumePoint.List {
  fileprivate var json: JSONObject {
    var json: JSONObject = ["resource": .string(resource.rawValue)]
    switch kind {
    case .plain: break
    case .view(let name, let line):
      json["view"] = ["name": .string(name), "line": .string(line)]
    case .timeline: json["isTimeline"] = true
    case .today(let isEveryones): json["today"] = isEveryones ? "everyone" : "mine"
    }
    json["parent"] = parent.map { .string($0.description) }
    json["line"] = line.isEmpty ? nil : .string(line)
    json["order"] = .array(
      order.map {
        ["path": .string($0.path.text), "isDescending": .bool($0.isDescending)]
      })
    json["showsHidden"] = showsHidden ? true : nil
    json["only"] = only.map { .string($0.rawValue) }
    json["folded"] = JSONValue(texts: folded)
    json["cursor"] = .object(cursor.json)
    json["marks"] = JSONValue(refs: marks.sorted { $0.description < $1.description })
    json["hasMoreMarks"] = hasMoreMarks ? true : nil
    return json
  }

  fileprivate init?(_ json: JSONObject) {
    guard let resource = json["resource"]?.text.flatMap(Resource.init) else { return nil }
    self.resource = resource
    parent = json["parent"]?.text.flatMap(Ref.init)
    if let name = json["view"]?.object?["name"]?.text {
      kind = .view(name, json["view"]?.object?["line"]?.text ?? "")
    } else if json["isTimeline"]?.bool == true {
      guard let parent, parent.resource.schema.hasTimeline else { return nil }
      kind = .timeline
    } else if let today = json["today"]?.text {
      kind = .today(isEveryones: today == "everyone")
    }
    line = json["line"]?.text ?? ""
    order = (json["order"]?.array ?? []).compactMap { order in
      guard let path = order.object?["path"]?.text.map({ FieldPath($0) }),
        path.traitKey != nil || resource.schema.field(path) != nil
      else { return nil }
      return ListOrder(path, descending: order.object?["isDescending"]?.bool ?? false)
    }
    showsHidden = json["showsHidden"]?.bool ?? false
    only = json["only"]?.text.flatMap(Resource.init)
    folded = JSONValue.texts(json["folded"])
    cursor = ResumePoint.Cursor(json["cursor"]?.object ?? [:])
    marks = Set((json["marks"]?.refs ?? []).prefix(ResumePoint.mostMarks))
    hasMoreMarks = json["hasMoreMarks"]?.bool ?? false
  }
}

extension ResumePoint.Cursor {
  fileprivate var json: JSONObject {
    var json: JSONObject = [
      "index": .number(String(index)), "top": .number(String(top)), "isPinned": .bool(isPinned),
    ]
    json["ref"] = ref.map { .string($0.description) }
    json["group"] = group.map { .string($0) }
    return json
  }

  fileprivate init(_ json: JSONObject) {
    index = JSONValue.count(json["index"])
    top = min(index, JSONValue.count(json["top"]))
    ref = json["ref"]?.text.flatMap(Ref.init)
    group = json["group"]?.text
    isPinned = json["isPinned"]?.bool ?? false
  }
}

extension ResumePoint.Detail {
  fileprivate var json: JSONObject {
    var json: JSONObject = [
      "ref": .string(ref.description), "tab": .number(String(tab)), "top": .number(String(top)),
      "line": .number(String(line)),
    ]
    json["folded"] = JSONValue(texts: folds.folded)
    json["quoting"] = JSONValue(texts: folds.quoting)
    json["related"] = related.map { .object($0.json) }
    return json
  }

  fileprivate init?(_ json: JSONObject) {
    guard let ref = json["ref"]?.text.flatMap(Ref.init) else { return nil }
    self.ref = ref
    tab = JSONValue.count(json["tab"])
    top = JSONValue.count(json["top"])
    line = JSONValue.count(json["line"])
    folds = TextFolds(
      folded: JSONValue.texts(json["folded"]), quoting: JSONValue.texts(json["quoting"]))
    related = json["related"]?.object.flatMap(ResumePoint.List.init)
  }
}

extension ResumePoint.Form {
  fileprivate var json: JSONObject {
    var json: JSONObject = [
      "kind": "form", "drafts": .array(drafts.map(JSONValue.string)),
      "ref": .string(ref.description),
    ]
    json["parent"] = parent.map { .string($0.description) }
    json["field"] = field.map { .string($0.text) }
    json["returnsTo"] = returnsTo.map { .string($0.words.name) }
    return json
  }

  fileprivate init?(_ json: JSONObject) {
    guard let ref = json["ref"]?.text.flatMap(Ref.init) else { return nil }
    self.ref = ref
    drafts = (json["drafts"]?.array ?? []).compactMap(\.text)
    parent = json["parent"]?.text.flatMap(Ref.init)
    field = json["field"]?.text.map { FieldPath($0) }
    returnsTo = Destination(json["returnsTo"])
  }
}

extension Destination {
  /// The screen with a name.
  fileprivate init?(_ name: JSONValue?) {
    guard let found = Self.allCases.first(where: { $0.words.name == name?.text }) else {
      return nil
    }
    self = found
  }
}

extension JSONValue {
  /// A list of records; nil for none.
  fileprivate init?(refs: [Ref]) {
    guard !refs.isEmpty else { return nil }
    self = .array(refs.map { .string($0.description) })
  }

  /// A set of texts; nil for none.
  fileprivate init?(texts: Set<String>) {
    guard !texts.isEmpty else { return nil }
    self = .array(texts.sorted().map(JSONValue.string))
  }

  /// The texts of a set.
  fileprivate static func texts(_ value: JSONValue?) -> Set<String> {
    Set((value?.array ?? []).compactMap(\.text))
  }

  /// The records of a list.
  fileprivate var refs: [Ref] { (array ?? []).compactMap { $0.text.flatMap(Ref.init) } }

  /// A number of rows or lines: whatever is written, none that is absurd.
  fileprivate static func count(_ value: JSONValue?) -> Int {
    max(0, min(value?.text.flatMap(Int.init) ?? 0, 10_000_000))
  }
}
