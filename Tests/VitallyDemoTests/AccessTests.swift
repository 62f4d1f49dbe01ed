// The key, unknown paths and the rate limit.

import Foundation
import Synchronization
import Testing

@testable import VitallyDemo

@Suite("Access")
struct AccessTests {
  @Test("a request without the header is refused in the words of the service")
  func missingHeader() {
    let answer = Peer().call("GET", "accounts", key: nil)
    #expect(answer.status == 401)
    #expect(answer.error == "Authorization header not present.")
  }

  @Test(
    "a wrong key, scheme or encoding is refused in other words",
    arguments: [
      "Basic " + Data("sk_live_other:".utf8).base64EncodedString(),
      "Basic " + Data("sk_live_demo".utf8).base64EncodedString(),
      "Bearer sk_live_demo", "Basic %%%", "Basic",
    ])
  func wrongKey(header: String) {
    let answer = Peer().call("GET", "accounts", key: header)
    #expect(answer.status == 401)
    #expect(answer.error == "The API key is not valid.")
  }

  @Test("the name of the scheme may be written in any case")
  func schemeCase() {
    let header = "basic " + Peer.key.dropFirst(6)
    #expect(Peer().call("GET", "accounts?limit=1", key: header).status == 200)
  }

  @Test(
    "paths and methods that the service does not have are not found",
    arguments: [
      ("GET", "/"), ("GET", "/accounts"), ("GET", "widgets"), ("PATCH", "accounts/x"),
      ("POST", "accounts/x/notes"), ("DELETE", "customObjects/x"), ("GET", "customFields/notes"),
      ("GET", "messages"), ("GET", "customObjects/a/instances/b"), ("POST", "admins"),
    ])
  func unknownPaths(method: String, path: String) {
    let answer = Peer().call(method, path, [:])
    #expect(answer.status == 404)
    #expect(answer.error == "Not found")
  }

  @Test("every answer carries the three rate limit headers, errors too")
  func headers() {
    let peer = Peer { $0.limitPerMinute = 1000 }
    for answer in [
      peer.get("accounts?limit=1"), peer.get("nowhere"), peer.call("GET", "accounts", key: nil),
    ] {
      #expect(answer.headers["RateLimit-Limit"] == "1000, 1000;window=60")
      #expect(answer.headers["RateLimit-Remaining"].flatMap { Int($0) } != nil)
      #expect(answer.headers["RateLimit-Reset"].flatMap { Int($0) } != nil)
    }
  }

  @Test("a spent bucket answers 429, and fills up again with time")
  func spentBucket() {
    // Given a clock that stands still and a bucket of three
    let clock = HandClock(Peer.morning)
    let peer = Peer {
      $0.limitPerMinute = 3
      $0.clock = { clock.now }
    }

    // When four requests are sent
    let answers = (0..<4).map { _ in peer.get("accounts?limit=1") }

    // Then the last is refused and says when a unit is back
    #expect(answers.map(\.status) == [200, 200, 200, 429])
    #expect(answers.map { $0.headers["RateLimit-Remaining"] } == ["2", "1", "0", "0"])
    #expect(answers[3].error == "Too many requests")
    #expect(answers[3].headers["RateLimit-Reset"] == "20")

    // When that time has gone by
    clock.advance(20)

    // Then one request goes through
    #expect(peer.get("accounts?limit=1").status == 200)
    #expect(peer.get("accounts?limit=1").status == 429)
  }

  @Test("a write takes more units where that is set")
  func writeCost() {
    let clock = HandClock(Peer.morning)
    let peer = Peer {
      $0.limitPerMinute = 10
      $0.writeCost = 4
      $0.clock = { clock.now }
    }
    #expect(peer.call("POST", "accounts", [:]).headers["RateLimit-Remaining"] == "6")
    #expect(peer.get("accounts?limit=1").headers["RateLimit-Remaining"] == "5")
  }
}

/// A clock that is moved by hand.
final class HandClock: Sendable {
  private let time: Mutex<Date>

  init(_ start: Date) { time = Mutex(start) }

  var now: Date { time.withLock { $0 } }

  func advance(_ seconds: TimeInterval) {
    time.withLock { $0 += seconds }
  }
}
