// Which requests fail, how, and how often. Knows nothing about how it is done.

/// A fault that the server shows until it is used up or cleared.
public struct Scenario: Sendable {
  /// A way in which a service can fail.
  public enum Fault: Sendable, Equatable {
    /// An error response with `{"error": "…"}`; nothing is carried out.
    case status(Int, retryAfter: String? = nil)
    /// An error response with this JSON; nothing is carried out.
    case refusal(Int, json: String)
    /// The correct response, late.
    case slow(milliseconds: Int)
    /// The connection is closed; nothing was carried out.
    case dropBeforeApplying
    /// The request is carried out; the connection is closed instead of a response.
    case dropAfterApplying
    /// A response whose JSON ends in the middle, with a matching length.
    case truncatedJSON
    /// Half of a response, then the connection is closed.
    case halfBody
    /// 502 with an HTML page.
    case html502
    /// 503 without a body.
    case empty503
    /// 400 with `{"message": "…"}`.
    case messageForm
    /// 400 with `{"errors": […]}`.
    case errorsForm
    /// 400 with an object under `error`, as for a broken schema.
    case objectForm
    /// Lists and records in forms that are legal JSON but not what the documentation promises.
    case oddPayloads
    /// The correct response, preceded by this many bytes of white space.
    case tooManyBytes(Int)
    /// The correct list, with this many bytes of white space per record.
    case heavyRecords(bytes: Int)
    /// The first page of a list for every request, with a `next` that loops: from the first page to
    /// one, on to another, and back.
    case cursorRing
    /// The first page of a list for every request, with a `next` that is always new; or empty pages
    /// after the first.
    case endlessPages(areEmpty: Bool)
    /// The request is carried out, but the response is 500.
    case failAfterApplying
    /// The correct status without a body.
    case emptyBody
  }

  /// The fault.
  public var fault: Fault
  /// Which requests fail: `GET /resources/accounts`, `/resources/notes`, or empty for all. It is
  /// the beginning of a path, unless it ends in `$`.
  public var matching: String
  /// How many requests fail; nil for all.
  public var times: Int?

  /// Creates a scenario for the matching requests.
  public static func fail(
    _ fault: Fault, matching: String = "", times: Int? = nil
  ) -> Scenario {
    Scenario(fault: fault, matching: matching, times: times)
  }
}

extension Scenario {
  /// Reads
  /// `{"fault": "status", "status": 429, "retryAfter": "2", "matching": "GET /", "times": 3}`.
  /// `slow` takes `milliseconds`, `tooManyBytes` and `heavyRecords` take `bytes`, `endlessPages`
  /// takes `areEmpty`, `refusal` takes `status` and `json`; the others take no parameter.
  init?(_ object: JSONObject) {
    guard let name = object.text("fault"), let fault = Self.fault(name, object) else { return nil }
    self.fault = fault
    matching = object.text("matching") ?? ""
    times = object["times"]?.int
  }

  private static func fault(_ name: String, _ object: JSONObject) -> Fault? {
    switch name {
    case "status":
      object["status"]?.int.map { .status($0, retryAfter: object.text("retryAfter")) }
    case "refusal":
      object["status"]?.int.flatMap { status in
        object.text("json").map { .refusal(status, json: $0) }
      }
    case "slow": object["milliseconds"]?.int.map { .slow(milliseconds: $0) }
    case "tooManyBytes": object["bytes"]?.int.map { .tooManyBytes($0) }
    case "heavyRecords": object["bytes"]?.int.map { .heavyRecords(bytes: $0) }
    case "endlessPages": .endlessPages(areEmpty: object["areEmpty"] == true)
    default: plain.first { "\($0)" == name }
    }
  }

  private static let plain: [Fault] = [
    .dropBeforeApplying, .dropAfterApplying, .truncatedJSON, .halfBody, .html502, .empty503,
    .messageForm, .errorsForm, .objectForm, .oddPayloads, .failAfterApplying, .emptyBody,
    .cursorRing,
  ]
}
