// Reads the rate limit headers of a response, in all spellings found in practice.

import NIOHTTP1
import VitallyModel

/// The rate limit as one response reports it.
struct RateHeaders: Hashable, Sendable {
  /// The allowed requests per minute.
  var limit: Int?
  /// The requests left.
  var remaining: Int?
  /// The time until the limit resets.
  var reset: Duration?
  /// How long the server asks to wait.
  var retryAfter: Duration?

  /// Parses the headers. Times are compared with the server's own `Date`, so that a wrong local
  /// clock does no harm.
  init(_ headers: HTTPHeaders) {
    let serverTime = headers.first(name: "Date").flatMap(Moment.init(httpDate:))
    limit = Self.number("Limit", in: headers)
    remaining = Self.number("Remaining", in: headers)
    reset = Self.number("Reset", in: headers).flatMap { Self.span($0, serverTime: serverTime) }
    retryAfter = headers.first(name: "Retry-After").flatMap {
      Self.retryAfter($0.trimmed, serverTime: serverTime)
    }
  }

  /// The first integer of a header: `RateLimit-Limit` can be a list, `1000, 1000;window=60`.
  private static func number(_ name: String, in headers: HTTPHeaders) -> Int? {
    let text =
      headers.first(name: "RateLimit-" + name) ?? headers.first(name: "X-RateLimit-" + name)
    return text.flatMap { Int($0.trimmed.prefix(while: \.isNumber)) }
  }

  /// Small numbers are seconds from now, large ones seconds since 1970.
  private static func span(_ number: Int, serverTime: Moment?) -> Duration? {
    if number <= 3600 { return .seconds(number) }
    guard let serverTime, number < Int(Int64.max / 1000) else { return nil }
    return Moment(milliseconds: Int64(number) * 1000).span(since: serverTime)
  }

  private static func retryAfter(_ text: String, serverTime: Moment?) -> Duration? {
    if let seconds = Int(text) { return seconds >= 0 ? .seconds(seconds) : nil }
    guard let serverTime, let moment = Moment(httpDate: text) else { return nil }
    return moment.span(since: serverTime)
  }
}

extension Moment {
  fileprivate func span(since other: Moment) -> Duration {
    .milliseconds(max(0, milliseconds - other.milliseconds))
  }
}
