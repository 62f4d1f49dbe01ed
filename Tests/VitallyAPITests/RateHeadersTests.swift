import NIOHTTP1
import Testing
import VitallyModel

@testable import VitallyAPI

struct RateHeadersTests {
  @Test("The documented headers are read; the limit is the first number of a list")
  func documented() {
    let headers = RateHeaders([
      "RateLimit-Limit": "1000, 1000;window=60", "RateLimit-Remaining": "999",
      "RateLimit-Reset": "59",
    ])
    #expect(headers.limit == 1000)
    #expect(headers.remaining == 999)
    #expect(headers.reset == .seconds(59))
    #expect(headers.retryAfter == nil)
  }

  @Test("The older spelling is read too, and a point in time as reset")
  func olderSpelling() {
    let headers = RateHeaders([
      "x-ratelimit-limit": "100", "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "784111787", "Date": "Sun, 06 Nov 1994 08:49:37 GMT",
    ])
    #expect(headers.limit == 100)
    #expect(headers.remaining == 0)
    #expect(headers.reset == .seconds(10))
  }

  @Test(
    "Retry-After is seconds or a date, compared with the server's own clock",
    arguments: [
      ("2", Duration.seconds(2)), ("0", .zero), ("Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)),
      ("Sun, 06 Nov 1994 08:00:00 GMT", .zero), ("soon", nil), ("-1", nil), ("", nil),
    ])
  func retryAfter(text: String, expected: Duration?) {
    let headers = RateHeaders(["Retry-After": text, "Date": "Sun, 06 Nov 1994 08:49:37 GMT"])
    #expect(headers.retryAfter == expected)
  }

  @Test("Nonsense is nothing")
  func nonsense() {
    let headers = RateHeaders([
      "RateLimit-Limit": "many", "RateLimit-Remaining": "", "RateLimit-Reset": "99999999999999999",
      "Date": "yesterday",
    ])
    #expect(headers == RateHeaders([:]))
  }

  @Test(
    "Dates of HTTP headers that are none are refused",
    arguments: [
      "", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994",
      "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "a b c d e GMT",
    ])
  func badDate(text: String) {
    #expect(Moment(httpDate: text) == nil)
  }
}
