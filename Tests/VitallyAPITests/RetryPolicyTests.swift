import Testing
import VitallyModel

@testable import VitallyAPI

struct RetryPolicyTests {
  private let policy = RetryPolicy(attempts: 5)

  private func failure(
    _ kind: VitallyError.Kind, status: Int? = nil, delivery: VitallyError.Delivery = .answered,
    retryAfter: Duration? = nil
  ) -> Failure {
    Failure(
      error: VitallyError(kind, status: status, sentence: "", delivery: delivery),
      retryAfter: retryAfter)
  }

  @Test("Waits double and stop at thirty seconds; jitter halves them at most")
  func backOff() {
    let patient = RetryPolicy(attempts: 9)
    let failure = failure(.server, status: 502)
    let waits = (1...7).map { patient.wait(after: $0, failure, isWrite: false, jitter: 1) }
    #expect(waits == [1, 2, 4, 8, 16, 30, 30].map { .seconds($0) })
    #expect(patient.wait(after: 2, failure, isWrite: false, jitter: 0) == .seconds(1))
  }

  @Test("After the last attempt comes no other")
  func lastAttempt() {
    #expect(policy.wait(after: 4, failure(.lost), isWrite: false, jitter: 0) != nil)
    #expect(policy.wait(after: 5, failure(.lost), isWrite: false, jitter: 0) == nil)
  }

  @Test(
    "What a full limit asks for is waited for, up to an hour", arguments: [7, 120, 3600, 86_400])
  func retryAfter(seconds: Int) {
    let full = failure(.rateLimited, status: 429, retryAfter: .seconds(seconds))
    #expect(policy.wait(after: 1, full, isWrite: false, jitter: 0) == .seconds(min(seconds, 3600)))
  }

  @Test("What a server in trouble asks for is waited for, unless it is too long")
  func outage() {
    let short = failure(.server, status: 503, retryAfter: .seconds(7))
    #expect(policy.wait(after: 1, short, isWrite: false, jitter: 0) == .seconds(7))
    let long = failure(.server, status: 503, retryAfter: .seconds(3600))
    #expect(policy.wait(after: 1, long, isWrite: false, jitter: 0) == nil)
  }

  @Test(
    "Reads are repeated after a gateway error, a lost connection and a full limit",
    arguments: [
      (VitallyError.Kind.server, 500), (.server, 502), (.server, 503), (.server, 504),
      (.lost, nil), (.unreachable, nil), (.rateLimited, 429),
    ] as [(VitallyError.Kind, Int?)])
  func repeatedReads(kind: VitallyError.Kind, status: Int?) {
    let failure = failure(kind, status: status, delivery: .unknown)
    #expect(policy.wait(after: 1, failure, isWrite: false, jitter: 1) == .seconds(1))
  }

  @Test(
    "Nothing is repeated that would end the same way",
    arguments: [
      (VitallyError.Kind.unauthorized, 401), (.forbidden, 403), (.notFound, 404),
      (.duplicate, 409), (.refused, 400), (.unreadable, 200), (.cancelled, nil), (.server, 501),
    ] as [(VitallyError.Kind, Int?)])
  func final(kind: VitallyError.Kind, status: Int?) {
    for isWrite in [true, false] {
      #expect(
        policy.wait(after: 1, failure(kind, status: status), isWrite: isWrite, jitter: 1) == nil)
    }
  }

  @Test("A write is repeated only when it has not reached the server")
  func writes() {
    let waits: [(Failure, Bool)] = [
      (failure(.rateLimited, status: 429), false),
      (failure(.unreachable, delivery: .neverSent), true),
      (failure(.unreachable, delivery: .unknown), false),
      (failure(.lost, delivery: .unknown), false),
      (failure(.server, status: 503, delivery: .unknown), false),
    ]
    for (failure, isRepeated) in waits {
      #expect((policy.wait(after: 1, failure, isWrite: true, jitter: 1) != nil) == isRepeated)
    }
  }

  @Test("A host that cannot be reached is tried twice")
  func unreachable() {
    let failure = failure(.unreachable, delivery: .neverSent)
    #expect(policy.wait(after: 1, failure, isWrite: false, jitter: 1) != nil)
    #expect(policy.wait(after: 2, failure, isWrite: false, jitter: 1) == nil)
  }
}
