// One broken rule of a schema, in the words of the AJV validation library.
// Knows nothing of the rules.

/// An item of the `errors` of a failed validation.
struct Violation: Equatable {
  var path: String
  var schemaPath: String
  var keyword: String
  var params: JSONObject
  var message: String

  /// `type` is a JSON type such as `string`; `path` names the value, `/name` or `/messages/0/from`.
  static func type(_ path: String, _ type: String) -> Violation {
    Violation(
      path: path, schemaPath: "#/properties\(path)/type", keyword: "type",
      params: ["type": .string(type)], message: "must be \(type)")
  }

  static func required(_ name: String, in path: String) -> Violation {
    Violation(
      path: path, schemaPath: "#/required", keyword: "required",
      params: ["missingProperty": .string(name)],
      message: "must have required property '\(name)'")
  }

  static func format(_ path: String, _ format: String) -> Violation {
    Violation(
      path: path, schemaPath: "#/properties\(path)/format", keyword: "format",
      params: ["format": .string(format)], message: "must match format \"\(format)\"")
  }

  static func choice(_ path: String, _ choices: [String]) -> Violation {
    Violation(
      path: path, schemaPath: "#/properties\(path)/enum", keyword: "enum",
      params: ["allowedValues": .array(choices.map(JSON.string))],
      message: "must be equal to one of the allowed values")
  }

  /// A number that is not between 0 and 10.
  static func range(_ path: String, isLow: Bool) -> Violation {
    let limit = isLow ? 0 : 10
    let sign = isLow ? ">=" : "<="
    return Violation(
      path: path, schemaPath: "#/properties\(path)/\(isLow ? "minimum" : "maximum")",
      keyword: isLow ? "minimum" : "maximum",
      params: ["comparison": .string(sign), "limit": .count(limit)],
      message: "must be \(sign) \(limit)")
  }

  var json: JSON {
    [
      "instancePath": .string(path), "schemaPath": .string(schemaPath),
      "keyword": .string(keyword), "params": .object(params), "message": .string(message),
    ]
  }
}
