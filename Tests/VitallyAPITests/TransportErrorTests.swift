import NIOCore
import NIOHTTP1
import Testing
import VitallyModel

@testable import VitallyAPI

struct TransportErrorTests {
  struct Unheard: Error {}

  private let read = Request(method: .GET, path: ["notes"], resource: .note)
  private let create = Request(method: .POST, path: ["notes"], body: [:], resource: .note)
  private let archive = Request(method: .DELETE, path: ["notes", "n"], resource: .note)

  private func error(_ error: any Error, _ request: Request, pulls: Int = 0) -> VitallyError {
    VitallyError(transport: error, request: request, pulls: pulls, host: "vitally.example")
  }

  @Test("A body that was never asked for was never sent, whatever the error")
  func neverAskedFor() {
    for cause: any Error in [Unheard(), IOError(errnoCode: 104, reason: "reset")] {
      #expect(error(cause, create, pulls: 0).delivery == .neverSent)
      #expect(error(cause, create, pulls: 0).kind == .unreachable)
      #expect(error(cause, create, pulls: 1).delivery == .unknown)
      #expect(error(cause, create, pulls: 1).kind == .lost)
    }
  }

  @Test("Without a body only a failed connection proves that nothing was sent")
  func withoutBody() {
    let refused = IOError(errnoCode: 111, reason: "connect")
    let reset = IOError(errnoCode: 104, reason: "read")
    #expect(error(refused, archive).delivery == .neverSent)
    #expect(error(reset, archive).delivery == .unknown)
    #expect(error(Unheard(), archive).delivery == .unknown)
    #expect(error(refused, read).kind == .unreachable)
    #expect(error(reset, read).kind == .lost)
  }

  @Test("A server that does not speak HTTP is named, with what to check")
  func notHTTP() {
    let error = error(HTTPParserError.invalidConstant, create, pulls: 1)
    #expect(error.kind == .unreadable)
    #expect(error.delivery == .unknown)
    #expect(error.sentence.contains("vitally.example"))
  }

  @Test("Sentences of lost answers say what vitty does next")
  func whatIsDone() {
    #expect(error(Unheard(), read).sentence.hasSuffix("; vitty tries again later."))
    #expect(
      error(Unheard(), create, pulls: 1).sentence.hasSuffix(
        "; vitty checks first whether it got through."))
  }

  @Test("An answer lost half way is an answer to a read, and an unknown outcome of a write")
  func lostBody() {
    for cause: any Error in [Unheard(), NIOTooManyBytesError(maxBytes: 1 << 20)] {
      let read = VitallyError(bodyOf: 200, failed: cause, request: read, maxBody: 1 << 20)
      #expect(read.status == 200 && read.delivery == .answered)
      let create = VitallyError(bodyOf: 200, failed: cause, request: create, maxBody: 1 << 20)
      #expect(create.delivery == .unknown)
    }
  }

  @Test("Cancelling is told apart from failing")
  func cancelled() {
    #expect(error(CancellationError(), read).kind == .cancelled)
    #expect(error(CancellationError(), create, pulls: 0).delivery == .neverSent)
    #expect(error(CancellationError(), create, pulls: 1).delivery == .unknown)
  }
}
