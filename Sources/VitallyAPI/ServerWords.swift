// Extracts the message from an error response, whatever its shape.

import VitallyModel

/// The message in a response body: one text, and messages about fields.
struct ServerWords {
  /// How much of a body that is not JSON is read, in characters.
  private static let longestText = 5000

  /// The text, empty when there is none.
  private(set) var text = ""
  /// The messages about single fields.
  private(set) var fields: [VitallyError.FieldMessage] = []

  /// Reads a body: as JSON if it is that, otherwise as text or HTML.
  init(_ json: JSONValue?, text raw: String) {
    if let body = json?.object {
      read(body)
    } else if case .string(let said)? = json {
      text = said
    }
    if text.isEmpty, json?.isBlank != true { text = Self.plainText(raw) }
  }

  /// Tries in order: `error` as text, `error` as an object, the body itself as such an object.
  private mutating func read(_ body: JSONObject) {
    switch body["error"] {
    case .string(let said)? where !said.isEmpty: readDetails(of: body, after: said)
    case .object(let error)?: readDetails(of: error, after: Self.message(of: error))
    default: readDetails(of: body, after: Self.message(of: body))
    }
  }

  private mutating func readDetails(of object: JSONObject, after message: String) {
    let items = (object["errors"]?.array ?? []).map(Item.init)
    fields = items.compactMap(\.fieldMessage)
    let details = items.map(\.text).filter { !$0.isEmpty }.joined(separator: "; ")
    text = [message, details].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  private static func message(of object: JSONObject) -> String {
    for key in ["message", "detail"] {
      if case .string(let said)? = object[key], !said.isEmpty { return said }
    }
    return ""
  }

  /// The title of an HTML page, or its text without tags; other text unchanged.
  private static func plainText(_ raw: String) -> String {
    let head = String(raw.prefix(longestText))
    guard head.trimmed.hasPrefix("<") else { return head }
    if let title = head.firstMatch(of: /(?is)<title[^>]*>(.*?)<\/title>/) { return String(title.1) }
    return head.replacing(/(?is)<(script|style).*?(<\/\1>|$)|<[^>]*(>|$)/, with: " ")
  }
}

/// One item of an error list: an object as schema validators write it, or a text.
private struct Item {
  private let path: FieldPath?
  private let message: String

  init(_ json: JSONValue) {
    guard let object = json.object else {
      path = nil
      message = json.text ?? ""
      return
    }
    message = object["message"]?.text ?? ""
    let params = object["params"]?.object
    let inside = params?["missingProperty"]?.text ?? params?["additionalProperty"]?.text
    var steps = Self.steps(ofPointer: object["instancePath"]?.text ?? "")
    if let inside { steps.append(inside) }
    // The index of an object says which one is meant (`/messages/0/from`), that of a plain value
    // nothing (`/tags/0`).
    if steps.last.flatMap({ Int($0) }) != nil { steps.removeLast() }
    if steps.isEmpty, let field = object["field"]?.text { steps = [field] }
    path = steps.isEmpty ? nil : FieldPath(steps.joined(separator: "."))
  }

  var fieldMessage: VitallyError.FieldMessage? {
    path.map { VitallyError.FieldMessage(path: $0, message: message) }
  }

  var text: String {
    guard let path, !message.contains(path.text) else { return message }
    return "\(path.text) \(message)"
  }

  /// The components of a JSON pointer.
  private static func steps(ofPointer pointer: String) -> [String] {
    pointer.split(separator: "/").map { step in
      step.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
        .split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
    }
  }
}
